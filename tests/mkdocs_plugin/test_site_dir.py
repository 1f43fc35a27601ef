"""`site_dir` is the site's folder whenever the configuration is read: before, during and after a build."""

from __future__ import annotations

import pytest

from build.faulty import tree
from conftest import write
from mkdocs_plugin.projects import Project


@pytest.mark.parametrize("plugin", ["", ": {keep: true}"])
def test_reading_the_configuration_changes_nothing(project: Project, plugin: str) -> None:
    """Loading the configuration as mike does, or starting a build and never ending it, changes no file."""
    project.write(plugin=plugin)
    project.mkdocs("build", "--quiet")
    caches, published = project.folder.parent / "cache", tree(project.site)
    cached = tree(caches) if caches.exists() else {}
    for steps in (
        "config = config.plugins.on_config(config)",
        (
            "config.plugins.run_event('startup', command='mike', dirty=False)\n"
            "config = config.plugins.run_event('config', config)\n"
            "config.plugins.run_event('shutdown')"
        ),
        "config.plugins.on_startup(command='gh-deploy', dirty=False)\nconfig = config.plugins.on_config(config)",
    ):
        assert "came to its end" in project.program(steps)
        assert tree(project.site) == published
        assert (tree(caches) if caches.exists() else {}) == cached
        assert project.is_tidy()


def test_a_program_finds_the_site_that_it_built(project: Project) -> None:
    """A program finds the site in `site_dir` after each build, without calling `on_startup` or `on_shutdown`."""
    project.program(
        "for _ in range(2):\n"
        "    build(load_config('mkdocs.yml'))\n"
        "    build(config)\n"
        "    assert pathlib.Path(config['site_dir'], 'bericht/index.html').is_file()\n"
        "    config = load_config('mkdocs.yml')\n"
    )
    assert project.is_tidy()


def test_a_program_goes_on_if_nothing_has_changed(project: Project) -> None:
    """Only the command `mkdocs build` exits early if the site is up to date; a program runs to its end."""
    project.write(plugin=": {keep: true}")
    assert "Nothing has changed" not in project.mkdocs("build")
    assert "Nothing has changed" in project.mkdocs("build")
    begin = "config.plugins.on_startup(command='build', dirty=False)\n"
    assert "came to its end" in project.program(begin + "build(config)\nconfig.plugins.on_shutdown()")
    assert "came to its end" in project.program("build(config)")
    assert (project.site / "bericht" / "index.html").is_file()


def test_a_program_recovers_from_a_failed_build(project: Project) -> None:
    """After a failed build `site_dir` is the unchanged published folder again; the next build publishes."""
    project.mkdocs("build", "--quiet")
    published = tree(project.site)
    steps = (
        "page = pathlib.Path('dossier/bericht/annotations.yml')\n"
        "text = page.read_text(encoding='utf-8')\n"
        "page.write_text(text.replace('Schiffe gezählt', 'Boote gezählt'), encoding='utf-8')\n"
        "try:\n"
        "    build(config)\n"
        "    raise SystemExit('it has not failed')\n"
        "except Exception as error:\n"
        "    print(type(error).__name__)\n"
        "assert config['site_dir'] == before\n"
    )
    assert "Abort" in project.program(steps)
    assert tree(project.site) == published
    assert project.is_tidy()
    repaired = "page.write_text(text, encoding='utf-8')\npathlib.Path('docs/new.md').write_text('# New')\n"
    project.write()
    project.program(steps + repaired + "config = load_config('mkdocs.yml')\nbuild(config)\n")
    assert (project.site / "new" / "index.html").is_file()
    assert project.is_tidy()


def test_a_strict_build_that_is_refused(project: Project) -> None:
    """`site_dir` is the published folder again if MkDocs refuses a strict build after its last event."""
    project.write(files={"docs/index.md": "# Start\n\n[Nirgends](nirgends.md)\n"})
    project.program(
        "config['strict'] = True\n"
        "try:\n"
        "    build(config)\n"
        "    raise SystemExit('it has not been refused')\n"
        "except Exception as error:\n"
        "    assert 'strict' in str(error), error\n"
    )
    assert not project.site.exists()
    assert project.is_tidy()


def test_a_site_behind_a_symbolic_link(project: Project) -> None:
    """`site_dir` stays a symbolic link, and the site is built where the link leads."""
    (project.folder.parent / "web").mkdir()
    project.site.symlink_to(project.folder.parent / "web", target_is_directory=True)
    project.program("build(config)")
    assert (project.folder.parent / "web" / "bericht" / "index.html").is_file()
    assert project.site.is_symlink()


HOOK_AT_THE_END = """
import pathlib

def on_post_build(config):
    folder = pathlib.Path(config.site_dir)
    assert (folder / "bericht" / "index.html").is_file()
    (folder / "bericht" / "index.html").write_text("written by a hook")
    (folder / "robots.txt").write_text("User-agent: *")
"""
HOOK_FROM_THE_BEGINNING = """
import pathlib

def on_config(config):
    global folder
    folder = pathlib.Path(config.site_dir)

def on_post_build(config):
    (folder / "notes").mkdir(parents=True, exist_ok=True)
    (folder / "notes" / pathlib.Path("name.txt").read_text()).write_text("written by a hook")
    (folder / "index.html").write_text("not taken: the build has a newer one")
"""


def test_a_hook_that_writes_into_the_site(project: Project) -> None:
    """A hook finds the pages in `site_dir`, and what it writes there is published."""
    project.write("hooks: [hook.py]", files={"hook.py": HOOK_AT_THE_END})
    for _ in range(2):
        project.mkdocs("build", "--quiet", "--strict")
        assert (project.site / "bericht" / "index.html").read_text() == "written by a hook"
        assert (project.site / "robots.txt").read_text() == "User-agent: *"


def test_a_hook_that_looks_up_the_folder_before_the_build(project: Project) -> None:
    """A hook that writes into the folder it looked up earlier is published in each build, without older files."""
    project.write("hooks: [hook.py]", files={"hook.py": HOOK_FROM_THE_BEGINNING})
    for name in ("one", "two", "three"):
        (project.folder / "name.txt").write_text(name)
        project.mkdocs("build", "--quiet", "--strict")
        assert [path.name for path in (project.site / "notes").iterdir()] == [name]
        assert "Die Werft" in (project.site / "index.html").read_text(encoding="utf-8")
        assert project.is_tidy()


@pytest.mark.parametrize("plugin", ["", ": {keep: true}"])
def test_gh_deploy(project: Project, plugin: str) -> None:
    """`mkdocs gh-deploy` pushes the whole site to the branch, again and again."""
    project.write("site_dir: public", plugin=plugin)
    write(project.folder, {".gitignore": "public\n"})
    project.run("git", "init", "--quiet", "--bare", "../remote")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Articles"]):
        project.run("git", *command)
    project.run("git", "remote", "add", "origin", str(project.folder.parent / "remote"))
    for title in ("Erster Titel", "Zweiter Titel"):
        write(project.folder, {"docs/index.md": f"# {title}\n"})
        project.mkdocs("gh-deploy", "--quiet")
        remote = ("git", "--git-dir", "../remote")
        names = project.run(*remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
        assert {"index.html", "bericht/index.html", "akteure/werft/index.html"} <= set(names)
        assert title in project.run(*remote, "show", "gh-pages:index.html")
        assert not list(project.folder.glob(".public.*"))
