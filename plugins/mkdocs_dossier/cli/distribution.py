"""Where the package comes from: the one place that says whether it is on the package index."""

from mkdocs_dossier import __version__

#: Where the source is.
REPOSITORY = "https://github.com/example/mkdocs-dossier"
#: Whether the package index has this version. Every text that says how to install or use the package follows this
#: constant: `DOSSIER_UPDATE=1 pytest tests/test_distribution.py` writes them again.
IS_PUBLISHED = False


def requirement(extras: str = "") -> str:
    """Return what `pip install` takes for this package with some extras, such as `mkdocs,search`."""
    name = f"mkdocs-dossier[{extras}]" if extras else "mkdocs-dossier"
    return name if IS_PUBLISHED else f"{name} @ git+{REPOSITORY}"


def action(path: str = "") -> str:
    """Return what `uses:` in a workflow takes for the Action, or for a reusable workflow at a path."""
    repository = REPOSITORY.removeprefix("https://github.com/")
    return f"{repository}{path}@{f'v{__version__}' if IS_PUBLISHED else 'main'}"
