"""Put the preview pictures that pages name in their heads into the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_dossier.evidence.basis import basis_of
from mkdocs_dossier.export.pictures import KINDS, path_of, picture, strip_png
from mkdocs_dossier.mkdocs_plugin.preview import LaterFile
from mkdocs_dossier.model.dossiers import Dossier
from mkdocs_dossier.site.rendering import Site


def picture_files(site: Site, config: MkDocsConfig, later: dict[str, Callable[[], object]]) -> Iterator[File]:
    """Yield the files of the pictures; none without `site_url`, or where Material's plugin draws its own.

    Args:
        site: the site.
        config: MkDocs's configuration.
        later: gets the functions that draw the pictures of dossiers, by their paths in the site.
    """
    if not site.base_url or "material/social" in config.plugins:
        return
    for noun in KINDS:
        source = picture(noun, site.interface.locale.language)
        yield File.generated(config, path_of(noun), abs_src_path=str(source))
    for dossier in site.collection.of(Dossier):
        path = path_of("dossier", dossier)
        later[path] = partial(_draw, site, dossier, Path(config.site_dir, path))
        yield LaterFile.at(config, path)


def _draw(site: Site, dossier: Dossier, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    cells = basis_of(site.collection, dossier).cells
    target.write_bytes(strip_png(cells, site.interface.locale.language))
