"""Stage a site and swap it in, killed or refused at every call that changes a folder."""

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
    """Swap as systems do that can exchange folders, and as others do."""
    if request.param == "in two steps":
        monkeypatch.setattr(output, "exchanged", lambda one, other: False)
    elif sys.platform not in ("linux", "darwin"):
        pytest.skip("this system cannot exchange folders")
    return str(request.param)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site."""
    write(tmp_path / "site", OLD)
    return tmp_path / "site"


def _publish(site: Path) -> None:
    following = staged(site)
    assert following is not None
    write(following.folder, NEW)
    following.publish()


def _in_a_fork(site: Path, fault: Fault, publish: Callable[[Path], None] = _publish) -> int:
    """Publish in another process, with a fault; its exit code."""
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
    """The files of a complete new site, with the hidden ones of the old one."""
    return {**_is(NEW), **{name: OLD[name].encode() for name in HIDDEN}}


def test_the_site_is_swapped_in(site: Path, steps: str) -> None:
    """The new site has the hidden files of the old one, and no other folder is left."""
    site.chmod(0o750)
    _publish(site)
    assert tree(site) == _whole(site)
    assert site.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_the_first_site(tmp_path: Path) -> None:
    """There was neither a site nor the folder above it."""
    _publish(tmp_path / "public" / "site")
    assert tree(tmp_path / "public") == {f"site/{name}": content for name, content in _is(NEW).items()}


def test_killed_at_every_call(site: Path, steps: str) -> None:
    """The old site is complete, or the new one; the next build publishes, and leaves no other folder."""
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
def test_refused_at_every_call(site: Path, steps: str, number: str) -> None:
    """An error while the site is as it was, or success; never anything between."""
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


def test_a_build_that_is_going_on_is_left_alone(site: Path) -> None:
    """Two builds at once: each has its folder, and the last to end is published."""
    first, second = StagedSite(site), staged(site)
    assert second is not None
    write(first.folder, NEW)
    write(second.folder, OLD)
    first.publish()
    assert _state(site) == _is(NEW)
    second.publish()
    assert _state(site) == _is(OLD)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_given_up(site: Path) -> None:
    """The published site is as it was."""
    following = staged(site)
    assert following is not None
    write(following.folder, NEW)
    following.give_up()
    assert _state(site) == _is(OLD)
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_others_call_nearly_so_stays(site: Path) -> None:
    """Only folders named like ours are deleted, and never the target of a link."""
    write(site.parent, {"kept/a": "a", ".site.new-x/a": "a", ".site.gone-12": "a", ".other.new-12/a": "a"})
    (site.parent / ".site.gone-34").symlink_to(site.parent / "kept")
    before = tree(site.parent)
    tidy(site)
    assert tree(site.parent) == before


def test_a_site_behind_a_link(tmp_path: Path) -> None:
    """The link stays, and the folder is replaced that it leads to."""
    write(tmp_path / "public" / "v1", OLD)
    (tmp_path / "site").symlink_to(tmp_path / "public" / "v1")
    _publish(tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert _state(tmp_path / "public" / "v1") == _is(NEW)


def test_what_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and a mount point cannot be staged."""
    write(tmp_path, {"file": "", "mounted/index.html": ""})
    assert staged(tmp_path / "file") is None
    monkeypatch.setattr(os.path, "ismount", lambda path: True)
    assert staged(tmp_path / "mounted") is None


def test_folders_are_exchanged(tmp_path: Path) -> None:
    """If the system can; a missing folder changes nothing."""
    write(tmp_path, {"a/1": "1", "b/2": "2"})
    if output.exchanged(tmp_path / "a", tmp_path / "b"):
        assert tree(tmp_path) == {"a/2": b"2", "b/1": b"1"}
    elif sys.platform == "linux":
        pytest.fail(f"renameat2: {os.strerror(errno.ENOSYS)}")
    assert not output.exchanged(tmp_path / "a", tmp_path / "c")


def _publish_with_a_late_file(site: Path) -> None:
    """Publish while something else writes into the published site, as a plugin does that looked it up before."""
    following = staged(site)
    assert following is not None
    write(following.folder, NEW)
    write(site, {"late/notes.txt": "late", "index.html": "late"})
    following.take_late_files()
    following.publish()


def test_late_files_are_taken_along(site: Path, steps: str) -> None:
    """What was written since the build began is in the new site, unless it has such a file; older files are not."""
    _publish_with_a_late_file(site)
    assert tree(site) == {**_whole(site), "late/notes.txt": b"late"}
    _publish(site)
    assert tree(site) == _whole(site)


def test_no_late_files_of_another_build(site: Path, steps: str) -> None:
    """A site that another build has published in the meantime is no plugin's writing."""
    first = StagedSite(site)
    write(first.folder, NEW)
    second = StagedSite(site)
    write(second.folder, {**NEW, "late/notes.txt": "of the other build"})
    second.publish()
    first.take_late_files()
    first.publish()
    assert tree(site) == _whole(site)


def test_killed_while_late_files_are_taken_along(site: Path, steps: str) -> None:
    """The old site with what was written into it, or the new one; the next build publishes, and leaves nothing."""
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
