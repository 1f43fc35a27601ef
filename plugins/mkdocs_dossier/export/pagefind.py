"""The search index of a built site, made by Pagefind. The only home of `pagefind_bin`.

This speaks the protocol of Pagefind's wrappers for Node and Python: Base64-encoded JSON messages, each ended by a comma
and each followed by a reply. (The Python wrapper waits a tenth of a second for each: hours for a large collection.)
"""

import base64
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any

from mkdocs_dossier.export.search import SEARCH_JSON
from mkdocs_dossier.parallel import counted

#: Folder of the index, relative to the site's root.
FOLDER = "pagefind"

#: The files of Pagefind to keep; the others are interfaces of its own, which nobody loads.
_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind", "*/*.pf_*")

#: The message for a missing Pagefind, with the fix.
MISSING = (
    "the search needs Pagefind: install the package with its extra “search”, such as mkdocs-dossier[mkdocs,search]"
)


class CannotIndexError(Exception):
    """The reason why a site has no index."""


def is_installed() -> bool:
    """Return whether Pagefind is installed."""
    return find_spec("pagefind_bin") is not None


def index(site: Path) -> int:
    """Rebuild the index of a built site from its list of entries; return their number."""
    if not is_installed():
        raise CannotIndexError(MISSING)
    source = site / SEARCH_JSON
    try:
        found = json.loads(source.read_text(encoding="utf-8"))
        messages = [_record(entry, found["language"]) for entry in found["entries"]]
    except FileNotFoundError:
        hint = "build it with MkDocs and `search: true` in the settings of the plugin first"
        raise CannotIndexError(f"{source} is not there: {hint}") from None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CannotIndexError(f"{source} cannot be read: {error}") from None
    try:
        _replace(site / FOLDER, _converse(messages, str(found["language"])))
    except (OSError, ValueError) as error:
        raise CannotIndexError(f"the index cannot be made: {error}") from None
    return len(messages)


def _record(entry: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "type": "AddRecord",
        "url": entry["url"],
        "content": entry["text"] or entry["title"],
        "language": language,
        "meta": {name: entry[name] for name in ("title", "when") if entry[name]},
        "filters": entry["facets"],
    }


def _converse(messages: Sequence[dict[str, Any]], language: str) -> dict[str, bytes]:
    """Have Pagefind index these records; return path → bytes of the index's files.

    We request the files and write them ourselves: Pagefind answers before its own are on disk, and exits without.
    """
    from pagefind_bin import get_executable

    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin and process.stdout
        try:
            number = _ask(process.stdin, process.stdout, {"type": "NewIndex", "config": {"force_language": language}})
            for message in counted("Indexing", messages):
                _ask(process.stdin, process.stdout, {**message, "index_id": number["index_id"]})
            made = _ask(process.stdin, process.stdout, {"type": "GetFiles", "index_id": number["index_id"]})
            return {file["path"]: base64.b64decode(file["content"]) for file in made["files"]}
        finally:
            process.kill()


def _ask(to: IO[bytes], back: IO[bytes], payload: dict[str, Any]) -> dict[str, Any]:
    """Send Pagefind a message and wait for its answer."""
    to.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
    to.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        part = back.read1()  # type: ignore[attr-defined]
        if not part:
            raise ValueError("Pagefind ended without an answer")
        answer += part
    reply: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if reply["type"] == "Error":
        raise ValueError(reply["message"])
    return reply


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace `folder` with the files to keep."""
    with TemporaryDirectory(prefix=f".{FOLDER}-", dir=folder.parent) as staging:
        made = Path(staging) / FOLDER
        for name, content in files.items():
            if any(PurePosixPath(name).match(pattern) for pattern in _KEPT):
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes(content)
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)
