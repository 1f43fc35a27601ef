"""Read numbers from German and English text: amounts, ranges, shares and rates."""
