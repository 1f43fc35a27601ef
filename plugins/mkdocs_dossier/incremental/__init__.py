"""Track what a computation reads, and reuse its result until one of those inputs changes."""
