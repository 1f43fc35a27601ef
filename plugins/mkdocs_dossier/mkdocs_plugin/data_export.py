"""The collection as data, and its feeds, beside the pages of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_dossier.build.data_files import DataFiles, Report
from mkdocs_dossier.build.page_cache import Maker
from mkdocs_dossier.export import exports
from mkdocs_dossier.mkdocs_plugin.reprints import Reprints
from mkdocs_dossier.mkdocs_plugin.search_index import entries_for, fill_index
from mkdocs_dossier.parallel import Copies


class DataOfBuild:
    """The files of data and the feeds of a build, which takes over from the last site what it can."""

    def __init__(self, maker: Maker, reprints: Reprints, config: MkDocsConfig) -> None:
        self.files = exports(maker.site, config.site_url or "")
        self._maker = maker
        self._reprints = reprints
        self._site = Path(config.site_dir)
        self._listed = entries_for(config, maker.site)
        self._written: tuple[DataFiles, Callable[[], Iterable[Report]]] | None = None

    def start(self, copies: Copies) -> None:
        """Have a copy of the process write them."""
        data = self._data()
        self._reprints.beside = data.same
        self._written = data, copies.ask(partial(data.write, self._site))

    def finish(self, config: MkDocsConfig) -> None:
        """All of them are written, and what can be found is in the index; the next build knows of it."""
        data, reports = self._written or ((data := self._data()), partial(data.write, self._site))
        for report in reports():
            self._maker.take_units(report)
            self._reprints.layout = report.layout
            fill_index(config, report.listed)
        data.put(self._site, linked=self._reprints.still_stands)

    def _data(self) -> DataFiles:
        reprints, maker = self._reprints, self._maker
        last, before = reprints.last_layout, reprints.site
        return DataFiles(self.files, maker.site.collection, maker.units(), last, before, self._listed)
