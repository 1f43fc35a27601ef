"""Which pages there are, where they stand, what they hold, and the templates that show it."""
