"""Signs that Python-Markdown takes for its own, though they are part of somebody's words: they stay."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.inlinepatterns import InlineProcessor

_HEADING = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t])(?P<header>[^\n]*)(?:\n|$)")
_USED = re.compile(r"\[([^\[\]]*)\](?!:)")


class _Heading(HashHeaderProcessor):
    """As in CommonMark: `#Ukraine` begins no heading, and `## Programs in C#` ends with its sign."""

    RE = _HEADING

    def run(self, parent: Element, blocks: list[str]) -> None:
        super().run(parent, blocks)
        text = parent[-1].text or ""
        rest = text.rstrip("#")
        if rest != text and rest[-1:] in ("", " ", "\t"):
            parent[-1].text = rest.strip()


class _Definition(ReferenceProcessor):
    """`[Note]: address` defines a link only where `[Note]` stands elsewhere: otherwise the line would vanish."""

    _lines: list[str] | None = None
    _labels: frozenset[str] = frozenset()

    def run(self, parent: Element, blocks: list[str]) -> bool:
        block = blocks.pop(0)
        labels = self._used()
        match = next((m for m in self.RE.finditer(block) if m[1].strip().lower() in labels), None)
        if match is None:
            blocks.insert(0, block)
            return False
        address = match[2].lstrip("<").rstrip(">")
        self.parser.md.references[match[1].strip().lower()] = (address, match[5] or match[6])
        parts = block[: match.start()].rstrip("\n"), block[match.end() :].lstrip("\n")
        blocks[:0] = [part for part in parts if part.strip()]
        return True

    def _used(self) -> frozenset[str]:
        """The labels that stand in the document elsewhere than before a colon; looked for once."""
        lines: list[str] = self.parser.md.lines  # type: ignore[attr-defined]  # set when it begins to convert
        if lines is not self._lines:
            self._lines = lines
            self._labels = frozenset(label.strip().lower() for label in _USED.findall("\n".join(lines)))
        return self._labels


class _Star(InlineProcessor):
    """The star in `Leser*innen` and `5*3*2` is one: emphasis neither begins nor ends within a word."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Any, int, int]:  # type: ignore[override]  # noqa: N802
        return m[0], m.start(0), m.end(0)


def keep_signs(md: markdown.Markdown) -> None:
    """Have a converter leave these signs alone."""
    md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
    md.parser.blockprocessors.register(_Definition(md.parser), "reference", 15)
    md.inlinePatterns.register(_Star(r"(?<=[^\W_])(?:\*[^\W_]+)*\*(?=[^\W_])", md), "dossier-star", 65)
