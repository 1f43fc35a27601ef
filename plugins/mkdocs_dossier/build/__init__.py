"""Build a site: cache pages, reuse what has not changed, swap the finished site in."""
