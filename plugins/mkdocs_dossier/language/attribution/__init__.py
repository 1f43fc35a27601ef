"""Find whom German and English sentences name as the speaker."""
