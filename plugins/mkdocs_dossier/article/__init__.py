"""Convert an article's Markdown to HTML and visible text, and locate passages and names in it."""
