"""Type keys into the terminal session of `dossier suggest`, through a real pseudo-terminal."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

DOSSIER = "import sys; sys.argv[0] = 'dossier'; from mkdocs_dossier.cli import main; main()"
#: The most seconds for a session, and for its exit.
_LONGEST, _END = 120, 10


def typed(
    folder: Path, dossier: str, keys: Sequence[str], columns: int = 80, *, every: bool = False, **environment: str
) -> str:
    """Type one key at each prompt of a session, and return all that the terminal shows.

    Args:
        folder: The project's folder.
        dossier: The dossier's id.
        keys: The keys; the session must take them all.
        columns: The terminal's width.
        every: Whether `--every` is given.
        environment: Additional environment variables.

    Raises:
        AssertionError: The session failed, or ended before all keys were typed.
    """
    import fcntl  # these three do not exist on Windows
    import pty
    import termios

    main, process = pty.openpty()
    fcntl.ioctl(process, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    settings = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), **environment}
    command = [sys.executable, "-c", DOSSIER, "suggest", dossier, *(["--every"] if every else [])]
    with subprocess.Popen(
        command, cwd=folder, stdin=process, stdout=process, stderr=process, env=settings, start_new_session=True
    ) as running:
        os.close(process)
        seen, left, end = b"", list(keys), time.monotonic() + _LONGEST
        while time.monotonic() < end:
            if not select.select([main], [], [], 0.2)[0]:
                if running.poll() is not None:
                    break
                continue
            try:
                more = os.read(main, 65536)
            except OSError:
                break
            seen += more
            if left and seen.rstrip().endswith("›".encode()):
                while termios.tcgetattr(main)[3] & termios.ICANON:
                    time.sleep(0.01)  # until the command reads single keys instead of lines
                os.write(main, left.pop(0).encode())
            if not more:
                break
        try:
            assert running.wait(_END) == 0, seen.decode()
        except subprocess.TimeoutExpired:
            running.kill()
            raise AssertionError(f"waits for another key: {seen.decode()}") from None
    os.close(main)
    assert not left
    return seen.decode().replace("\r\n", "\n")
