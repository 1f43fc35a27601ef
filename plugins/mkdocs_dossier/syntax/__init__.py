"""Parse YAML into data whose every value knows its line and column."""
