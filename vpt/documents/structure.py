"""Write the structure tree of a drawing into a PDF, so that a screen reader can follow it."""

from collections import defaultdict

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from vpt.documents.tagging import Element, MarkedContent

_Parents = dict[int, dict[int, Object]]


def write_structure(pdf: Pdf, root: Element) -> None:
    """Add structure tree, parent tree and the marks on pages (ISO 32000-1, 14.7)."""
    parents: _Parents = defaultdict(dict)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([_node(pdf, root, tree, parents)])
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=_parent_numbers(pdf, parents)))
    tree.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _node(pdf: Pdf, element: Element, parent: Object, parents: _Parents) -> Object:
    node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
    if element.scope:
        node.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.described:
        node.Alt = String(element.described)
    if element.box is not None:
        node.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(element.box))
    node.K = Array([_kid(pdf, kid, node, parents) for kid in element.kids])
    return node


def _kid(pdf: Pdf, kid: Element | MarkedContent, node: Object, parents: _Parents) -> Object:
    if isinstance(kid, Element):
        return _node(pdf, kid, node, parents)
    page = pdf.pages[kid.page - 1].obj
    parents[kid.page - 1][kid.number] = node
    return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)


def _parent_numbers(pdf: Pdf, parents: _Parents) -> Array:
    numbers = []
    for index, page in enumerate(pdf.pages):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        marked = parents[index]
        owners = Array([marked[number] for number in range(len(marked))])
        numbers += [index, pdf.make_indirect(owners)]
    return Array(numbers)
