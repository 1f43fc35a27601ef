"""The stopwatch sums up the time of each stage, measured with a fake clock."""

from __future__ import annotations

from mkdocs_dossier.mkdocs_plugin.reporting import Stage, Stopwatch


def test_time_belongs_to_the_stage_that_runs() -> None:
    """Time counts for the current stage, also when it is resumed; time without a stage is the rest."""
    clock = iter([10.0, 11.0, 13.0, 13.5, 20.0])
    stopwatch = Stopwatch(lambda: next(clock))
    for stage in (Stage.LOADING, Stage.RECORDS, Stage.LOADING, Stage.REST):
        stopwatch.turn_to(stage)
    spent = {stage: seconds for stage, seconds in stopwatch.seconds.items() if seconds}
    assert spent == {Stage.LOADING: 2.0 + 6.5, Stage.RECORDS: 0.5, Stage.REST: 1.0}


def test_the_text_has_every_stage_and_their_sum() -> None:
    clock = iter([0.0, 1.0, 3.25])
    stopwatch = Stopwatch(lambda: next(clock))
    stopwatch.turn_to(Stage.SEARCH)
    stopwatch.turn_to(Stage.REST)
    assert str(stopwatch) == (
        "loading and checking 0.00 s, planning pages 0.00 s, the theme and the pages of docs 0.00 s, "
        "records' pages and data 0.00 s, search entries 2.25 s, the rest 1.00 s; together 3.25 s"
    )
