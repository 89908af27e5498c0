"""Pictures that are none, or not whole: each is told at `photo`, whatever is to be made of the record."""

from __future__ import annotations

import io
import json
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Result

Run = Callable[..., Result]


def picture(kind: str, mode: str = "RGB", **options: bool) -> bytes:
    packed = io.BytesIO()
    Image.new(mode, (40, 50), 99).save(packed, kind, **options)
    return packed.getvalue()


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A PNG of these parts (W3C PNG, 5.3)."""
    parts = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    return PNG[:8] + b"".join(parts)


def header(width: int, height: int, depth: int = 8, colour: int = 2) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">2I5B", width, height, depth, colour, 0, 0, 0)


PNG, JPEG = picture("PNG"), picture("JPEG")
DOTS = b"IDAT", zlib.compress((b"\0" + b"\0" * 120) * 50)
END = b"IEND", b""

GOOD = {
    "a.png": PNG, "a.PNG": PNG, "grey.png": picture("PNG", "L"), "alpha.png": picture("PNG", "RGBA"),
    "one.png": picture("PNG", "1"), "palette.png": picture("PNG", "P"), "a.jpg": JPEG, "a.jpeg": JPEG,
    "cmyk.jpg": picture("JPEG", "CMYK"), "steps.jpg": picture("JPEG", progressive=True), "a.pdf": picture("PDF"),
    "more.png": PNG + b"more",
}  # fmt: skip
BAD = {
    "empty.png": (b"", "is not a PNG"),
    "empty.jpg": (b"", "is not a JPEG"),
    "empty.pdf": (b"", "is not a PDF"),
    "text.png": (b"no picture", "is not a PNG"),
    "gif.png": (picture("GIF", "P"), "is not a PNG"),
    "jpeg.png": (JPEG, "is not a PNG"),
    "png.jpg": (PNG, "is not a JPEG"),
    "png.pdf": (PNG, "is not a PDF"),
    "bmp.jpeg": (picture("BMP"), "is not a JPEG"),
    "me.gif": (picture("GIF", "P"), "its extension is not one of .png, .jpg, .jpeg, .pdf"),
    "me.svg": (b"<svg/>", "its extension is not one of"),
    "me": (PNG, "its extension is not one of"),
    "begun.png": (PNG[:8], "is not a PNG"),
    "half.png": (PNG[: len(PNG) // 2], "is damaged"),
    "endless.png": (PNG[:-12], "is damaged"),
    "changed.png": (PNG[:45] + bytes([PNG[45] ^ 1]) + PNG[46:], "is damaged"),
    "headless.png": (png(DOTS, END), "is not a PNG"),
    "flat.png": (png(header(0, 50), DOTS, END), "is not a PNG"),
    "dotless.png": (png(header(40, 50), END), "is damaged"),
    "garbled.png": (png(header(40, 50), (b"IDAT", b"no dots"), END), "is damaged"),
    "colour.png": (png(header(40, 50, colour=5), DOTS, END), "is not a PNG"),
    "huge.png": (png(header(60000, 60000), DOTS, END), "more than 50 million pixels"),
    "large.png": (png(header(8000, 8000), DOTS, END), "more than 50 million"),
    "heavy.png": (PNG + b"\0" * 10_000_000, "is larger than 10 MB"),
    "begun.jpg": (JPEG[:3], "is not a JPEG"),
    "half.jpg": (JPEG[: len(JPEG) // 2], "is damaged"),
    "endless.jpg": (JPEG[:-2], "is damaged"),
    "begun.pdf": (b"%PDF-1.5\n", "is not a PDF"),
    "half.pdf": (picture("PDF")[:400], "is not a PDF"),
    "gone.png": (None, "there is no such file"),
    "folder.png": ("", "is not a regular file"),
}  # fmt: skip


def record(folder: Path, name: str) -> Path:
    (folder / "cv.yaml").write_text(f"cvkit: 1\nperson:\n  name: Ada Miller\n  photo: {name}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", GOOD)
def test_a_good_picture_is_taken(cvkit: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(GOOD[name])
    assert cvkit("check", record(tmp_path, name)).status == 0


@pytest.mark.parametrize("name", BAD)
def test_a_picture_that_cannot_be_shown_is_told_at_its_name(cvkit: Run, tmp_path: Path, name: str) -> None:
    content, words = BAD[name]
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    elif content is not None:
        (tmp_path / name).mkdir()
    result = cvkit("check", record(tmp_path, name), "--format", "json")
    [diagnostic] = json.loads(result.out)
    assert (diagnostic["code"], diagnostic["line"], diagnostic["column"]) == ("L009", 4, 10)
    assert words in diagnostic["message"]
    assert (result.status, result.err) == (1, "")
    made = cvkit("export", tmp_path, "--to", "html", "-o", tmp_path / "cv.html")
    assert made.status == 1 and not (tmp_path / "cv.html").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes with names")
def test_a_picture_that_never_ends_is_not_waited_for(cvkit: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "zero.png").symlink_to("/dev/zero")
    assert "is not a regular file" in cvkit("check", record(tmp_path, "pipe.png")).out
    assert "is outside the record's folder" in cvkit("check", record(tmp_path, "zero.png")).out
