"""Have fences of the language `dossier` answered by the extension that reads a site's fences; change no other fence."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.site.embeds import Answer, RecordLinks

_SUPERFENCES = "pymdownx.superfences"
#: An extension that includes superfences: its settings hold theirs, by name.
_EXTRA = "pymdownx.extra"


def read_fences(config: MkDocsConfig, links: RecordLinks, answer: Answer) -> None:
    """Have our fences answered by `answer`.

    If a site has superfences, they find fences in lists and tabs too. They are not added if it has none, because they
    would change the look of all its code.

    Args:
        config: MkDocs's configuration, whose superfences get a custom fence.
        links: the extension that finds fences otherwise.
        answer: renders a fence.
    """

    def formatted(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
        return answer(source, md)

    fence = {"name": "dossier", "class": "dossier", "format": formatted}
    if (settings := _superfences(config)) is None:
        links.answer = answer
    else:
        settings["custom_fences"] = [*settings.get("custom_fences", ()), fence]


def _superfences(config: MkDocsConfig) -> dict[str, Any] | None:
    """Return the settings of a site's superfences; None if it has none."""
    if _SUPERFENCES in config.markdown_extensions:
        settings: dict[str, Any] = config.mdx_configs.setdefault(_SUPERFENCES, {})
    elif _EXTRA in config.markdown_extensions:
        settings = config.mdx_configs.setdefault(_EXTRA, {}).setdefault(_SUPERFENCES, {})
    else:
        return None
    return settings
