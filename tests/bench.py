"""How long a PDF takes, whole and by stage, as a program of its own: medians, and ratios to bare Python's start.

Machines differ and are shared, so a ratio within one run says more than its seconds.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "data" / "jemin-lee"


def timed(command: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run, after one that is not counted."""
    command()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        command()
        seconds.append(time.perf_counter() - start)
    return seconds


def program(*arguments: str | Path) -> Callable[[], object]:
    """A command that runs Python with arguments."""
    command = [sys.executable, *map(str, arguments)]
    return lambda: subprocess.run(command, check=True, capture_output=True, cwd=tempfile.gettempdir())


def stages(output: Path) -> dict[str, Callable[[], object]]:
    """Each stage in this process, imports done, on what the stage before gives."""
    from cvkit.build import Request, manuscript_of
    from cvkit.check import check
    from cvkit.choose import chosen_document
    from cvkit.deliver import deliver
    from cvkit.deliver.pdf import check_pdf
    from cvkit.load import load
    from cvkit.number import number
    from cvkit.typeset import start, typeset
    from cvkit.write.compose import compose

    source = load(RECORD)
    record, _ = check(source)
    assert record is not None
    numbered, _ = number(record)
    request = Request(RECORD)
    _, document = chosen_document(numbered, request)
    page = compose(numbered, document)
    manuscript, job = manuscript_of(page, document, request)

    def set_type() -> object:
        with start(job) as run:
            run.feed(manuscript.body)
            return typeset(run, source)

    def set_type_early() -> float:
        with start(job) as run:
            time.sleep(0.5)  # as long as the preamble takes
            begin = time.perf_counter()
            run.feed(manuscript.body)
            typeset(run, source)
            return time.perf_counter() - begin

    with start(job) as run:
        run.feed(manuscript.body)
        pdf = typeset(run, source)
    early = statistics.median(set_type_early() for _ in range(5))
    print(f"{'typeset, once the preamble is read':<42}{early:8.3f} s")
    return {
        "load": lambda: load(RECORD),
        "check": lambda: check(source),
        "number": lambda: number(record),
        "write": lambda: manuscript_of(numbered, document, request),
        "typeset, started late": set_type,
        "deliver: look at the PDF": lambda: check_pdf(pdf.content, pdf.pages, manuscript.anchors),
        "deliver: put it in place": lambda: deliver({output: pdf.content}),
    }


def long_record(works: int, file: Path) -> Path:
    """A record with many works, four authors each, in the order of their dates."""
    people = ["Ada Miller†", "Bo Larsen†", "Chandra Rao", "Dee Young*"]
    entries = "".join(
        f"- {{id: w{at}, kind: {('journal', 'conference')[at % 2]}, title: A study of the thing number {at},"
        f' authors: "{", ".join(people[at % 4 :] + people[: at % 4])}", venue: {{name: Journal of Examples}},'
        f" date: {2024 - at * 40 // works}-{12 - at % 12:02}, volume: {at % 40}, pages: {at}-{at + 9}}}\n"
        for at in range(works)
    )
    file.write_text(f"cvkit: 1\nperson: {{name: Ada Miller}}\npublications:\n{entries}", encoding="utf-8")
    return file


def _peak() -> str:
    """The most memory that any command has taken so far, where the system tells."""
    if sys.platform == "win32":
        return ""
    import resource

    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return f", {most // (1 << 20 if sys.platform == 'darwin' else 1 << 10)} MB at most"


def show_growth(folder: Path, runs: int) -> None:
    """Time and memory of `cvkit numbers` for records of 1,000 and 10,000 works, above the time of `cvkit --version`."""
    version = statistics.median(timed(program("-m", "cvkit", "--version"), runs))
    above = {}
    for works in (1_000, 10_000):
        command = program("-m", "cvkit", "numbers", long_record(works, folder / f"{works}.yaml"))
        above[works] = statistics.median(timed(command, runs)) - version
        print(f"{f'cvkit numbers, {works:,} works':<42}{above[works]:8.3f} s above --version{_peak()}")
    print(f"{'ten times the works take':<42}{above[10_000] / above[1_000]:8.1f} x the time")


def show_bibtex(runs: int) -> None:
    """Reading `.bib` files of 1,000 and 10,000 entries, beside bibtexparser's own parse of them."""
    from bibtexparser import parse_string

    from cvkit.load.bibtex import read_bib

    seconds = {}
    for entries in (1_000, 10_000):
        text = long_bibliography(entries)
        own = statistics.median(timed(lambda text=text: parse_string(text), runs))
        seconds[entries] = statistics.median(timed(lambda text=text: read_bib(text, "w.bib", "publications"), runs))
        times = f"{seconds[entries] / own:.1f} x bibtexparser's own parse"
        print(f"{f'.bib, {entries:,} entries':<42}{seconds[entries]:8.3f} s, {times}")
    print(f"{'ten times the entries take':<42}{seconds[10_000] / seconds[1_000]:8.1f} x the time")


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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="counted runs of each (default 7)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        latin = folder / "latin"
        shutil.copytree(RECORD, latin)
        for file in latin.iterdir():
            text = "".join("x" if "\uac00" <= c <= "\ud7a3" else c for c in file.read_text(encoding="utf-8"))
            file.write_text(text, encoding="utf-8")
        shutil.copytree(RECORD, folder / "late")
        late = folder / "late" / "cv.yaml"
        late.write_text("# options: (said here, TeX is not started early)\n" + late.read_text("utf-8"), "utf-8")
        commands = {
            "python -c pass": program("-c", "pass"),
            "cvkit --version": program("-m", "cvkit", "--version"),
            "cvkit check": program("-m", "cvkit", "check", RECORD),
            "cvkit numbers": program("-m", "cvkit", "numbers", RECORD),
            "cvkit export --to tex": program("-m", "cvkit", "export", RECORD, "--to", "tex"),
            "cvkit pdf (XeLaTeX)": program("-m", "cvkit", "pdf", RECORD, "-o", folder / "a.pdf"),
            "cvkit pdf (XeLaTeX), TeX started late": program("-m", "cvkit", "pdf", late.parent, "-o", folder / "b.pdf"),
            "cvkit pdf (pdfLaTeX, no Hangul)": program("-m", "cvkit", "pdf", latin, "-o", folder / "c.pdf"),
        }
        show_growth(folder, min(runs, 5))  # first: what TeX takes would hide it
        show_bibtex(min(runs, 3))
        medians = {name: statistics.median(timed(command, runs)) for name, command in commands.items()}
        bare = medians["python -c pass"]
        print(f"\n{'whole commands, median of ' + str(runs):<42}{'seconds':>10}{'x bare Python':>16}")
        for name, seconds in medians.items():
            print(f"{name:<42}{seconds:8.3f} s{seconds / bare:13.1f} x")
        print("\nstages in one process, imports done")
        for name, command in stages(folder / "d.pdf").items():
            print(f"{name:<42}{statistics.median(timed(command, runs)):8.3f} s")


if __name__ == "__main__":
    main()
