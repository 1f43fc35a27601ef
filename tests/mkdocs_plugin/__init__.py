"""Tests of builds: what is kept, what stands beside it, and what others have a hand in."""
