"""Check pages of HTML with axe-core (https://github.com/dequelabs/axe-core), in a wide and in a narrow window.

`python -m tests.accessible AXE FOLDER` checks every page in a folder; AXE is the file `axe.min.js`.
`nox -s docs -- check` calls it for the site.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.browser import Browser

WIDTHS = (1280, 390)
RUN = "axe.run().then(found => found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' '))))"


def violations(pages: Sequence[Path], axe: Path) -> list[str]:
    """The violations that axe-core reports: the page, the width of the window, the rule, and the place on the page."""
    source = axe.read_text(encoding="utf-8")
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder, Browser("chromium", Path(folder) / "profile") as browser:
        for width in WIDTHS:
            browser.resize(width, 900)
            for page in pages:
                browser.open(page.resolve().as_uri())
                browser.value("new Promise(done => document.readyState == 'complete' ? done() : onload = done)")
                browser.value(source)
                found += [f"{page} at {width} px: {place}" for place in browser.value(RUN)]
    return found


def main(axe: str, folder: str) -> int:
    """Print what axe-core finds on the pages in a folder; the exit status is 1 if there is anything."""
    pages = sorted(Path(folder).rglob("*.html"))
    found = violations(pages, Path(axe))
    print(*found, f"{len(pages)} pages: {len(found)} violations", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
