"""The exported data, read by the programs that others read it with."""
