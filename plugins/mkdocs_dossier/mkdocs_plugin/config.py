"""Define and validate the plugin's settings in `mkdocs.yml`.

They are read before it is known whether there is anything to build, so other rooms are imported only where needed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from mkdocs_dossier.delivery.csp import directives
from mkdocs_dossier.problems import Problem, Severity
from mkdocs_dossier.syntax.yaml import Limits

#: Limits by their words in `mkdocs.yml`: bytes, characters in a field, levels of nesting, names and values.
BOUNDS = {"file": "file_bytes", "field": "field_characters", "depth": "depth", "nodes": "nodes"}

#: Examples of settings that are made of names and texts.
_EXAMPLES = {"footer": "imprint: legal.md", "paths": "actor: people", "severities": "empty-field: error"}


class Texts(config_options.DictOfItems[str]):
    """Texts by name; `false` is another word for `off`."""

    off = ""

    def run_validation(self, value: object) -> dict[str, str]:
        """Require texts."""
        if isinstance(value, dict):
            value = {name: self.off if text is False else text for name, text in value.items()}
        return super().run_validation(value)


class Severities(Texts):
    """Severities by code; YAML reads a bare `off` as false."""

    off = "off"

    def run_validation(self, value: object) -> dict[str, str]:
        """Require known codes and severities."""
        severities = super().run_validation(value)
        if severities:
            from mkdocs_dossier.checks.explaining import explanations

            _refuse_unknown(severities, explanations())
            _refuse_unknown(severities.values(), (*Severity, "off"))
        return severities


class Paths(config_options.DictOfItems[str]):
    """Parts of addresses by kind of record."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Require kinds that have pages, and parts in the form of an id."""
        paths = super().run_validation(value)
        if not paths:
            return paths
        from mkdocs_dossier.model.fields import ID_PATTERN, slug
        from mkdocs_dossier.site.urls import SEGMENTS

        _refuse_unknown(paths, SEGMENTS)
        for path in paths.values():
            if not re.fullmatch(ID_PATTERN, path):
                raise ValidationError(f"“{path}” cannot be part of an address: write {slug(path)}")
        return paths


class Id(config_options.Type[str]):
    """A text in the form of an id, or empty."""

    def run_validation(self, value: object) -> str:
        """Require lower-case letters, digits and hyphens."""
        text = super().run_validation(value)
        if text:
            from mkdocs_dossier.model.fields import ID_LENGTH, ID_PATTERN, slug

            if len(text) > ID_LENGTH or not re.fullmatch(ID_PATTERN, text):
                raise ValidationError(f"“{text}” is no id: write {slug(text)}")
        return text


class Timezone(config_options.Type[str]):
    """The name of a time zone in IANA's database, or empty."""

    def run_validation(self, value: object) -> str:
        """Require a name that is known on every machine, with its own capitals."""
        text = super().run_validation(value)
        if text:
            from importlib.resources import files

            from mkdocs_dossier.did_you_mean import did_you_mean

            known = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
            if text not in known:
                advice = did_you_mean(text, known) or "write its name in IANA's database, such as Europe/Berlin"
                raise ValidationError(f"“{text}” is no time zone: {advice}")
        return text


class Policy(config_options.OptionallyRequired[Mapping[str, str] | None]):
    """The sources that pages may load besides the site's own files, by directive; None (`false`) for any."""

    def run_validation(self, value: object) -> Mapping[str, str] | None:
        """Require known directives, and sources that cannot end one."""
        if isinstance(value, bool):
            return {} if value else None
        if not isinstance(value, dict):
            raise ValidationError("write false, or directives with what they allow, such as script-src: https://…")
        _refuse_unknown(value, directives())
        for directive, allowed in value.items():
            if not isinstance(allowed, str) or not re.fullmatch(r"[!-+\--:<-~]+(?: +[!-+\--:<-~]+)*", allowed):
                raise ValidationError(f"{directive}: write sources with spaces between them")
        return dict(value)


class Bounds(config_options.OptionallyRequired[Limits]):
    """The limits of a file of the collection."""

    def run_validation(self, value: object) -> Limits:
        """Require known limits, and whole numbers."""
        if isinstance(value, Limits):
            return value
        if not isinstance(value, dict):
            raise ValidationError("write limits with their numbers, such as file: 4000000")
        _refuse_unknown(value, BOUNDS)
        for name, most in value.items():
            if not isinstance(most, int) or isinstance(most, bool) or not 0 < most < 1_000_000_000:
                raise ValidationError(f"{name}: write a whole number, such as {getattr(Limits(), BOUNDS[name]):,}")
        return Limits(**{BOUNDS[name]: most for name, most in value.items()})


