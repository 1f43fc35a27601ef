"""Read a folder of articles and YAML into records, and name every fault in it."""
