"""The settings of the plugin in `mkdocs.yml`, and what is refused in them.

They are read before it is known whether there is anything to build: what they need is imported where it is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mkdocs.config import config_options
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_dossier.delivery.csp import DIRECTIVES
from mkdocs_dossier.syntax.yaml import Limits

#: The words for what a file may hold: bytes, characters in a field, levels of nesting, names and values.
BOUNDS = {"file": "file_bytes", "field": "field_characters", "depth": "depth", "nodes": "nodes"}


class Severities(config_options.DictOfItems[str]):
    """Severities by code; YAML reads a bare `off` as false."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Each code and each severity a word that is known."""
        if isinstance(value, dict):
            value = {code: "off" if severity is False else severity for code, severity in value.items()}
            if value:
                from mkdocs_dossier.checks.explaining import codes

                _refuse_unknown(value, codes())
        return super().run_validation(value)


class Paths(config_options.DictOfItems[str]):
    """Parts of addresses by kind of record."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Each kind one that has pages, each part made as an id is."""
        paths = super().run_validation(value)
        if not paths:
            return paths
        from mkdocs_dossier.model.fields import ID_PATTERN, slug
        from mkdocs_dossier.site.urls import SEGMENTS

        _refuse_unknown(paths, SEGMENTS["en"])
        for path in paths.values():
            if not re.fullmatch(ID_PATTERN, path):
                raise ValidationError(f"“{path}” cannot stand in an address: write {slug(path)}")
        return paths


class Id(config_options.Type[str]):
    """A text made as an id is; empty where none is given."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        """Small letters, digits and hyphens."""
        text = super().run_validation(value)
        if text:
            from mkdocs_dossier.model.fields import ID_LENGTH, ID_PATTERN, slug

            if len(text) > ID_LENGTH or not re.fullmatch(ID_PATTERN, text):
                raise ValidationError(f"“{text}” is no id: write {slug(text)}")
        return text


class Timezone(config_options.Type[str]):
    """The name of a time zone in IANA's database; empty where none is given."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        """A name that is known on every machine, in capitals and small letters as it is."""
        text = super().run_validation(value)
        if text:
            from importlib.resources import files

            from mkdocs_dossier.did_you_mean import did_you_mean

            known = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
            if text not in known:
                advice = did_you_mean(text, known) or "write its name in IANA's database, such as Europe/Berlin"
                raise ValidationError(f"“{text}” is no time zone: {advice}")
        return text


class Policy(BaseConfigOption[Mapping[str, str] | None]):
    """What pages may load beyond what is the site's own: sources by directive; None where `false` lifts all limits."""

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> Mapping[str, str] | None:
        """Directives that are known, each with sources that cannot end it."""
        if isinstance(value, bool):
            return {} if value else None
        if not isinstance(value, dict):
            raise ValidationError("write false, or directives with what they allow, such as script-src: https://…")
        _refuse_unknown(value, DIRECTIVES)
        for directive, allowed in value.items():
            if not isinstance(allowed, str) or not re.fullmatch(r"[!-+\--:<-~]+(?: +[!-+\--:<-~]+)*", allowed):
                raise ValidationError(f"{directive}: write sources with spaces between them")
        return dict(value)


class Bounds(BaseConfigOption[Limits]):
    """How much a file of the collection may hold, by what is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.default = Limits()

    def run_validation(self, value: object) -> Limits:
        """Each a bound that is known, and a whole number."""
        if isinstance(value, Limits):
            return value
        if not isinstance(value, dict):
            raise ValidationError("write what is counted with how many there may be, such as file: 4000000")
        _refuse_unknown(value, BOUNDS)
        for name, most in value.items():
            if not isinstance(most, int) or isinstance(most, bool) or not 0 < most < 1_000_000_000:
                raise ValidationError(f"{name}: write a whole number, such as {getattr(Limits(), BOUNDS[name]):,}")
        return Limits(**{BOUNDS[name]: most for name, most in value.items()})


def _refuse_unknown(written: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for word in written:
        if word not in known:
            from mkdocs_dossier.did_you_mean import did_you_mean

            raise ValidationError(f"“{word}” is not known: {did_you_mean(str(word), known) or ', '.join(known)}")


class DossierConfig(Config):  # type: ignore[no-untyped-call]
    """The settings of the plugin in `mkdocs.yml`."""

    folder = config_options.Type(str, default="dossier")
    """Where articles and annotations lie, from the folder of `mkdocs.yml`."""
    language = config_options.Optional(config_options.Type(str))
    """The language of the pages; the theme's if it is not given."""
    paths = Paths(config_options.Type(str), default={})
    """Other words for the kinds in addresses, such as `actor: personen`."""
    severities = Severities(config_options.Choice(("error", "warning", "hint", "off")), default={})
    """For a problem's code: `error`, `warning`, `hint` or `off`."""
    limits = Bounds()
    """How much a file may hold: `file` in bytes, `field` in characters, `depth` in levels, `nodes` in values."""
    desk = config_options.Type(bool, default=False)
    """Whether the published site, too, has the editors' desk."""
    search = config_options.Type(bool, default=False)
    """Whether the site has a page of its own to search it, indexed by Pagefind after the build."""
    csp = Policy()
    """What pages may load from elsewhere, by directive of a Content-Security-Policy; `false`: they have none."""
    id_prefix = Id()
    """What the ids of the site's entities begin with where they stand beside those of others (FollowTheMoney)."""
    timezone = Timezone()
    """The zone of times that are written without one, such as `Europe/Berlin`; without it, their zone is not known."""
    keep = config_options.Type(bool, default=False)
    """Whether builds and checks keep pages, and what was read, on disk, and make only that again which has changed."""
    timings = config_options.Type(bool, default=False)
    """Whether each build ends with the time of each of its stages."""
