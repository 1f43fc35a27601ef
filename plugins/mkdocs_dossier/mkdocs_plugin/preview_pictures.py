"""Put the preview pictures that pages name in their heads into the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_dossier.build.last_site import LastSite
from mkdocs_dossier.build.page_cache import PageCache
from mkdocs_dossier.evidence.basis import basis_of
from mkdocs_dossier.export.pictures import KINDS, path_of, picture, strip_png
from mkdocs_dossier.mkdocs_plugin.preview import LaterFile
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.site.rendering import Site


def picture_files(
    pages: PageCache, last_site: LastSite, config: MkDocsConfig, later: dict[str, Callable[[], object]]
) -> Iterator[File]:
    """Yield the files of the pictures; none without `site_url`, or where Material's plugin draws its own.

    Args:
        pages: the pages of the site; a dossier whose page is fresh has the picture of the last site.
        last_site: the last site.
        config: MkDocs's configuration.
        later: gets the functions that draw the pictures of dossiers, by their paths in the site.
    """
    site = pages.site
    if not site.base_url or "material/social" in config.plugins:
        return
    for noun in KINDS:
        source = picture(noun, site.interface.locale.language)
        yield File.generated(config, path_of(noun), abs_src_path=str(source))
    for page in site.pages:
        if isinstance(page.record, Dossier):
            path = path_of("dossier", page.record)
            last = last_site if last_site.is_whole and pages.is_fresh(page) else None
            later[path] = partial(_put, site, page.record, last, path, Path(config.site_dir, path))
            yield LaterFile.at(config, path)


def _put(site: Site, dossier: Dossier, last_site: LastSite | None, path: str, target: Path) -> None:
    """Link the picture of the last site, else draw it."""
    if last_site and last_site.is_in_place and last_site.link(path, str(target)):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    cells = basis_of(site.collection, dossier).cells
    target.write_bytes(strip_png(cells, site.interface.locale.language))
