"""Read numbers from German and English words: amounts, ranges, shares, rates; what is no amount is not read."""
