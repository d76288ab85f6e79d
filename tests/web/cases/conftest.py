"""The scene these pages are tested in."""

from tests.web.scenes import plain_scene, scene

__all__ = ["plain_scene", "scene"]
