"""Read from a passage whether it gives somebody's words directly, indirectly or in a paraphrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_dossier.language.attribution.clauses import QUOTES
from mkdocs_dossier.language.attribution.continuation import in_subjunctive
from mkdocs_dossier.language.attribution.cues import Cue, CueKind

#: “…”, X said; X said: “…” Three words at least, as names and titles are in quotation marks, too.
_QUOTED = re.compile(
    r"(?:[–—-] ?)?[Q]?(?=(?:[^Q\s]+\s){2})[^Q]+(?:[,?!.…][Q]|[Q],)|[^Q]*: [Q][^Q]+[Q]?.?\Z".replace("Q", QUOTES)
)
#: Words after which both languages report in their own words; not “that” as a pronoun.
_REPORTS = re.compile(r"\b(?:dass|daß|ob|that(?= (?!to\b)\w)|said|says|saying|told|tells|added|adds)\b")


def mode_of(words: str, cues: Sequence[Cue], language: str) -> str:
    """Return the mode of a passage that somebody says.

    Args:
        words: the passage.
        cues: the cues that begin in it.
        language: its language (BCP 47).
    """
    unquoted = len(words) - sum(cue.end - cue.start for cue in cues if cue.kind is CueKind.NAMED)
    quoted = sum(min(cue.end - cue.start, len(words)) for cue in cues if cue.kind is CueKind.QUOTATION)
    if 2 * quoted > unquoted or _QUOTED.match(words):
        return "direct"
    return "indirect" if _REPORTS.search(words) or in_subjunctive(words, language) else "paraphrase"
