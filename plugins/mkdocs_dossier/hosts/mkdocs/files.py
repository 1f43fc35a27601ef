"""The files of records' pages and of their redirects, each with the file that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from mkdocs_dossier.hosts.kept import Maker
from mkdocs_dossier.hosts.mkdocs.pages import DossierPage
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.model.record import Record
from mkdocs_dossier.site.here import Here
from mkdocs_dossier.site.plan import redirects_of
from mkdocs_dossier.site.rendering import Site


def page_files(maker: Maker, config: MkDocsConfig, base: Path) -> Iterator[File]:
    """The files of all pages of records and overviews; `base` is the folder of `mkdocs.yml`."""
    sources = _Sources(maker.site, config, base)
    for page in maker.site.pages:
        in_nav = page.is_overview and page.noun != "desk" and config.nav is None
        inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
        file = _file(config, f"{page.path}.md", "", sources.of(page.noun, page.record), inclusion)
        DossierPage(page, maker, file, config)
        yield file


def redirect_files(site: Site, config: MkDocsConfig, base: Path) -> Iterator[File]:
    """The files at the former addresses of records."""
    sources = _Sources(site, config, base)
    for path, record in redirects_of(site.collection, site.addresses):
        url = site.addresses.url(path)
        target = f"{url}index.html" if url.endswith("/") else url
        here = Here(site, url)
        html = site.fragment("redirect.html", url, title=site.name(record), target=here.url(record))
        yield _file(config, target, html, sources.of(record.noun, record))


class _Sources:
    """Finds the file that a page comes from: plugins take dates and authors from its history."""

    def __init__(self, site: Site, config: MkDocsConfig, base: Path) -> None:
        self._collection = site.collection
        self._base = base
        self._settings = config.config_file_path or str(base)

    def of(self, noun: str, record: Record | None) -> str:
        """Return the path of a record's YAML file or article.

        That of an overview is its first record's, or `mkdocs.yml` where it lists none.
        """
        if record is None and noun in BY_NOUN:
            record = next(iter(self._collection.of(BY_NOUN[noun].model)), None)
        return str(self._base / record.origin.path) if record else self._settings


def _file(
    config: MkDocsConfig, path: str, content: str, source: str, inclusion: InclusionLevel = InclusionLevel.UNDEFINED
) -> File:
    """Make a file with the content, and the path of its source for other plugins.

    It does not say that it was generated: plugins that show dates of revision would give it the day of the build.
    """
    file = File.generated(config, path, content=content, inclusion=inclusion)
    file.abs_src_path = source
    file.generated_by = None
    file.edit_uri = None
    return file
