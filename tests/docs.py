"""What of the documentation is made from the program: the pictures of pages that show the styles."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from cvkit.styling import load_style

ROOT = Path(__file__).parent.parent
SHOWN = {"classic": (1, 2, 3), "modern": (1, 3), "compact": (1, 2)}
"""The pages of the sample record that show each style."""


def main() -> None:
    """Write the pictures of each style into its folder."""
    for style, pages in SHOWN.items():
        with tempfile.TemporaryDirectory() as folder:
            pdf = Path(folder) / "cv.pdf"
            record = str(ROOT / "data" / "jemin-lee")
            subprocess.run([sys.executable, "-m", "cvkit", "pdf", record, "-s", style, "-o", pdf], check=True)
            for page in pages:
                target = ROOT / "styles" / style / f"page-{page}"
                colour = [] if load_style(style).options["accent"].default != "000000" else ["-gray"]
                options = ["-r", "80", "-png", *colour, "-singlefile", "-f", str(page), "-l", str(page)]
                subprocess.run(["pdftoppm", *options, str(pdf), str(target)], check=True)
                print(target.with_suffix(".png").relative_to(ROOT))


if __name__ == "__main__":
    main()
