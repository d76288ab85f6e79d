"""Write the structure tree of a drawing into a PDF, so that a screen reader can follow it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from vpt.documents.tagging import Element, MarkedContent, Place

PRINTED = 4
"""The flag of an annotation that stays where it is on paper (ISO 32000-1, 12.5.3)."""
_Parents = dict[int, dict[int, Object]]


def write_structure(pdf: Pdf, root: Element, places: Mapping[Element, Place]) -> None:
    """Add structure tree, parent tree, links and the marks on pages (ISO 32000-1, 14.7)."""
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writing = _Writing(pdf, places)
    tree.K = Array([writing.node(root, tree)])
    numbers = writing.parent_numbers()
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    tree.ParentTreeNextKey = len(numbers) // 2
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


@dataclass
class _Writing:
    """The tree while it is written: what owns each piece of a page, and each link."""

    pdf: Pdf
    places: Mapping[Element, Place]
    pages: list[Object] = field(init=False)
    owners: _Parents = field(init=False, default_factory=lambda: defaultdict(dict))
    links: list[Object] = field(init=False, default_factory=list)
    """The owner of every link, in the order of their numbers."""

    def __post_init__(self) -> None:
        self.pages = [page.obj for page in self.pdf.pages]

    def node(self, element: Element, parent: Object) -> Object:
        """Return the element as stored, with everything below it."""
        role = Name(f"/{element.role}")
        node = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=role, P=parent))
        if element.scope:
            node.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
        if element.described:
            node.Alt = String(element.described)
        if element.leads_to is None and element.box is not None:
            node.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(element.box))
        node.K = Array([self._kid(kid, node) for kid in element.kids])
        if element.leads_to is not None:
            node.K.append(self._link(element, self.places[element.leads_to], node))
        return node

    def _kid(self, kid: Element | MarkedContent, node: Object) -> Object:
        if isinstance(kid, Element):
            return self.node(kid, node)
        self.owners[kid.page - 1][kid.number] = node
        return Dictionary(Type=Name.MCR, Pg=self.pages[kid.page - 1], MCID=kid.number)

    def _link(self, element: Element, to: Place, node: Object) -> Object:
        """Put the area of a link on its page; return what ties it to its element."""
        page = self.pages[_page_of(element) - 1]
        link = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([round(side, 2) for side in element.box or ()]),
                Border=Array([0, 0, 0]),
                F=PRINTED,
                Contents=String(f"Naar pagina {to.page}"),
                Dest=Array([self.pages[to.page - 1], Name.XYZ, 0, round(to.top, 1), 0]),
                StructParent=len(self.pages) + len(self.links),
            )
        )
        self.links.append(node)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(link)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=link)

    def parent_numbers(self) -> list[object]:
        """Mark the pages; return the number and the owners of each, and then of each link."""
        numbers: list[object] = []
        for index, page in enumerate(self.pages):
            page.StructParents = index
            page.Tabs = Name.S
            marked = self.owners[index]
            owners = Array([marked[number] for number in range(len(marked))])
            numbers += [index, self.pdf.make_indirect(owners)]
        for number, node in enumerate(self.links, len(self.pages)):
            numbers += [number, node]
        return numbers


def _page_of(element: Element) -> int:
    return next(kid.page for kid in element.kids if isinstance(kid, MarkedContent))
