"""Join a new version of a site with its files: everything that the user wrote or edited stays as it is.

The manifest of the site has the hash of everything that cvkit wrote. A file, or a part of a page between two markers,
is written again only if it is still as cvkit wrote it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cvkit.model.diagnostic import CvkitError, ExitStatus
from cvkit.write.site.home_page import Region

MANIFEST = ".cvkit-site.json"
_MARKERS = re.compile(r"^[ \t]*<!-- *cvkit:(?:(begin) +(\S+)|(end)) *-->[ \t]*\r?$", re.MULTILINE)


@dataclass
class Manifest:
    """The hashes of the files that cvkit wrote, and of the parts of pages, by path and name."""

    files: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """Return the content of the manifest file."""
        value = {"cvkit": 1, "files": self.files, "parts": self.parts}
        return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def parse_manifest(content: bytes | None) -> Manifest:
    """Parse the manifest of a site; an unreadable one is empty, so that nothing counts as written by cvkit."""
    try:
        value: Any = json.loads(content or b"{}")
        files = {str(path): str(digest) for path, digest in value.get("files", {}).items()}
        parts = {str(path): dict(names) for path, names in value.get("parts", {}).items()}
    except (ValueError, AttributeError, TypeError):
        return Manifest()
    return Manifest(files, parts)


@dataclass
class Update:
    """The changes of a site: files to write, files to delete, and notes about what stays as it is."""

    manifest: Manifest
    written: dict[str, bytes] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def update_site(
    pages: Mapping[str, tuple[str, Sequence[Region]]],
    files: Mapping[str, bytes],
    present: Mapping[str, bytes],
    manifest: Manifest,
) -> Update:
    """Return the changes that bring a site up to date.

    `pages` are pages with parts: the whole text of a new page, and its parts. `files` are the other files. `present`
    has the content of each existing file of these, and of each file of the manifest.

    Raises:
        CvkitError: a page that exists has no markers, or wrong ones.
    """
    update = Update(Manifest())
    for path, (whole, regions) in pages.items():
        if not present.get(path, b"").strip():
            update.written[path] = whole.encode()
            update.manifest.parts[path] = {region.name: _hash(region.text) for region in regions}
            continue
        text, parts = _joined_page(path, present[path], regions, manifest.parts.get(path), update.notes)
        update.manifest.parts[path] = parts
        if text != present[path]:
            update.written[path] = text
    for path, content in files.items():
        _join_file(path, content, present.get(path), manifest.files.get(path), update)
    for path, digest in manifest.files.items():
        if path in files or path not in present:
            continue
        if _digest(present[path]) == digest:
            update.deleted.append(path)
            update.notes.append(f"deleted {path}: the record has nothing for it now")
        else:
            update.notes.append(f"kept {path}, which you edited: the record has nothing for it now")
    return update


def _join_file(path: str, content: bytes, there: bytes | None, digest: str | None, update: Update) -> None:
    if there is None or there == content or _digest(there) == digest:
        update.manifest.files[path] = _digest(content)
        if there != content:
            update.written[path] = content
    elif digest is None:
        update.notes.append(f"kept {path}, which cvkit did not write: rename it, and run the command again")
    else:
        update.manifest.files[path] = digest
        update.notes.append(f"kept {path}, which you edited: delete it, and run the command again")


def _joined_page(
    path: str, content: bytes, regions: Sequence[Region], written: Mapping[str, str] | None, notes: list[str]
) -> tuple[bytes, dict[str, str]]:
    """Return the page with its parts written again, and the hashes of the parts that cvkit wrote.

    `written` are the hashes of the last export; None if the manifest does not name the page.
    """
    known = written or {}
    try:
        page = content.decode()
    except UnicodeDecodeError as error:
        raise CvkitError(f"{path} is not UTF-8", ExitStatus.USAGE, "save it as UTF-8") from error
    is_crlf = "\r\n" in page
    found = _parts_of(path, page, regions, is_known=written is not None)
    new = {region.name: region for region in regions}
    hashes: dict[str, str] = {}
    edits: list[tuple[int, int, str]] = []
    for name, part in found.items():
        body = page[part.start : part.end].replace("\r\n", "\n").strip("\n")
        is_ours = _hash(body) == known.get(name)
        if name not in new and is_ours:
            edits.append((part.before, part.after, ""))
            notes.append(f"deleted the part {name} of {path}: the document has no such section now")
        elif name not in new:
            notes.append(f"kept the part {name} of {path}: the document has no such section now")
        elif is_ours or not body.strip() or body == new[name].text:
            edits.append((part.start, part.end, f"\n{new[name].text}\n\n"))
            hashes[name] = _hash(new[name].text)
        else:
            hashes |= {name: known[name]} if name in known else {}
            notes.append(
                f"kept the part {name} of {path}, which you edited: delete its text, and run the command again"
            )
    for name in new:
        if name not in found:
            place = None if name in known else _place(name, list(new), found)
            if place is None:
                notes.append(f"{path} has no part {name}: put these two lines where it belongs: {_two_lines(name)}")
                hashes |= {name: known[name]} if name in known else {}
            else:
                edits.append((*place, f"\n{new[name]}\n"))
                hashes[name] = _hash(new[name].text)
    for (start, end, _), text in sorted(((*edit[:2], at), edit[2]) for at, edit in enumerate(edits))[::-1]:
        page = page[:start] + (text.replace("\n", "\r\n") if is_crlf else text) + page[end:]
    return page.encode(), hashes


@dataclass(frozen=True)
class _Part:
    """The place of a part: its text, and the same with its markers."""

    start: int
    end: int
    before: int
    after: int


def _parts_of(path: str, page: str, regions: Sequence[Region], *, is_known: bool) -> dict[str, _Part]:
    """Return the parts of a page between markers, by name."""
    found: dict[str, _Part] = {}
    opened: re.Match[str] | None = None
    for marker in _MARKERS.finditer(page):
        line = page.count("\n", 0, marker.start()) + 1
        if marker[1] and (opened or marker[2] in found):
            wrong = f"the part {marker[2]} begins twice" if marker[2] in found else f"the part {opened[2]} has no end"  # type: ignore[index]
            raise CvkitError(
                f"{path}, line {line}: {wrong}", ExitStatus.USAGE, "write one begin and one end for each part"
            )
        if not marker[1] and not opened:
            raise CvkitError(
                f"{path}, line {line}: no part begins before this end", ExitStatus.USAGE, "delete this line"
            )
        if marker[1]:
            opened = marker
        elif opened:
            after = min(marker.end() + 1, len(page))
            found[opened[2]] = _Part(min(opened.end() + 1, len(page)), marker.start(), opened.start(), after)
            opened = None
    if opened:
        hint = "write <!-- cvkit:end --> on a line behind the part"
        raise CvkitError(f"{path}: the part {opened[2]} has no end", ExitStatus.USAGE, hint)
    if not found and not is_known:
        lines = _two_lines(regions[0].name if regions else "publications")
        hint = (
            f"put these two lines where each section belongs: {lines}; or rename the file, and cvkit writes a new one"
        )
        raise CvkitError(f"cvkit did not write {path}, and it has no part for a section", ExitStatus.USAGE, hint)
    return found


def _place(name: str, names: Sequence[str], found: Mapping[str, _Part]) -> tuple[int, int] | None:
    """The place for a new part: behind the part before it, before the part after it, or at a stale part."""
    at = names.index(name)
    for earlier in reversed(names[:at]):
        if earlier in found:
            return found[earlier].after, found[earlier].after
    for later in names[at:]:
        if later in found:
            return found[later].before, found[later].before
    for stale in found.values():
        return stale.before, stale.before
    return None


def _two_lines(name: str) -> str:
    return f"<!-- cvkit:begin {name} --> and <!-- cvkit:end -->"


def _hash(text: str) -> str:
    return _digest(text.strip("\n").encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