def _refuse_unknown(written: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for word in written:
        if word not in known:
            raise ValidationError(f"“{word}” is not known: {_meant(str(word), known)}")


def _meant(word: str, known: Sequence[str]) -> str:
    from mkdocs_dossier.did_you_mean import did_you_mean

    return did_you_mean(word, known) or f"write one of {', '.join(known)}"


def _objection(name: str, value: object, options: Mapping[str, Any]) -> str:
    """Describe a faulty setting and its fix, where MkDocs names only Python types; return nothing for a valid one."""
    if name not in options:
        return f"is no setting: {_meant(str(name), list(options))}"
    option = options[name]
    try:
        if value is not None:
            option.validate(value)
    except ValidationError as error:
        if not str(error).startswith("Expected"):
            return str(error)
        if name in _EXAMPLES:
            return f"write names with their texts, such as {_EXAMPLES[name]}"
        if choices := getattr(getattr(option, "option", option), "choices", ()):
            return f"“{value}” is not known: {_meant(str(value), choices)}"
        return "write true or false" if isinstance(option.default, bool) else "write a text"
    return ""


class DossierConfig(Config):  # type: ignore[no-untyped-call]
    """The settings of the plugin in `mkdocs.yml`."""

    lenient = False
    """If set, validation collects faulty settings in `faults` and uses their defaults; otherwise it fails."""
    faults: dict[str, Problem] = {}  # noqa: RUF012

    folder = config_options.Type(str, default="dossier")
    """The folder of articles and annotations, relative to that of `mkdocs.yml`."""
    language = config_options.Optional(config_options.Choice(("de", "en")))
    """The language of the pages; by default the theme's."""
    paths = Paths(config_options.Type(str), default={})
    """Other words for the kinds in addresses, such as `actor: personen`."""
    severities = Severities(config_options.Type(str), default={})
    """For a problem's code: `error`, `warning`, `hint` or `off`."""
    limits = Bounds(Limits())
    """The limits of a file: `file` in bytes, `field` in characters, `depth` in levels, `nodes` in values."""
    desk = config_options.Type(bool, default=False)
    """Whether the published site, too, has the editors' desk."""
    marks = config_options.Choice(("calm", "evidence", "all"), default="calm")
    """What an article marks until a reader chooses: only contradictions, statements and figures, or every name."""
    search = config_options.Type(bool, default=False)
    """Whether the site has its own search page, indexed by Pagefind after the build."""
    shell = config_options.Type(bool, default=False)
    """Whether header, footer and the page for missing addresses are those of the package instead of Material's."""
    footer = Texts(config_options.Type(str), default={})
    """Where the links of the shell's footer lead: a page of `docs/`, a path of the site, or an address."""
    csp = Policy({})
    """The sources on other hosts that pages may load, by directive of a Content-Security-Policy; `false`: no policy."""
    id_prefix = Id(str, default="")
    """The prefix of the site's ids in data that is merged with that of others (FollowTheMoney)."""
    timezone = Timezone(str, default="")
    """The zone of times that are written without one, such as `Europe/Berlin`; without it, it is unknown."""
    compress = config_options.Type(bool, default=False)
    """If set, the build compresses the large data files that only programs read with gzip."""
    keep = config_options.Type(bool, default=False)
    """Whether builds and checks cache their results on disk, and redo only what has changed."""
    timings = config_options.Type(bool, default=False)
    """Whether each build logs how long each of its stages took."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Return errors and warnings, by setting, with places in `mkdocs.yml`; treat an empty setting as unset."""
        self.faults, options = {}, dict(self._schema)
        for name, value in list(self.data.items()):
            said = _objection(name, value, options)
            if said:
                from mkdocs_dossier.mkdocs_plugin.overlaps import place_of

                place = place_of(self, Path.cwd(), *re.findall("“(.+?)”", said)[:1], name, below="dossier")
                severity = Severity.ERROR if name in options else Severity.WARNING
                self.faults[name] = Problem("wrong-value", severity, f"{name}: {said}", place)
            if name not in options:
                del self.data[name]
            elif said or value is None:
                self.data[name] = options[name].default
        errors, warnings = super().validate()
        for name, fault in () if self.lenient else self.faults.items():
            if name in options:
                errors.append((name, ValidationError(str(fault))))
            else:
                warnings.append((name, str(fault)))
        return errors, warnings
