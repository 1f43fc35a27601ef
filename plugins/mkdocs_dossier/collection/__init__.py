"""All records of a site with their articles, indexed, and values derived from them."""
