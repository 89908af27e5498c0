"""Make a PDF smaller: compress its streams, and its other objects together (ISO 32000, 7.5.7), as most programs do.

pypdf writes each object by itself and without compression, which doubles the size of a thesis with many links.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

TOGETHER = 200
"""The number of objects that are compressed together."""
FIRST_VERSION = b"%PDF-1.5"
"""The first version of PDF that has compressed objects."""
STREAM_START, STREAM_END = b"\nstream\n", b"\nendstream"
ENTRY = 20
"""The length of a line in the table of objects."""

Row = tuple[int, int, int]
"""An entry of the new table: 1, an offset and 0; or 2, the number of the stream that has the object, and its index."""


def packed(content: bytes) -> bytes:
    """A PDF that pypdf has written, in a smaller form; unchanged if its version is older than this form."""
    if content[: len(FIRST_VERSION)] < FIRST_VERSION:
        return content
    objects, table, trailer = _parts_of(content)
    alone = {number: _compressed(body) for number, body in objects.items() if body.endswith(STREAM_END)}
    together = [number for number in objects if number not in alone]
    rows: dict[int, Row] = {}
    new = max(objects)
    for at in range(0, len(together), TOGETHER):
        group = together[at : at + TOGETHER]
        new += 1
        alone[new] = _object_stream([(number, objects[number]) for number in group])
        rows |= {number: (2, new, index) for index, number in enumerate(group)}
    start = min(_offsets(table).values())
    written = [content[:start]]
    offset = start
    for number, body in [*alone.items(), (new + 1, b"")]:
        rows[number] = (1, offset, 0)
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body or _table(rows, trailer))
        written.append(whole)
        offset += len(whole)
    return b"".join([*written, b"startxref\n%d\n%%%%EOF\n" % rows[new + 1][1]])


def _parts_of(content: bytes) -> tuple[dict[int, bytes], bytes, bytes]:
    """The objects of a PDF by their number, the table of their offsets, and the dictionary of its trailer."""
    end = int(content[content.rindex(b"startxref") :].split()[1])
    table, _, trailer = content[end:].partition(b"trailer\n")
    offsets = _offsets(table)
    ends = [*sorted(offsets.values())[1:], end]
    objects = {}
    for (number, offset), behind in zip(sorted(offsets.items(), key=lambda item: item[1]), ends, strict=True):
        head = len(b"%d 0 obj\n" % number)
        objects[number] = content[offset + head : behind - len(b"\nendobj\n")]
    return objects, table, trailer[: trailer.rindex(b"startxref")].strip()


def _offsets(table: bytes) -> dict[int, int]:
    """The offset of each object by its number."""
    lines = table.split(b"\n", 2)[2]
    entries = (lines[at : at + ENTRY].split() for at in range(0, len(lines), ENTRY))
    return {number: int(entry[0]) for number, entry in enumerate(entries) if entry[2] == b"n"}


def _compressed(body: bytes) -> bytes:
    """A stream, compressed if it was not. The metadata stay readable for programs that search for them."""
    head, _, rest = body.partition(STREAM_START)
    data = rest.removesuffix(STREAM_END)
    length = b"/Length %d\n" % len(data)
    if b"/Filter" in head or b"/Metadata" in head or length not in head:
        return body
    small = zlib.compress(data, 9)
    if len(small) >= len(data):
        return body
    about = head.replace(length, b"/Length %d\n/Filter /FlateDecode\n" % len(small))
    return about + STREAM_START + small + STREAM_END


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """A stream with several objects: pairs of a number and an offset, and then the objects."""
    pairs, offset = [], 0
    for number, body in objects:
        pairs.append(b"%d %d" % (number, offset))
        offset += len(body) + 1
    head = b" ".join(pairs) + b"\n"
    about = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head))
    return _stream(about, [head, *(body + b"\n" for _, body in objects)])


def _table(rows: dict[int, Row], trailer: bytes) -> bytes:
    """The stream with the table of all objects and the values of the trailer. A number without an object is free."""
    size = max(rows) + 1
    width = (max(second for _, second, _ in rows.values()).bit_length() + 7) // 8
    entries = []
    for number in range(size):
        kind, second, third = rows.get(number, (0, 0, 0))
        entries.append(bytes([kind]) + second.to_bytes(width, "big") + third.to_bytes(2, "big"))
    values = re.sub(rb"/Size \d+", b"/Size %d" % size, trailer.removeprefix(b"<<").removesuffix(b">>"), count=1)
    return _stream(b"/Type /XRef /W [1 %d 2] %b" % (width, values.strip()), entries)


def _stream(about: bytes, content: Iterable[bytes]) -> bytes:
    data = zlib.compress(b"".join(content), 9)
    head = b"<< %b /Filter /FlateDecode /Length %d >>" % (about, len(data))
    return head + STREAM_START + data + STREAM_END
