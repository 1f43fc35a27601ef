"""Read dates from German and English text: points, spans, and years inferred from context."""
