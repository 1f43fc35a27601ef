"""Handle writing systems: marks belong to the letter before them, and some scripts have no spaces."""

import unicodedata

#: Ranges of the scripts without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, Tai Le and Tai Lue, Tai Tham,
#: Balinese, Hiragana, Han, Javanese. Katakana words end at other scripts.
UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u3005-\u3007\u3041-\u309f"
    "\u3400-\u4dbf\u4e00-\u9fff\ua980-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED = tuple((UNSPACED[at], UNSPACED[at + 2]) for at in range(0, len(UNSPACED), 3))
#: Replaces every mark in a `masked` text with a letter, because `\w` does not match marks.
MARK = "ˑ"


def is_mark(character: str) -> bool:
    """Return whether a character belongs to the letter before it: an accent, a vowel sign, a virama."""
    return character >= "\u0300" and unicodedata.category(character)[0] == "M"


def masked(text: str) -> str:
    """Return the text, character for character, with `MARK` for each mark."""
    marks = {} if text.isascii() else {ord(character): MARK for character in set(text) if is_mark(character)}
    return text.translate(marks) if marks else text


def is_unspaced(character: str) -> bool:
    """Return whether a character is of a script without spaces between words."""
    return character >= "\u0e00" and any(first <= character <= last for first, last in _UNSPACED)


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a span cuts no word or number: “120 Soldaten” does not contain “20 Soldaten”."""
    return not any(0 < at < len(text) and cuts_word(text[at - 1], text[at]) for at in (start, end))


def cuts_word(before: str, after: str) -> bool:
    """Return whether a cut between two characters splits a word, a number, or a letter and its mark."""
    if is_mark(after):
        return before.isalnum() or is_mark(before)
    if not (before.isalnum() or is_mark(before)) or not after.isalnum():
        return False
    if is_unspaced(before) or is_unspaced(after):
        return before.isnumeric() and after.isnumeric()
    return True
