"""Offline check of our own PDFs against the parts of PDF/A-3a and PDF/UA-1 that break in practice.

Its verdict was compared with veraPDF on every construct the documents use.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
SHOW_TEXT = {"Tj", "TJ", "'", '"'}
PAINT = SHOW_TEXT | {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"}
PRINT_FLAG = 4


def violations(pdf: bytes) -> list[str]:
    """Return what is wrong, in words; an empty list means nothing was found."""
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [*_catalog(document), *_attachments(document)]
        parents = _parent_tree(document)
        for number, page in enumerate(document.pages, 1):
            found += [f"page {number}: {one}" for one in _page(page, parents)]
        if "/StructTreeRoot" in document.Root:
            found += _elements(document.Root.StructTreeRoot.K)
        return found


def _catalog(document: pikepdf.Pdf) -> Iterator[str]:
    root, metadata = document.Root, document.open_metadata()
    checks = {
        "encrypted": "/Encrypt" not in document.trailer,
        "no file identifier": "/ID" in document.trailer,
        "no output intent": "/OutputIntents" in root,
        "no language": "/Lang" in root,
        "not marked as tagged": bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        "no structure tree": "/StructTreeRoot" in root,
        "title is not displayed": bool(
            root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
        ),
        "metadata does not say PDF/A-3a": metadata.get("pdfaid:part") == "3"
        and metadata.get("pdfaid:conformance") == "A",
        "metadata does not say PDF/UA-1": metadata.get(UA_PART) == "1",
        "title differs from metadata": str(document.docinfo.get("/Title"))
        == str(metadata.get("dc:title")),
    }
    return (problem for problem, is_fine in checks.items() if not is_fine)


def _attachments(document: pikepdf.Pdf) -> Iterator[str]:
    associated = {item.objgen for item in document.Root.get("/AF", [])}
    for name, spec in document.attachments.items():
        if "/AFRelationship" not in spec.obj or spec.obj.objgen not in associated:
            yield f"attachment {name} is not associated"


def _parent_tree(document: pikepdf.Pdf) -> dict[int, Any]:
    tree = document.Root.get("/StructTreeRoot")
    numbers = list(tree.ParentTree.Nums) if tree is not None else []
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _page(page: pikepdf.Page, parents: dict[int, Any]) -> Iterator[str]:
    yield from _content(page, parents)
    if page.obj.get("/Tabs") != Name.S:
        yield "tab order does not follow the structure"
    for annotation in page.obj.get("/Annots", []):
        if annotation.get("/Subtype") != Name.Widget and not _is_described(annotation):
            yield f"annotation {annotation.get('/Subtype')} is not described"
    for name, image in page.get_images().items():
        if str(image.get("/ColorSpace")) == "/DeviceCMYK":
            yield f"image {name} is CMYK"


def _content(page: pikepdf.Page, parents: dict[int, Any]) -> Iterator[str]:
    owners = parents.get(int(page.obj.get("/StructParents", -1)), [])
    depth, font, fonts = 0, "", set()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
        if name in PAINT and depth <= 0:
            yield f"{name} outside marked content"
        if name == "BDC" and not _has_owner(operands[1], owners):
            yield "marked content without element"
        font = str(operands[0]) if name == "Tf" else font
        if name in SHOW_TEXT:
            fonts.add(font)
            if _shows_notdef(operands):
                yield "a character without glyph"
    for used in sorted(fonts):
        yield from _font(page.Resources.Font[used])


def _has_owner(properties: Any, owners: Any) -> bool:
    if not isinstance(properties, pikepdf.Dictionary) or "/MCID" not in properties:
        return True
    number = int(properties.MCID)
    return number < len(owners) and owners[number] is not None


def _shows_notdef(operands: Any) -> bool:
    shown = operands[0] if isinstance(operands[0], pikepdf.Array) else operands[-1:]
    return any(isinstance(one, pikepdf.String) and 0 in bytes(one) for one in shown)


def _font(font: Any) -> Iterator[str]:
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", {})
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"font {font.BaseFont} is not embedded"
    if "/ToUnicode" not in font:
        yield f"font {font.BaseFont} has no Unicode map"


def _is_described(annotation: Any) -> bool:
    is_printed = bool(int(annotation.get("/F", 0)) & PRINT_FLAG)
    return is_printed and "/Contents" in annotation and "/StructParent" in annotation


def _elements(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and node.get("/Type") != Name.MCR:
        if node.get("/S") == Name.Figure and "/Alt" not in node:
            yield "a figure without alternative text"
        yield from _table(node)
        yield from _elements(node.get("/K", pikepdf.Array()))


def _table(node: Any) -> Iterator[str]:
    if node.get("/S") != Name.Table:
        return
    widths = {len(list(row.K)) for row in node.K}
    if len(widths) > 1:
        yield f"a table with rows of {sorted(widths)} cells"
