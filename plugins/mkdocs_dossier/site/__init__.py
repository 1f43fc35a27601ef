"""The site: its pages, their addresses and contents, and the templates that render them."""
