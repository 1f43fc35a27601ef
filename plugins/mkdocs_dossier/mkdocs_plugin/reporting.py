"""The part of a build that logs problems and advice, and ends a build that has a problem too severe for it."""

from __future__ import annotations

import logging

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from mkdocs_dossier.delivery.extents import Extent
from mkdocs_dossier.delivery.size_limits import warnings_about
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.head import Heads
from mkdocs_dossier.mkdocs_plugin.timings import Stopwatch
from mkdocs_dossier.problems import Problem, Severity, condensed, summary, with_severities

log = logging.getLogger("mkdocs.plugins.dossier")
#: Not below MkDocs's own: what a place to publish allows is no fault that should end a strict build.
advice = logging.getLogger("mkdocs_dossier.advice")
if logging.lastResort:
    # Python uses it only where nobody else listens, and with `keep` somebody does, to say the same again.
    advice.addHandler(logging.lastResort)

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.HINT: logging.INFO}


class Reporting:
    """Reports to whoever builds the site."""

    config: DossierConfig
    stopwatch: Stopwatch
    serving: bool
    heads: Heads | None

    def _report(self, found: list[Problem], config: MkDocsConfig) -> list[Problem]:
        """Say what is wrong, as heavy as the settings have it; what is too heavy ends the build."""
        problems = list(with_severities(found, self.config.severities))
        ending = {Severity.ERROR, Severity.WARNING} if config.strict else {Severity.ERROR}
        shown, left_out = condensed(problems)
        for problem in shown:
            # What ends the build is said even where MkDocs has been told to be quiet.
            level = logging.ERROR if problem.severity in ending else _LEVELS[problem.severity]
            log.log(level, "%s", problem, extra={"problem": True})
        for code, number in left_out.items():
            log.info("%s more hints [%s]: dossier check --all", number, code)
        if not self.serving and any(problem.severity in ending for problem in problems):
            raise PluginError(f"The dossiers have {summary(problems)}.")
        return problems

    def advise(self, extent: Extent, config: MkDocsConfig) -> None:
        """Say what an editor should know of a site of this extent, and of what its pages of records do not load."""
        seconds = sum(self.stopwatch.seconds.values())
        refused = self.heads.refusals.said(config) if self.heads and self.heads.refusals else ()
        for warning in [*warnings_about(extent, seconds, search=self.config.search), *refused]:
            advice.warning("mkdocs-dossier: %s", warning)
