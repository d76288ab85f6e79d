"""The scene these pages are tested in."""

from tests.web.scenes import scene

__all__ = ["scene"]
