"""A site is staged and swapped in, even if killed or refused at any call that changes a folder."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from build.faulty import Fault, Tree, tree
from conftest import write
from mkdocs_dossier.build import output
from mkdocs_dossier.build.output import StagedSite, staged, tidy

OLD = {"index.html": "old", "page/index.html": "old", ".nojekyll": "", ".git/HEAD": "ref"}
NEW = {"index.html": "new", "other/index.html": "new"}
HIDDEN = {".nojekyll", ".git/HEAD"}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture(params=["in one step", "in two steps"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with an atomic exchange of folders, and with the two renames of other systems."""
    if request.param == "in two steps":
        monkeypatch.setattr(output, "exchanged", lambda one, other: False)
    elif sys.platform not in ("linux", "darwin"):
        pytest.skip("this system cannot exchange folders")
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write and return a published site."""
    write(tmp_path / "site", OLD)
    return tmp_path / "site"


def _publish(site: Path) -> None:
    following = staged(site)
    assert following is not None
    write(following.folder, NEW)
    following.publish()


def _in_a_fork(site: Path, fault: Fault, publish: Callable[[Path], None] = _publish) -> int:
    """Publish in another process, with a fault, and return its exit code."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            sys.addaudithook(fault)
            publish(site)
            code = 0 if fault.seen < fault.at else 3
        except OSError:
            code = 2
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _state(site: Path) -> Tree:
    return {name: content for name, content in tree(site).items() if name not in HIDDEN}


def _is(files: dict[str, str]) -> Tree:
    return {name: content.encode() for name, content in files.items() if name not in HIDDEN}


def _whole(site: Path) -> Tree:
    """Return the files of a complete new site, with the hidden ones of the old."""
    return {**_is(NEW), **{name: OLD[name].encode() for name in HIDDEN}}


def test_the_site_is_swapped_in(site: Path, steps: str) -> None:
    """The new site keeps the hidden files and the mode of the old one, and no other folder is left."""
    site.chmod(0o750)
    _publish(site)
    assert tree(site) == _whole(site)
    assert site.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_first_site_is_published(tmp_path: Path) -> None:
    """A site is published even if neither it nor its parent folder exists."""
    _publish(tmp_path / "public" / "site")
    assert tree(tmp_path / "public") == {f"site/{name}": content for name, content in _is(NEW).items()}


def test_a_build_killed_at_any_call_leaves_a_complete_site(site: Path, steps: str) -> None:
    """After a kill at any call the old or the new site is complete, and the next build publishes and tidies up."""
    killed, seen = 0, []
    while True:
        code = _in_a_fork(site, Fault(str(site.parent), killed + 1, "kill"))
        if code != -signal.SIGKILL:
            break
        killed += 1
        if steps == "in one step" or site.exists():
            assert _state(site) in (_is(OLD), _is(NEW)), killed
            seen.append(_state(site) == _is(NEW))
        tidy(site)
        assert _state(site) in (_is(OLD), _is(NEW)), killed
        assert tree(site).keys() >= HIDDEN, killed
        assert [path.name for path in site.parent.iterdir()] == ["site"], killed
        _publish(site)
        assert tree(site) == _whole(site)
        (site / "other" / "index.html").unlink()
        (site / "other").rmdir()
        write(site, OLD)
    assert code == 0
    assert killed > 12
    assert True in seen
    assert False in seen


@pytest.mark.parametrize("number", ["ENOSPC", "EACCES", "EIO"])
def test_an_error_at_any_call_leaves_the_old_or_the_new_site(site: Path, steps: str, number: str) -> None:
    """If any call is refused, publishing fails with the site unchanged, or succeeds; nothing in between."""
    codes = set()
    for at in range(1, 100):
        code = _in_a_fork(site, Fault(str(site.parent), at, number))
        codes.add(code)
        assert code in (0, 2, 3)
        assert _state(site) == (_is(OLD) if code == 2 else _is(NEW)), at
        _publish(site)
        assert tree(site) == _whole(site)
        assert [path.name for path in site.parent.iterdir()] == ["site"]
        if code == 0:
            break
        (site / "other" / "index.html").unlink()
        (site / "other").rmdir()
        write(site, OLD)
    assert codes == {0, 2, 3}


