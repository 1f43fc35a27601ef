"""The parts of reading numbers: vocabulary, numerals, phrases, and what around them makes them no amounts."""
