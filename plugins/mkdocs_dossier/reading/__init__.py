"""Read a folder of articles and YAML into records, and report every fault in it."""
