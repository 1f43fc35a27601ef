"""The article: from Markdown to HTML, its visible text, and where passages and names stand in it."""
