"""Read German and English: numbers, dates, attribution, sentences, inflection."""
