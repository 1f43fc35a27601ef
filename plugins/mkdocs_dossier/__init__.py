"""mkdocs-dossier: annotated dossiers as a static site, checked against the words they come from.

The names in `__all__` are the public API, described in docs/handbook/python.md. They are imported on first use:
`import mkdocs_dossier` imports none of its modules, so that a build with nothing to do stays fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_dossier.collection.collection import Collection
    from mkdocs_dossier.loading import load
    from mkdocs_dossier.problems import Problem, Severity

__version__ = "0.1.0"
__all__ = ["Collection", "Problem", "Severity", "__version__", "load"]

if not TYPE_CHECKING:  # a type checker that sees `__getattr__` accepts every name
    _MODULES = {"Collection": "collection.collection", "Problem": "problems", "Severity": "problems", "load": "loading"}

    def __getattr__(name: str) -> Any:
        """Import a public name on first use (PEP 562)."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
