"""The generators that publish the pages; each host has one adapter and nothing else knows it."""
