"""Check pages of HTML with axe-core (https://github.com/dequelabs/axe-core), in a wide and in a narrow window.

No page may be wider than its window.

`python -m tests.accessible AXE FOLDER` checks every page in a folder; AXE is the file `axe.min.js`.
`nox -s docs -- check` calls it for the site, and `nox -s conformance` for what `cvkit export --to html` writes.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.browser import Browser

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
RUN = "axe.run().then(found => found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' '))))"
IS_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth ? ['wider than the window'] : []"


def violations(pages: Sequence[Path], axe: Path, schemes: Sequence[str] = SCHEMES) -> list[str]:
    """The violations: the page, the colour scheme, the width of the window, the rule, and the place on the page."""
    source = axe.read_text(encoding="utf-8")
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder, Browser("chromium", Path(folder) / "profile") as browser:
        for scheme, width in itertools.product(schemes, WIDTHS):
            browser.resize(width, 900)
            browser.prefer(scheme)
            for page in pages:
                browser.open(page.resolve().as_uri())
                browser.value("new Promise(done => document.readyState == 'complete' ? done() : onload = done)")
                browser.value(source)
                places = [*browser.value(IS_TOO_WIDE), *browser.value(RUN)]
                found += [f"{page}, {scheme}, at {width} px: {place}" for place in places]
    return found


def main(axe: str, folder: str) -> int:
    """Print what axe-core finds on the pages in a folder; the exit status is 1 if there is anything."""
    pages = sorted(Path(folder).rglob("*.html"))
    found = violations(pages, Path(axe), schemes=["light"])
    print(*found, f"{len(pages)} pages: {len(found)} violations", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
