"""The index of a built site, made by Pagefind. The only home of `pagefind_bin`.

Pagefind is spoken to as its own wrappers for Node and Python do: one message of JSON in Base64 with a comma behind it,
and one in answer. (The wrapper for Python waits a tenth of a second for each answer: hours for a large collection.)
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from mkdocs_dossier.export.search import SEARCH_JSON

#: Where the index lies below the site.
FOLDER = "pagefind"

#: What is kept of Pagefind's files: the rest are interfaces of its own, which nobody asks for.
_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind", "*/*.pf_*")

#: What is missing, and how to get it.
MISSING = 'the search needs Pagefind: install it with the extra “search”, pip install "mkdocs-dossier[search]"'


class CannotIndexError(Exception):
    """Why a site has no index now."""


def is_installed() -> bool:
    """Whether Pagefind is there."""
    return find_spec("pagefind_bin") is not None


#: So many seconds it has to write down what is still in its memory.
_ENDING = 120


def index(site: Path) -> int:
    """Make the index of a built site anew, from what the site says can be found; the number of entries."""
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
        with TemporaryDirectory(prefix=f".{FOLDER}-", dir=site) as folder:
            made = Path(folder) / FOLDER
            _converse(messages, str(found["language"]), made)
            _replace(site / FOLDER, made)
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


def _converse(messages: Iterable[dict[str, Any]], language: str, folder: Path) -> None:
    """Have Pagefind write an index of these records into a folder."""
    from pagefind_bin import get_executable

    command = [str(get_executable()), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdin and process.stdout
        try:
            number = _ask(process.stdin, process.stdout, {"type": "NewIndex", "config": {"force_language": language}})
            for message in messages:
                _ask(process.stdin, process.stdout, {**message, "index_id": number["index_id"]})
            written = {"type": "WriteFiles", "index_id": number["index_id"], "output_path": str(folder)}
            _ask(process.stdin, process.stdout, written)
            # It answers before all is on disk, and ends by itself when nobody has anything more to say.
            process.stdin.close()
            if process.wait(_ENDING) != 0:
                raise ValueError("Pagefind ended before its index was written")
        except subprocess.TimeoutExpired as error:
            raise ValueError("Pagefind does not end") from error
        finally:
            process.kill()


def _ask(to: IO[bytes], back: IO[bytes], payload: dict[str, Any]) -> dict[str, Any]:
    """Say something to Pagefind, and wait for what it answers."""
    to.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
    to.flush()
    answer = bytearray()
    while not answer.endswith(b","):
        part = back.read1()  # type: ignore[attr-defined]
        if not part:
            raise ValueError("Pagefind ended without an answer")
        answer += part
    said: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
    if said["type"] == "Error":
        raise ValueError(said["message"])
    return said


def _replace(folder: Path, made: Path) -> None:
    """Put what is kept of `made` in the place of `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in sorted({path for pattern in _KEPT for path in made.glob(pattern)}):
        target = folder / path.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
