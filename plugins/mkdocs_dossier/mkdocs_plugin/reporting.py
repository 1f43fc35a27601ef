"""Log the problems, advice and times of a build, and end it with too severe a problem."""

import logging
import time
from collections.abc import Callable, Collection, Iterable
from enum import Enum

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.problems import Problem, Severity, condensed, summary, with_severities

log = logging.getLogger("mkdocs.plugins.dossier")
#: Not a child of MkDocs's logger: the limits of a host are no fault that should end a strict build.
advice = logging.getLogger("mkdocs_dossier.advice")
if logging.lastResort:
    # Python uses it only if there is no other handler, and with `keep` there is one, which collects messages.
    advice.addHandler(logging.lastResort)

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.HINT: logging.INFO}


class Stage(Enum):
    """The stages of a build, as they are reported."""

    LOADING = "loading and checking"
    PLANNING = "planning pages"
    DOCS = "the theme and the pages of docs"
    RECORDS = "records' pages and data"
    SEARCH = "search entries"
    REST = "the rest"


class Stopwatch:
    """Measure the time of one stage at a time, from the start on; a stage may come more than once."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._stage = Stage.REST
        self._since = clock()
        self.seconds = dict.fromkeys(Stage, 0.0)
        """The seconds spent in each stage, up to the last change of stage."""

    def turn_to(self, stage: Stage) -> None:
        """End the current stage and begin another."""
        now = self._clock()
        self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now

    def __str__(self) -> str:
        stages = ", ".join(f"{stage.value} {seconds:.2f} s" for stage, seconds in self.seconds.items())
        return f"{stages}; together {sum(self.seconds.values()):.2f} s"


class Reporter:
    """Logs the problems of a build, and ends it with too severe ones, except in `serve`."""

    def __init__(self, *, serving: bool) -> None:
        self._serving, self._hinted = serving, False
        self.found: list[Problem] = []
        """The problems of this build so far."""

    def report(
        self, found: Iterable[Problem], own: DossierConfig, config: MkDocsConfig, *, last: bool
    ) -> list[Problem]:
        """Log problems, and return them with the severities of the settings.

        Only if they are the `last`, a warning ends a strict build, so that it shows all.

        Raises:
            PluginError: One of the problems so far ends the build.
        """
        problems = list(with_severities(found, own.severities))
        self.found += problems
        ending = {Severity.ERROR, Severity.WARNING} if config.strict else {Severity.ERROR}
        shown, left_out = condensed(problems)
        for problem in shown:
            # A problem that ends the build is logged even with `mkdocs build --quiet`.
            level = logging.ERROR if problem.severity in ending else _LEVELS[problem.severity]
            log.log(level, "%s", problem, extra={"problem": True})
        for code, number in left_out.items():
            log.info("%s more hints [%s]: dossier check --all", number, code)
        at_once = ending if last else {Severity.ERROR}
        if not self._serving and any(problem.severity in at_once for problem in self.found):
            raise PluginError(f"The dossiers have {summary(self.found)}.")
        return problems

    def hint_at_nav(self, nav: Navigation, overviews: Collection[Page], config: MkDocsConfig) -> None:
        """Say once that the `nav` in mkdocs.yml leaves out all overviews."""
        named = {page.file.src_uri for page in nav.pages}
        is_without = config.nav and overviews and not any(page.file.src_uri in named for page in overviews)
        if is_without and not self._hinted:
            log.info("The nav in mkdocs.yml names none of the overviews: “dossier nav” prints entries to paste.")
            self._hinted = True
