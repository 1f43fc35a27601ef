"""Find out which of MkDocs's own commands runs: other programs build sites in their own ways."""

from __future__ import annotations

import click

#: The modules with MkDocs's own commands.
_MODULES = ("mkdocs.__main__", "properdocs.__main__")


def command(name: str) -> click.Context | None:
    """Return the context of MkDocs's own command `name` if it runs, with its options."""
    context = click.get_current_context(silent=True)
    if context is None or context.command.name != name:
        return None
    spec = getattr(context.command.callback, "__globals__", {}).get("__spec__")
    return context if spec is not None and spec.name in _MODULES else None
