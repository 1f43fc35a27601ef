"""Questions about a collection: chains, origins, contradictions. Answers only, no output."""
