"""The package's tables of words hold only texts, and are read only when needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mkdocs_dossier.syntax.word_tables import table

#: A program that prints the YAML files opened while the command and the plugin are imported.
_IMPORTING = """
import sys
sys.addaudithook(lambda event, args: event == "open" and str(args[0]).endswith(".yml") and print(args[0]))
import mkdocs_dossier.cli.new, mkdocs_dossier.cli.suggest, mkdocs_dossier.mkdocs_plugin.plugin
import mkdocs_dossier.site.i18n
if sys.argv[1:]:
    mkdocs_dossier.site.i18n.english()
"""


def test_all_values_are_texts() -> None:
    """Words such as “no” in a table are texts, not booleans or numbers."""
    written = table("model", "descriptions.yml")
    assert all(isinstance(text, str) for text in written["Figure"]["fields"].values())
    assert type(written["Actor"]["meaning"]) is str
    assert "no" in table("language", "en/numbers.yml")["labels"].split()


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing can follow it"):
        table("checks", "explaining.py")


@pytest.mark.parametrize(("asked", "opened"), [((), []), (("name",), ["value_names.yml"])])
def test_nothing_is_read_before_it_is_needed(asked: tuple[str, ...], opened: list[str]) -> None:
    """Importing the package opens no table, as a build without changes needs none."""
    run = subprocess.run([sys.executable, "-c", _IMPORTING, *asked], capture_output=True, text=True, check=True)
    assert [line.replace("\\", "/").rpartition("/")[2] for line in run.stdout.splitlines()] == opened


def test_capitals_are_those_of_known_states() -> None:
    """Each capital is one state's, and a state that suggestions can propose."""
    capitals = table("language", "capitals.yml")
    assert capitals.keys() <= table("language", "states.yml").keys()
    assert all(text.count(" | ") == 1 for text in capitals.values())
    for language in (0, 1):
        names = [name for text in capitals.values() for name in text.split(" | ")[language].split("; ")]
        assert len(names) == len(set(names))
