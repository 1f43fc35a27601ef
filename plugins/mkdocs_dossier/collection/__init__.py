"""All records of a site with their articles, indexed, and what is derived from them."""
