"""What the plugin puts into the heads of finished pages: their policy, and what they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_dossier.hosts.mkdocs.pages import DossierPage
from mkdocs_dossier.hosts.policy import inline_scripts, policy_of
from mkdocs_dossier.site.rendering import Site

#: A browser looks for the encoding in the first 1,024 bytes: nothing long may stand before it.
_ENCODING = re.compile(r"<meta\s+charset=[^>]*>\s*|<head(?:\s[^>]*)?>\s*", re.IGNORECASE)
_END = re.compile(r"</head\s*>", re.IGNORECASE)


class Heads:
    """Completes the heads of pages; `more` is allowed beyond what every page allows, or None: there is no policy.

    There is none in `serve`, whose reloading is an inline script that changes with every build.
    """

    def __init__(self, site: Site, more: Mapping[str, str] | None) -> None:
        self.site = site
        self.more = more

    def completed(self, text: str, page: MkDocsPage | None = None) -> str:
        """The page with its head complete; a text without a head stays as it is.

        Only the theme's scripts are allowed: in what is made of records none are looked for.
        """
        policy = ""
        if self.more is not None:
            own = page.content if isinstance(page, DossierPage) else None
            policy = policy_of(inline_scripts(text.replace(own, "") if own else text), self.more)
        head = _END.search(text)
        found = list(_ENCODING.finditer(text, 0, head.start())) if head else []
        if head is None or not found:
            return text
        start = next((match for match in found if "charset" in match[0].lower()), found[0]).end()
        return "".join(
            [
                text[:start],
                self.site.fragment("head.html", "", policy=policy),
                text[start : head.start()],
                # Not in the content: instant navigation runs every script there, whatever its type.
                page.head if isinstance(page, DossierPage) else "",
                text[head.start() :],
            ]
        )
