"""What these tests share with those of builds."""

from __future__ import annotations

from build.conftest import folder

__all__ = ["folder"]
