"""Make the pictures of the documentation: a page of each style, and a page of a thesis."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cvkit.commands.styles import load_style

ROOT = Path(__file__).parent.parent
SHOWN = {"classic": (1, 2, 3), "modern": (1, 3), "compact": (1, 2), "dossier": (1, 2), "moderncv": (1, 2)}
"""The pages of the sample record that show each style."""


def picture(pdf: Path, page: int, target: Path, *colour: str) -> None:
    """Write a page as a picture."""
    options = ["-r", "80", "-png", *colour, "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run(["pdftoppm", *options, str(pdf), str(target)], check=True)
    print(target.with_suffix(".png").relative_to(ROOT))


def thesis() -> None:
    """Write the page of the example's thesis on which its publications begin."""
    import pypdf

    with tempfile.TemporaryDirectory() as name:
        folder = shutil.copytree(ROOT / "examples" / "thesis", Path(name) / "thesis")
        record = str(ROOT / "data" / "jemin-lee")
        subprocess.run([sys.executable, "-m", "cvkit", "appendix", record, "--into", folder], check=True)
        for _ in range(3):
            subprocess.run(["xelatex", "-interaction=batchmode", "thesis"], cwd=folder, check=True)
        pages = pypdf.PdfReader(folder / "thesis.pdf").pages
        first = next(number for number, page in enumerate(pages, 1) if "J.15" in page.extract_text())
        picture(folder / "thesis.pdf", first, ROOT / "examples" / "thesis" / "page", "-gray")


def main() -> None:
    """Write the pictures of each style into its folder, and that of the thesis."""
    thesis()
    for style, pages in SHOWN.items():
        with tempfile.TemporaryDirectory() as folder:
            pdf = Path(folder) / "cv.pdf"
            record = str(ROOT / "data" / "jemin-lee")
            subprocess.run([sys.executable, "-m", "cvkit", "pdf", record, "-s", style, "-o", pdf], check=True)
            for page in pages:
                target = ROOT / "styles" / style / f"page-{page}"
                colour = [] if load_style(style).options["accent"].default != "000000" else ["-gray"]
                picture(pdf, page, target, *colour)


if __name__ == "__main__":
    main()
