"""Read the settings that the site or the commands need from `mkdocs.yml`, and set up the site from them."""

import logging
import os
from collections.abc import Set
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urljoin

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.incremental.digest import code_in, digest, program, versions
from mkdocs_dossier.loading import Settings
from mkdocs_dossier.mkdocs_plugin.build_inputs import overrides_of, project_of
from mkdocs_dossier.mkdocs_plugin.config import DossierConfig
from mkdocs_dossier.mkdocs_plugin.overlaps import overlaps
from mkdocs_dossier.problems import Problem
from mkdocs_dossier.site.facts import EditUrl
from mkdocs_dossier.site.rendering import Site
from mkdocs_dossier.site.revision import Conventions, revision_of
from mkdocs_dossier.site.urls import Addresses

#: Libraries that decide what a page says.
_LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "nh3", "tzdata")


def edit_url_of(config: MkDocsConfig) -> EditUrl:
    """Return a function from a location to its edit URL; `edit_uri` is relative to `repo_url`, or a whole address."""
    base = config.config_file_path and Path(config.config_file_path).parent
    repository = config.repo_url or ""
    if not (config.edit_uri and base and (repository or "://" in config.edit_uri)):
        return lambda location: None
    pages = Path(os.path.relpath(config.docs_dir, base)).as_posix()
    edit_uri = config.edit_uri.removesuffix("/").removesuffix(pages)
    root = urljoin(repository.removesuffix("/") + "/", edit_uri)
    return lambda location: f"{root}{quote(location.path)}#L{location.line}"


class SiteSettings(NamedTuple):
    """The settings in `mkdocs.yml` that the commands need."""

    project: Path
    """The folder of `mkdocs.yml`."""
    folder: Path
    docs: Path
    settings: Settings
    addresses: Addresses
    keep: bool
    problems: tuple[Problem, ...]
    """The problems of its folders and of the plugin's settings."""


def site_settings(mkdocs_yml: Path) -> SiteSettings | None:
    """Read a site's settings; return None if MkDocs cannot read them, or the site does not use the plugin."""
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.CRITICAL)  # a build reports what is wrong in mkdocs.yml
    DossierConfig.lenient = True
    try:
        config = load_config(str(mkdocs_yml))
    except (MkDocsException, OSError):
        return None
    finally:
        logger.setLevel(level)
        DossierConfig.lenient = False
    own = next((own for plugin in config.plugins.values() if isinstance(own := plugin.config, DossierConfig)), None)
    if own is None:
        return None
    folder = mkdocs_yml.parent / own.folder
    problems = (*own.faults.values(), *overlaps(config, folder, Path.cwd()))
    settings, addresses = settings_of(own, config), addresses_of(own, config)
    return SiteSettings(mkdocs_yml.parent, folder, Path(config.docs_dir), settings, addresses, own.keep, problems)


def settings_of(own: DossierConfig, config: MkDocsConfig) -> Settings:
    """Return the settings for loading the collection."""
    language = own.language or str(config.theme.get("language") or "en")
    return Settings(language, severities=own.severities, limits=own.limits)


def addresses_of(own: DossierConfig, config: MkDocsConfig) -> Addresses:
    """Return the addresses of records' pages."""
    return Addresses(settings_of(own, config).language, config.use_directory_urls, own.paths)


def cache_key_of(collection: Collection, own: DossierConfig, config: MkDocsConfig) -> str:
    """Return a digest of the inputs of pages besides the collection: program, libraries, overrides, settings."""
    templates = [code_in(override / "dossier") for override in overrides_of(config)]
    settings = (config.site_name, config.site_url, config.repo_url, config.edit_uri, config.docs_dir)
    of_plugin = (addresses_of(own, config), own.id_prefix, own.timezone, own.compress, collection.language, own.marks)
    return digest([program(), versions(_LIBRARIES), templates, settings, of_plugin])


def site_of(
    collection: Collection, own: DossierConfig, config: MkDocsConfig, written: Set[str], *, serving: bool
) -> Site:
    """Set up the site of a collection that includes unpublished records, with no page rendered yet.

    `written` has the addresses of the pages of `docs/`, relative to the root of the site.
    """
    return Site(
        collection,
        addresses_of(own, config),
        overrides=overrides_of(config),
        edit_url=edit_url_of(config),
        base_url=config.site_url or "",
        revision=revision_of(config.site_name, project_of(config), os.environ),
        desk=serving or own.desk,
        search=own.search,
        indexed=not serving,
        written=written,
        preview=serving,
        marks=own.marks,
        conventions=Conventions(own.id_prefix, own.timezone, own.compress),
    )
