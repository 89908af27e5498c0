"""Insert the pages of a CV into a thesis. Its links, outline, page labels and metadata do not change."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from cvkit.pdf.deep_calls import run_deeply
from cvkit.pdf.pack import packed
from cvkit.pdf.pdf_trees import Pair, name_bytes, pairs_of, tree_of, value_of
from cvkit.pdf.thesis import Thesis

NAME_OBJECTS = (NameObject, TextStringObject, ByteStringObject)
Destinations = dict[bytes, ArrayObject]
"""Destinations by name."""


def insert_pages(thesis: Thesis, cv: bytes, title: str, after: int | None = None) -> bytes:
    """Return the thesis with the pages of a CV after its last page, or after page `after`.

    Page 1 is the first; 0 inserts the CV before it. The outline gets one entry with the title, and the CV's outline is
    below it. If both have a destination with the same name, that of the CV is renamed.
    The pages of the CV are labelled CV-1, CV-2 and so on. The structure of the thesis (its tags) is kept, and that of
    the CV is omitted. Equal input gives equal bytes.

    Raises:
        CvkitError: the thesis has no such page, has active content or a signature, or one of the two PDFs cannot be
            read.
    """
    thesis.check_page(after)
    thesis.verify()
    at = thesis.pages if after is None else after
    with thesis.read_closely():
        return packed(run_deeply(lambda: _merged(thesis, cv, title, at)))


def _merged(thesis: Thesis, cv: bytes, title: str, at: int) -> bytes:
    part = PdfReader(io.BytesIO(cv))
    places = _places_of(part.root_object)
    _resolve_names(part, places)
    _identify(thesis.reader, thesis.content + cv + f"{title}{at}".encode())
    writer = PdfWriter(clone_from=thesis.reader)
    writer.pdf_header = max(thesis.reader.pdf_header, part.pdf_header)
    writer.merge(at, part, import_outline=False)
    inserted = _Inserted(writer, part, at)
    inserted.drop_structure()
    inserted.name_places(places)
    inserted.add_outline(title)
    inserted.label_pages(thesis.pages)
    merged = io.BytesIO()
    writer.write(merged)
    return merged.getvalue()


@dataclass
class _Inserted:
    """The pages of a PDF (`part`) that a writer has inserted behind its first `at` pages."""

    writer: PdfWriter
    part: PdfReader
    at: int

    def __post_init__(self) -> None:
        self.root = self.writer.root_object
        new = self.writer.pages[self.at : self.at + len(self.part.pages)]
        self.pages = {
            old.indirect_reference.idnum: page.indirect_reference
            for old, page in zip(self.part.pages, new, strict=True)
            if old.indirect_reference
        }

    def drop_structure(self) -> None:
        """Remove the keys of the inserted pages: in the structure of the thesis, they belong to parts of the thesis."""
        for page in self.writer.pages[self.at : self.at + len(self.part.pages)]:
            for note in value_of(page, "/Annots") or ():
                note.get_object().pop("/StructParent", None)
            for key in ("/StructParents", "/Tabs"):
                page.pop(key, None)

    def moved(self, place: ArrayObject | None) -> ArrayObject | None:
        """A destination of the inserted PDF as one of the merged PDF; none if its page is missing."""
        page = self.pages.get(place[0].idnum) if place and isinstance(place[0], IndirectObject) else None
        return ArrayObject([page, *place[1:]]) if place and page else None

    def name_places(self, places: Destinations) -> None:
        """Add the destinations of the inserted PDF under names that the thesis does not use."""
        names = self.root.setdefault(NameObject("/Names"), DictionaryObject()).get_object()
        pairs = pairs_of(value_of(names, "/Dests"), "/Names")
        taken = {name_bytes(name) for name, _ in pairs}
        for name, place in places.items():
            if moved := self.moved(place):
                free = next(new for new in _candidate_names(name) if new not in taken)
                taken.add(free)
                pairs.append((ByteStringObject(free), moved))
        pairs.sort(key=lambda pair: name_bytes(pair[0]))
        names[NameObject("/Dests")] = _placed(self.writer, tree_of(pairs, "/Names"))

    def add_outline(self, title: str) -> None:
        """Add an entry with the outline of the inserted PDF below it, behind the entries that lead to earlier pages."""
        if not isinstance(value_of(self.root, "/Outlines"), DictionaryObject):
            empty = DictionaryObject({NameObject("/Type"): NameObject("/Outlines")})
            self.root[NameObject("/Outlines")] = _placed(self.writer, empty)
        top: Any = self.root["/Outlines"]
        first = next(iter(self.pages.values()))
        whole = ArrayObject([first, NameObject("/Fit")])
        entry = self._entry(title, whole, value_of(self.part.root_object, "/Outlines"))
        siblings = [node.indirect_reference for node in _children(top) if node.indirect_reference]
        siblings.insert(self._rank(top), entry)
        shown = int(value_of(top, "/Count") or 0)
        _link(self.root.raw_get("/Outlines"), siblings)
        top[NameObject("/Count")] = NumberObject(shown + 1 if shown > 0 else len(siblings))

    def _rank(self, top: DictionaryObject) -> int:
        """The index of the new entry: that of the first entry which leads to a page behind the inserted pages."""
        order = {
            page.indirect_reference.idnum: at for at, page in enumerate(self.writer.pages) if page.indirect_reference
        }
        places = _places_of(self.root)
        for rank, node in enumerate(_children(top)):
            place = _place_of(node, places)
            page = place[0] if place else None
            if isinstance(page, IndirectObject) and order.get(page.idnum, -1) >= self.at:
                return rank
        return sum(1 for _ in _children(top))

    def _entry(self, title: str, place: ArrayObject | None, source: Any) -> IndirectObject:
        """Create a closed entry with copies of all entries below another."""
        entry = DictionaryObject({NameObject("/Title"): TextStringObject(title)})
        if place:
            entry[NameObject("/Dest")] = place
        reference = _placed(self.writer, entry)
        children = [
            self._entry(str(value_of(node, "/Title") or ""), self.moved(_place_of(node, {})), node)
            for node in _children(source or DictionaryObject())
        ]
        if children:
            _link(reference, children)
            cast(DictionaryObject, reference.get_object())[NameObject("/Count")] = NumberObject(-len(children))
        return reference

    def label_pages(self, total: int) -> None:
        """Label the inserted pages. The pages of the thesis keep their labels. `total` is the number of its pages."""
        ranges = pairs_of(value_of(self.root, "/PageLabels"), "/Nums") or [(0, _label(NameObject("/D")))]
        prefixes = {str(label.get_object().get("/P", "")) for _, label in ranges}
        prefix = next(name for n in count(1) if (name := f"CV{n if n > 1 else ''}-") not in prefixes)
        before = [(start, label) for start, label in ranges if start < self.at]
        behind = [(start, label) for start, label in ranges if start >= self.at]
        if self.at < total and not any(start == self.at for start, _ in behind):
            start, label = before[-1] if before else (0, _label(NameObject("/D")))
            going_on = DictionaryObject(cast(DictionaryObject, label.get_object()))
            going_on[NameObject("/St")] = NumberObject(int(going_on.get("/St", 1)) + self.at - start)
            behind.insert(0, (self.at, going_on))
        own = (self.at, _label(NameObject("/D"), prefix))
        length = len(self.pages)
        pairs: list[Pair] = [*before, own, *((start + length, label) for start, label in behind)]
        numbered = [(NumberObject(start), label) for start, label in pairs]
        self.root[NameObject("/PageLabels")] = _placed(self.writer, tree_of(numbered, "/Nums"))


def _identify(reader: PdfReader, sources: bytes) -> None:
    """Give the merged PDF two identifiers: that of the thesis, and one that follows from its sources alone."""
    known = value_of(reader.trailer, "/ID")
    own = ByteStringObject(hashlib.sha256(sources).digest()[:16])
    first = known[0] if isinstance(known, ArrayObject) and known else own
    reader.trailer[NameObject("/ID")] = ArrayObject([first, own])


def _placed(writer: PdfWriter, content: DictionaryObject) -> IndirectObject:
    """Add a dictionary to a file as an indirect object, to which others can refer."""
    blank = DictionaryObject()
    blank.indirect_reference = None  # so that pypdf registers the clone
    placed = blank.clone(writer)
    placed.update(content)
    assert placed.indirect_reference
    return placed.indirect_reference


def _label(style: NameObject, prefix: str = "") -> DictionaryObject:
    """The label of a range of pages."""
    label = DictionaryObject({NameObject("/S"): style})
    if prefix:
        label[NameObject("/P")] = TextStringObject(prefix)
    return label


def _candidate_names(name: bytes) -> Iterator[bytes]:
    """A name, and then the names that can replace it if it is taken."""
    yield name
    for number in count(1):
        yield b"cv%d." % number + name


def _places_of(root: DictionaryObject) -> Destinations:
    """The named destinations of a document, from its name tree and from the dictionary of old files."""
    named = [
        (name_bytes(name), place)
        for name, place in pairs_of(value_of(value_of(root, "/Names") or DictionaryObject(), "/Dests"), "/Names")
    ]
    old = value_of(root, "/Dests")
    named += [(name_bytes(name), place) for name, place in (old or {}).items()]
    return {name: place for name, value in named if (place := _explicit(value.get_object()))}


def _explicit(value: Any) -> ArrayObject | None:
    """A destination as an array; in some files it is in a dictionary."""
    if isinstance(value, DictionaryObject):
        value = value_of(value, "/D")
    return value if isinstance(value, ArrayObject) and value else None


def _place_of(holder: DictionaryObject, places: Destinations) -> ArrayObject | None:
    """The destination of a link or an outline entry in its own document, if it has one."""
    target = _target_of(holder)
    return places.get(name_bytes(target)) if isinstance(target, NAME_OBJECTS) else _explicit(target)


def _target_of(holder: DictionaryObject) -> Any:
    """The destination of a link or an outline entry, or the name of that destination."""
    action = value_of(holder, "/A")
    if isinstance(action, DictionaryObject) and action.get("/S") == "/GoTo":
        return value_of(action, "/D")
    return value_of(holder, "/Dest")


def _resolve_names(part: PdfReader, places: Destinations) -> None:
    """Replace the name in each link and outline entry by its destination, and delete the names."""
    notes = [note.get_object() for page in part.pages for note in value_of(page, "/Annots") or ()]
    outline = value_of(part.root_object, "/Outlines")
    for holder in [*notes, *(_descendants(outline) if outline else ())]:
        place = _place_of(holder, places)
        if place or isinstance(_target_of(holder), NAME_OBJECTS):
            holder.pop("/A", None)
            holder.pop("/Dest", None)
        if place:
            holder[NameObject("/Dest")] = place
    for key in ("/Names", "/Dests"):
        part.root_object.pop(key, None)


def _children(node: DictionaryObject) -> Iterator[DictionaryObject]:
    """The entries of an outline directly below one."""
    seen: set[int] = set()
    child = value_of(node, "/First")
    while isinstance(child, DictionaryObject) and id(child) not in seen:
        seen.add(id(child))
        yield child
        child = value_of(child, "/Next")


def _descendants(node: DictionaryObject) -> Iterator[DictionaryObject]:
    """All entries of an outline below one."""
    for child in _children(node):
        yield child
        yield from _descendants(child)


def _link(parent: IndirectObject, children: Sequence[IndirectObject]) -> None:
    """Make some entries the children of another, in order."""
    node: Any = parent.get_object()
    node[NameObject("/First")], node[NameObject("/Last")] = children[0], children[-1]
    for before, child, behind in zip([None, *children], children, [*children[1:], None], strict=False):
        entry: Any = child.get_object()
        entry[NameObject("/Parent")] = parent
        for key, sibling in (("/Prev", before), ("/Next", behind)):
            entry.pop(key, None)
            if sibling is not None:
                entry[NameObject(key)] = sibling
