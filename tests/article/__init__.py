"""The article: its text, its anchors, its marks."""
