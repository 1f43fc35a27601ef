"""Share the fixture `folder` with the tests of builds."""

from __future__ import annotations

from build.conftest import folder

__all__ = ["folder"]