def test_concurrent_builds_do_not_disturb_each_other(site: Path) -> None:
    """Of two builds at once each has its own staging folder, and the last to finish is published."""
    first, second = StagedSite(site), staged(site)
    assert second is not None
    write(first.folder, NEW)
    write(second.folder, OLD)
    first.publish()
    assert _state(site) == _is(NEW)
    second.publish()
    assert _state(site) == _is(OLD)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_giving_up_keeps_the_published_site(site: Path) -> None:
    """A build that is given up leaves the published site unchanged, and no folder."""
    following = staged(site)
    assert following is not None
    write(following.folder, NEW)
    following.give_up()
    assert _state(site) == _is(OLD)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_tidying_keeps_folders_with_similar_names(site: Path) -> None:
    """Only folders named exactly like staging folders are deleted, and never the target of a link."""
    write(site.parent, {"kept/a": "a", ".site.new-x/a": "a", ".site.gone-12": "a", ".other.new-12/a": "a"})
    (site.parent / ".site.gone-34").symlink_to(site.parent / "kept")
    before = tree(site.parent)
    tidy(site)
    assert tree(site.parent) == before


def test_a_site_behind_a_symbolic_link_is_replaced(tmp_path: Path) -> None:
    """If the site is a symbolic link, the link stays and the folder it leads to is replaced."""
    write(tmp_path / "public" / "v1", OLD)
    (tmp_path / "site").symlink_to(tmp_path / "public" / "v1")
    _publish(tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert _state(tmp_path / "public" / "v1") == _is(NEW)


def test_a_file_or_mount_point_cannot_be_staged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No site is staged in place of a file or a mount point, which cannot be swapped."""
    write(tmp_path, {"file": "", "mounted/index.html": ""})
    assert staged(tmp_path / "file") is None
    monkeypatch.setattr(os.path, "ismount", lambda path: True)
    assert staged(tmp_path / "mounted") is None


def test_folders_are_exchanged(tmp_path: Path) -> None:
    """Two folders are exchanged if the system can, and a missing one is reported as a failure."""
    write(tmp_path, {"a/1": "1", "b/2": "2"})
    if output.exchanged(tmp_path / "a", tmp_path / "b"):
        assert tree(tmp_path) == {"a/2": b"2", "b/1": b"1"}
    elif sys.platform == "linux":
        pytest.fail(f"renameat2: {os.strerror(errno.ENOSYS)}")
    assert not output.exchanged(tmp_path / "a", tmp_path / "c")


def _publish_with_a_late_file(site: Path) -> None:
    """Publish while something writes into the published site, as a plugin that looked up its path before does."""
    following = staged(site)
    assert following is not None
    write(following.folder, NEW)
    write(site, {"late/notes.txt": "late", "index.html": "late"})
    following.take_late_files()
    following.publish()


def test_late_files_are_copied_into_the_new_site(site: Path, steps: str) -> None:
    """Files written to the published site during the build are copied, unless the new site has them; older ones not."""
    _publish_with_a_late_file(site)
    assert tree(site) == {**_whole(site), "late/notes.txt": b"late"}
    _publish(site)
    assert tree(site) == _whole(site)


def test_another_builds_files_are_not_late_files(site: Path, steps: str) -> None:
    """Files of a site that another build published meanwhile are not copied."""
    first = StagedSite(site)
    write(first.folder, NEW)
    second = StagedSite(site)
    write(second.folder, {**NEW, "late/notes.txt": "of the other build"})
    second.publish()
    first.take_late_files()
    first.publish()
    assert tree(site) == _whole(site)


def test_a_kill_while_copying_late_files_leaves_a_complete_site(site: Path, steps: str) -> None:
    """After a kill the site is the old one with its late files, or the new one, and the next build tidies up."""
    at, killed = 1, 0
    while (code := _in_a_fork(site, Fault(str(site.parent), at, "kill"), _publish_with_a_late_file)) == -signal.SIGKILL:
        killed += 1
        tidy(site)
        pages = {name: text for name, text in _state(site).items() if name != "late/notes.txt"}
        assert pages in (_is(OLD), _is({**OLD, "index.html": "late"}), _is({**OLD, "index.html": ""}), _is(NEW)), at
        assert [path.name for path in site.parent.iterdir()] == ["site"], at
        _publish(site)
        assert tree(site) == _whole(site)
        (site / "other" / "index.html").unlink()
        (site / "other").rmdir()
        write(site, OLD)
        at += 1
    assert code == 0
    assert killed > 12
