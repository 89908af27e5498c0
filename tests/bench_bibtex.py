"""Reading BibTeX, beside bibtexparser's own parse of the same files, and `cvkit import` of them."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench_thesis import timed


def lines(runs: int) -> list[str]:
    """Reading `.bib` files of 1,000 and 10,000 entries."""
    from bibtexparser import parse_string

    from cvkit.load.bibtex import parse_bib

    said, seconds = [], {}
    for entries in (1_000, 10_000):
        text = long_bibliography(entries)
        own = statistics.median(timed(lambda text=text: parse_string(text), runs))
        seconds[entries] = statistics.median(timed(lambda text=text: parse_bib(text, "w.bib", "publications"), runs))
        times = f"{seconds[entries] / own:.1f} × bibtexparser's own parse"
        said.append(f"- {entries:,} entries: {seconds[entries]:.3f} s, {times}")
    return [*said, f"- ten times the entries take {seconds[10_000] / seconds[1_000]:.1f} × the time"]


def import_of(
    entries: int, folder: Path, run: Callable[[Iterable[str]], str], command: list[str]
) -> Callable[[], object]:
    """A command that imports a bibliography with many entries into a new record."""
    file, record = folder / f"{entries}.bib", folder / f"imported-{entries}"
    file.write_text(long_bibliography(entries), encoding="utf-8")

    def imported() -> None:
        shutil.rmtree(record, ignore_errors=True)
        run([*command, "import", str(file), "-o", str(record), "--owner", "Ada Miller"])

    return imported


def long_bibliography(entries: int) -> str:
    """A bibliography with many entries, as a reference manager writes them."""
    return "@string{jex = {Journal of Examples}}\n" + "".join(
        f'@article{{w{at},\n  author = {{Miller, Ada and Larsen, Bo and M{{\\"u}}ller, Chandra and Young, Dee}},\n'
        f"  author+an = {{1=equal-contributor; 2=equal-contributor,corresponding}},\n"
        f"  title = {{A {{Study}} of the thing number {at}}},\n  journal = jex,\n  year = {2024 - at % 40},\n"
        f"  month = jan,\n  volume = {{{at % 40}}},\n  number = {{3}},\n  pages = {{{at}--{at + 9}}},\n"
        f"  doi = {{10.1000/x.{at}}},\n  keywords = {{alpha, beta}},\n}}\n\n"
        for at in range(entries)
    )
