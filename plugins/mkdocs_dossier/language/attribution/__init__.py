"""Find in German and English sentences who is said to say something."""
