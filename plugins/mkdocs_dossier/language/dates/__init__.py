"""Read dates from German and English words: points, spans, and what the context says of the year."""
