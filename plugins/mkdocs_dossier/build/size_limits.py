"""What GitHub Pages publishes, and what readers can load: whether a built site keeps to it, in words for editors."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_dossier.build.extents import LARGE, Extent

#: GitHub publishes no larger site, and gives up one that takes longer.
MOST_BYTES = 1_000_000_000
MOST_SECONDS = 600
#: From this share on an editor should know.
_NEAR = 0.9
#: A page above this takes long on a telephone; an index above this, before the first result.
_LARGE_PAGE = LARGE
_LARGE_INDEX = 10_000_000
_INDEX = "search/search_index.json"
_NAMED = 3


def warnings_about(extent: Extent, seconds: float, *, search: bool) -> Iterator[str]:
    """What an editor should know of a site of this extent that took so long; `search`: it has its own index."""
    if extent.size >= _NEAR * MOST_BYTES:
        beyond = "GitHub Pages will not publish it" if extent.size > MOST_BYTES else "it will soon be too large"
        yield (
            f"the site takes {_megabytes(extent.size)}. GitHub Pages publishes no site of more than "
            f"{_megabytes(MOST_BYTES)}: {beyond}. {_largest(extent.files)}Move older dossiers to a site of their own, "
            "or publish the folder with another host; the handbook says more (“What GitHub Pages allows”)."
        )
    if seconds >= _NEAR * MOST_SECONDS:
        yield (
            f"building took {seconds / 60:.1f} minutes. GitHub Pages gives up after {MOST_SECONDS // 60}: set keep: "
            "true in mkdocs.yml, so that only pages are made again of which anything has changed."
        )
    index = next((size for size, path in extent.files if path == _INDEX), 0)
    if index > _LARGE_INDEX:
        instead = (
            "take “search” out of the plugins in mkdocs.yml: the site has its own search"
            if search
            else "set search: true in mkdocs.yml, and take “search” out of the plugins: that index is loaded in pieces"
        )
        yield f"the index of Material's search has {_megabytes(index)}, which readers wait for: {instead}."
    pages = [found for found in extent.files if found[1].endswith(".html")]
    if pages:
        yield (
            f"pages of more than {_megabytes(_LARGE_PAGE)} load slowly. {_largest(pages)}A dossier is never cut: "
            "make two articles of it, or embed views with a limit."
        )


def _largest(files: tuple[tuple[int, str], ...] | list[tuple[int, str]]) -> str:
    """The largest files in words."""
    named = ", ".join(f"{path} ({_megabytes(size)})" for size, path in files[:_NAMED])
    return f"The largest: {named}. " if named else ""


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB" if size >= 10_000_000 else f"{size / 1_000_000:.1f} MB"
