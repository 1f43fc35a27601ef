"""Talk to a language server as an editor does (LSP over stdin and stdout)."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

#: Marks the cursor in a text.
CURSOR = "‸"
#: In seconds: the longest a server may run, so that one that hangs does not block the tests.
_PATIENCE = 120
#: The settings that Red Hat's extension sends, without the schema store, which needs the network.
_SETTINGS = {"completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}}
_CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}},
        "publishDiagnostics": {},
    },
}
#: A tab stop of a snippet, with its number, its text, or its choices.
_STOP = re.compile(r"\$(\d+)|\$\{(\d+)(?::([^}]*)|\|([^}]*)\|)?\}")

Item = Mapping[str, Any]


class LanguageServer:
    """A running language server for a folder."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self._process = process
        self._numbers = count(1)
        self._opened: dict[str, int] = {}
        self._diagnostics: dict[str, list[Item]] = {}
        self._ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": _CAPABILITIES})
        self._send({"method": "initialized", "params": {}})

    def complaints(self, path: Path, text: str) -> list[str]:
        """Return the messages for what the server underlines in a file with this text."""
        uri = self._show(path, text)
        while uri not in self._diagnostics:
            self._receive()
        return [each["message"] for each in self._diagnostics[uri]]

    def completions(self, path: Path, text: str) -> list[Item]:
        """Return the completions at the cursor."""
        answer = self._at_cursor("textDocument/completion", path, text)
        items: list[Item] = answer["items"] if isinstance(answer, dict) else answer
        return items

    def hover(self, path: Path, text: str) -> str:
        """Return the hover text for the word at the cursor."""
        return str(self._at_cursor("textDocument/hover", path, text)["contents"]["value"])

    def _at_cursor(self, method: str, path: Path, text: str) -> Any:
        before, _, after = text.partition(CURSOR)
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return self._ask(method, {"textDocument": {"uri": self._show(path, before + after)}, "position": position})

    def _show(self, path: Path, text: str) -> str:
        uri = path.as_uri()
        self._diagnostics.pop(uri, None)
        version = self._opened[uri] = self._opened.get(uri, 0) + 1
        document = {"uri": uri, "version": version}
        if version == 1:
            opened = {"textDocument": {**document, "languageId": "yaml", "text": text}}
            self._send({"method": "textDocument/didOpen", "params": opened})
        else:
            changed = {"textDocument": document, "contentChanges": [{"text": text}]}
            self._send({"method": "textDocument/didChange", "params": changed})
        return uri

    def _ask(self, method: str, parameters: Item) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _send(self, message: Item) -> None:
        assert self._process.stdin
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._process.stdin.flush()

    def _receive(self) -> Item:
        """Return the server's next message, after replying to it if it is a request for settings."""
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: Item = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            sections = message["params"].get("items", ())
            self._send({"id": message["id"], "result": [_SETTINGS if s["section"] == "yaml" else {} for s in sections]})
        return message


@contextmanager
def language_server(command: Sequence[str], folder: Path) -> Iterator[LanguageServer]:
    """Start a language server for a folder, and end it."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    watchdog = threading.Timer(_PATIENCE, process.kill)
    watchdog.start()
    try:
        yield LanguageServer(process, folder)
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()


def accepted(text: str, item: Item, *words: str) -> str:
    """Return the text after accepting an item at the cursor and typing `words` at its tab stops, in order.

    As in VS Code, each line of a snippet is indented like the cursor's line; a stop for which no word is left keeps
    its text or its first choice.
    """
    typed = dict(enumerate(words, 1))

    def filled(stop: re.Match[str]) -> str:
        return typed.get(int(stop[1] or stop[2]), stop[3] or (stop[4] or "").partition(",")[0])

    before, _, after = text.partition(CURSOR)
    line = before.rpartition("\n")[2]
    indented = item["textEdit"]["newText"].replace("\n", "\n" + " " * (len(line) - len(line.lstrip())))
    edit = item["textEdit"]["range"]
    assert edit["start"]["line"] == edit["end"]["line"]
    kept = before[: len(before) - len(line) + edit["start"]["character"]]
    return kept + _STOP.sub(filled, indented) + after
