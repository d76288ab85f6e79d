"""The sealed case file against the same pages drawn plainly by ReportLab, and sealed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from io import BytesIO

import pikepdf
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from bench.budget import MILLI, Row, interleaved
from vpt.documents import layout
from vpt.documents.furniture import furniture
from vpt.documents.kinds import case_file
from vpt.documents.kinds.registry import KINDS
from vpt.documents.tagging import Element, TaggedCanvas
from vpt.infra import seal_sources, sealing

TIMES = 15
MOST = 2.5
KIND, PROFILE = "case_file", "internal"


class PlainCanvas(TaggedCanvas):
    """Draws the same pages and keeps no structure."""

    @contextmanager
    def group(self, element: Element) -> Iterator[None]:
        yield

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        yield

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        yield

    def bookmark(self, level: int, title: str, top: float) -> None:
        pass


def measure(times: int = TIMES) -> Iterator[Row]:
    """Yield the row of the case file."""
    view, now = KINDS[KIND].example(PROFILE), datetime.now(UTC)
    material = seal_sources.create_seal("Zegel", "Gemeente Proef (demo)", now, demo=True)

    def ours() -> bytes:
        return KINDS[KIND].render(view, ())

    def plain() -> bytes:
        return _plain(view)

    drawn, drawn_plain = ours(), plain()
    seal = partial(sealing.seal, material=material, reason="Dossier", at=now)
    whole, bare, archived, sealed = interleaved(
        [lambda: seal(ours()), lambda: seal(plain()), ours, plain], times
    )
    pages = [_pages(one) for one in (drawn, drawn_plain)]
    yield Row(
        what=f"sealed case file ({pages[0]} pages) against plain ReportLab and seal",
        must=f"<= {MOST} x",
        measured=f"{whole / bare:.2f} x ({whole * MILLI:.0f} ms / {bare * MILLI:.0f} ms)",
        ok=whole / bare <= MOST and pages[0] == pages[1],
        note=f"without the seal: {archived / sealed:.2f} x "
        f"({archived * MILLI:.0f} ms / {sealed * MILLI:.0f} ms)",
    )


def _plain(view: case_file.CaseFileView) -> bytes:
    buffer = BytesIO()
    frame = Frame(layout.LEFT, layout.BOTTOM, layout.WIDTH, layout.HEIGHT, 0, 0, 0, 0)
    document = BaseDocTemplate(
        buffer,
        pagesize=(layout.PAGE_WIDTH, layout.PAGE_HEIGHT),
        pageTemplates=[PageTemplate("page", [frame])],
        initialFontName=layout.REGULAR,
        pageCompression=1,
    )
    story = case_file._story(view)  # noqa: SLF001  the very same flowables, on another canvas
    document.build(story, canvasmaker=partial(PlainCanvas, furniture=furniture(view.meta)))
    return buffer.getvalue()


def _pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)
