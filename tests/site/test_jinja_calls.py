"""The environment of the templates makes calls as Jinja would, and escapes text."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError, meta, nodes
from markupsafe import Markup

from mkdocs_dossier.loading import load
from mkdocs_dossier.model.kinds import BY_NOUN
from mkdocs_dossier.site.front import PARTS, FrontView
from mkdocs_dossier.site.i18n import interface
from mkdocs_dossier.site.jinja import environment_of
from mkdocs_dossier.site.overviews import OVERVIEWS
from mkdocs_dossier.site.pagination import View
from mkdocs_dossier.site.views import RECORD_VIEWS

#: Every view's template.
TEMPLATES = (
    *(f"{noun}.html" for noun in RECORD_VIEWS),
    *(f"{BY_NOUN[noun].section if noun in BY_NOUN else noun}.html" for noun in OVERVIEWS),
    "parts/front.html",
)
#: The variables of every page.
GIVEN = {"here", "page", "record", "title"}


class Here:
    """The variables of templates."""

    def text(self, value: str, *, twice: bool = False) -> str:
        """Return unescaped text."""
        return value * 2 if twice else value


@pytest.fixture
def german(tmp_path: Path) -> Environment:
    return environment_of([tmp_path], interface("de"))


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ here.text('<b>') }}", "&lt;b&gt;"),
        ("{% for _ in [1, 2] %}{{ here.text('&', twice=true) }}{% endfor %}", "&amp;&amp;&amp;&amp;"),
        ("{% macro m(x, y='<') %}<i>{{ x }}{{ y }}</i>{% endmacro %}{{ m('>') }}", "<i>&gt;&lt;</i>"),
        ("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}<{{ '<' }}{% endcall %}", "<&lt;"),
        ("{% macro m(x, y) %}{{ y }}{{ x }}{% endmacro %}{{ m('<', y='>') }}{{ m(*'ab') }}", "&gt;&lt;ba"),
        ("{% macro m() %}{{ varargs|join }}{{ kwargs.z }}{% endmacro %}{{ m('<', z=1) }}", "&lt;1"),
        ("{% macro m() %}{{ varargs|join }}.{% endmacro %}{{ m() }}", "."),
        ("{% for _ in [1] %}{{ ngettext('%(num)s figure', '%(num)s figures', 1) }}{% endfor %}", "1 Zahl"),
        ("{% block b %}{{ self.a() }}{% endblock %}{% block a %}{{ here.text('<') }}{% endblock %}", "&lt;&lt;"),
        ("{{ here.text('<')|safe }}{{ here.text('<') if name == 'work' }}{{ 1 if name }}", "<1"),
        ("{{ range(3)|join }}{{ dict(a='<').a }}", "012&lt;"),
        ("{{ _('Copy') }}", "Kopieren"),
        ("{{ _('No such message, 100 %% <b>') }}", "No such message, 100 % <b>"),
        ("{{ _('Page %(number)s of %(all)s', number='<', all=2) }}", "Seite &lt; von 2"),
        ("{{ ngettext('%(num)s figure', '%(num)s figures', 3) }}", "3 Zahlen"),
    ],
)
def test_calls_are_as_jinja_makes_them(german: Environment, template: str, shown: str) -> None:
    """Calls work as in plain Jinja in loops, blocks and macros, with and without the context."""
    assert german.from_string(template).render(here=Here(), name="home") == shown


def test_an_undefined_name_raises(german: Environment) -> None:
    with pytest.raises(AttributeError, match="nobody"):
        german.from_string("{{ here.nobody() }}").render(here=Here())
    for template in ("{{ nobody }}", "{{ nobody() }}", "{{ here.nobody }}", "{{ name.nobody() }}"):
        with pytest.raises(UndefinedError, match="nobody"):
            german.from_string(template).render(here=Here(), name="home")


def test_a_message_is_markup(german: Environment) -> None:
    """A translated message is markup; its variables are escaped."""
    found = german.globals["_"]("Published %(date)s", date="<script>")  # type: ignore[operator]
    assert isinstance(found, Markup)
    assert "<script>" not in found


def test_an_unchanged_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template is compiled once for all environments; a changed or newly overriding one is compiled again."""
    compiled = []
    compile_ = Environment._compile
    monkeypatch.setattr(
        Environment, "_compile", lambda self, *about: (compiled.append(about[1]), compile_(self, *about))[1]
    )
    (tmp_path / "own.html").write_text("{{ 1 }}", encoding="utf-8")
    for _ in range(2):
        assert environment_of([tmp_path], interface("de")).get_template("own.html").render() == "1"
    assert len(compiled) == 1
    (tmp_path / "own.html").write_text("{{ 2 }}", encoding="utf-8")
    assert environment_of([tmp_path], interface("de")).get_template("own.html").render() == "2"
    before = tmp_path / "before"
    before.mkdir()
    (before / "own.html").write_text("{{ 3 }}", encoding="utf-8")
    assert environment_of([before, tmp_path], interface("de")).get_template("own.html").render() == "3"
    assert len(compiled) == 3


def _variables(environment: Environment, template: str) -> set[str]:
    """Return the variables that a template and those it includes use."""
    assert environment.loader
    tree = environment.parse(environment.loader.get_source(environment, template)[0])
    found = meta.find_undeclared_variables(tree)
    for include in tree.find_all(nodes.Include):
        assert isinstance(include.template, nodes.Const)
        found |= _variables(environment, include.template.value)
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    return found - own - {each.target for each in tree.find_all(nodes.Import)} - environment.globals.keys()


@pytest.fixture(scope="module")
def views() -> dict[str, View]:
    """Map every template to a view of a collection that has records of all kinds."""
    folder = Path(__file__).parents[1] / "agencies" / "orrin-dam"
    collection, _ = load(folder / "dossier", folder)
    records = {noun: collection.of(BY_NOUN[noun].model)[0] for noun in RECORD_VIEWS}
    found = [view_of(collection, records[noun]) for noun, view_of in RECORD_VIEWS.items()]
    found += [view_of(collection) for view_of in OVERVIEWS.values()]
    return dict(zip(TEMPLATES, [*found, FrontView(collection, PARTS)], strict=True))


@pytest.mark.parametrize("template", sorted(TEMPLATES))
def test_a_view_has_the_variables_of_its_template(german: Environment, views: dict[str, View], template: str) -> None:
    """A view has an attribute for each variable of its template; mypy checks the types."""
    used = _variables(german, f"dossier/{template}") - GIVEN
    assert used <= views[template].variables().keys()
    assert used
