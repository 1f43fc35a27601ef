"""What German and English words mean: numbers, dates, sentences, inflection. One module a subject."""
