"""Has fences of the language `dossier` answered by whatever reads a site's fences, and no other fence changed."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.site.embeds import Answer, RecordLinks

_SUPERFENCES = "pymdownx.superfences"
#: Extensions that bring others: in their settings stand those of each by its name.
_EXTRA = "pymdownx.extra"


def read_fences(config: MkDocsConfig, links: RecordLinks, answer: Answer) -> None:
    """Have our fences answered.

    Superfences, where a site has them, find fences in lists and tabs, too. Where it has none, they are not added: they
    would have all its code look otherwise.
    """

    def formatted(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
        return answer(source, md)

    fence = {"name": "dossier", "class": "dossier", "format": formatted}
    if (settings := _superfences(config)) is None:
        links.answer = answer
    else:
        settings["custom_fences"] = [*settings.get("custom_fences", ()), fence]


def _superfences(config: MkDocsConfig) -> dict[str, Any] | None:
    """The settings of the superfences of a site; None where it has none."""
    if _SUPERFENCES in config.markdown_extensions:
        settings: dict[str, Any] = config.mdx_configs.setdefault(_SUPERFENCES, {})
    elif _EXTRA in config.markdown_extensions:
        settings = config.mdx_configs.setdefault(_EXTRA, {}).setdefault(_SUPERFENCES, {})
    else:
        return None
    return settings
