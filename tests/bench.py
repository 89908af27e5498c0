"""How long cvkit takes, beside RenderCV in the same run: medians and ratios, as Markdown, also in `build/bench.md`.

Machines differ and are shared, so commands take turns, and a ratio is the median of those within each turn.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests import bench_against, bench_bibtex, bench_rendercv, bench_thesis  # noqa: E402 - this file is a program, whose folder alone is looked in

RECORD = ROOT / "data" / "jemin-lee"
KNOWN_REFERENCE = 1.05
"""Seconds of RenderCV for the same content on the machine of the published figures, if it cannot be installed."""

Command = Callable[[], object]


def cvkit(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "cvkit", *map(str, arguments)]


class Bench:
    """The commands to measure, in a folder of their own."""

    def __init__(self, folder: Path, runs: int, records: int = 200) -> None:
        self.folder = folder
        self.runs = runs
        self.records = records
        self.cache = folder / "cache"
        self.lines: list[str] = []

    def text(self, *lines: str) -> None:
        """Print lines, and keep them."""
        print("\n".join(lines), flush=True)
        self.lines += lines

    def run(self, command: Iterable[str], environment: Mapping[str, str] | None = None) -> str:
        """Run a program in the folder; the cache for results is a new one in there."""
        every = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(self.cache), **(environment or {})}
        every.pop("CVKIT_NO_CACHE", None)
        every.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        done = subprocess.run([*command], check=False, capture_output=True, cwd=self.folder, env=every, text=True)
        assert done.returncode == 0, done.stdout + done.stderr  # what fails takes no time
        return done.stderr

    def turns(self, commands: Mapping[str, Command], runs: int | None = None) -> dict[str, list[float]]:
        """Seconds of each run of each command, taking turns, after a turn that is not counted."""
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range((runs or self.runs) + 1):
            for name, command in commands.items():
                prepare = getattr(command, "prepare", None)
                if prepare:
                    prepare()
                start = time.perf_counter()
                command()
                if turn:
                    seconds[name].append(time.perf_counter() - start)
        return seconds


class AfterAnEdit:
    """A command that is run on a record which has just been edited."""

    def __init__(self, file: Path, command: Command) -> None:
        self._file = file
        self._text = file.read_text(encoding="utf-8")
        self._command = command
        self._edits = 0

    def prepare(self) -> None:
        self._edits += 1
        self._file.write_text(f"{self._text}# edit {self._edits}\n", encoding="utf-8")
        time.sleep(0.03)

    def __call__(self) -> None:
        self._command()


def without_hangul(folder: Path, record: Path = RECORD) -> Path:
    """A copy of the record that pdfLaTeX can set, with another letter for each of Hangul."""
    shutil.copytree(record, folder)
    for file in folder.iterdir():
        file.write_text(re.sub("[가-힣]", "x", file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


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


def median(seconds: Iterable[float]) -> float:
    return statistics.median(seconds)


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def figures(bench: Bench) -> None:
    """The figures to reach, each beside RenderCV's time in the same turn."""
    hangul, latin = shutil.copytree(RECORD, bench.folder / "hangul"), without_hangul(bench.folder / "latin")
    still = bench.folder / "still"
    many = long_record(300, bench.folder / "300.yaml")
    edits = {
        name: AfterAnEdit(record / "cv.yaml", lambda record=record: bench.run(cvkit("pdf", record)))  # type: ignore[misc]
        for name, record in (("xelatex", hangul), ("pdflatex", latin))
    }
    commands: dict[str, Command] = {
        **edits,
        "unchanged": lambda: bench.run(cvkit("pdf", still)),
        "check": lambda: bench.run(cvkit("check", many)),
        "html": lambda: bench.run(cvkit("export", hangul, "--to", "html", "-o", "a.html")),
        "appendix": lambda: bench.run(cvkit("appendix", hangul, "--into", "thesis", "--force")),
    }
    imports = {count: bench_bibtex.import_of(count, bench.folder, bench.run, cvkit()) for count in (1_000, 10_000)}
    commands["import"] = imports[1_000]
    reference = _reference(bench, latin)
    if reference:
        commands["rendercv"] = reference
    seconds = bench.turns(commands)
    import_of_many = median(bench.turns({"import": imports[10_000]}, min(bench.runs, 3))["import"])
    per_record = seconds.get("rendercv") or [KNOWN_REFERENCE] * bench.runs
    batch = _batch(bench, latin)
    growth = _growth(bench)
    name = f"RenderCV {bench_rendercv.VERSION}"
    measured = f"{median(per_record):.2f} s here" if reference else f"not to be had here: taken as {KNOWN_REFERENCE} s"
    bench.text(f"## Figures, {bench.runs} runs each, beside {name} ({measured})", "")
    bench.text(row("work", "median", f"of {name}", "required", "stretch"), row("---", "--:", "--:", "--:", "--:"))
    for key, work, required, stretch in (
        ("xelatex", "`cvkit pdf` after an edit, 36 works with Hangul (XeLaTeX)", "0.55", "0.42"),
        ("pdflatex", "the same without Hangul (pdfLaTeX)", "0.40", "0.30"),
        ("unchanged", "`cvkit pdf` of an unchanged record", "0.20", "0.12"),
        ("check", "`cvkit check` of 300 works", "0.50", "0.30"),
        ("html", "`cvkit export --to html`", "0.35", "0.25"),
        ("appendix", "`cvkit appendix --into`", "0.35", "0.25"),
        ("import", "`cvkit import` of 1,000 BibTeX entries", "1.10", "1.00"),
    ):
        ratio = median(one / other for one, other in zip(seconds[key], per_record, strict=True))
        bench.text(row(work, f"{median(seconds[key]):.3f} s", f"{ratio:.2f}", f"≤ {required}", f"≤ {stretch}"))
    for record, engine, required, stretch in ((hangul, "XeLaTeX", 0.30, 0.20), (latin, "pdfLaTeX", 0.15, 0.10)):
        work = f"`cvkit pdf --watch`, from save to new PDF ({engine})"
        bench.text(row(work, f"{watched(bench, record):.3f} s", "", f"≤ {required:.2f} s", f"≤ {stretch:.2f} s"))
    rate, ours = 1 / median(per_record), bench.records / batch
    work = f"`cvkit batch -j 2` of {bench.records} records without Hangul, records a second"
    bench.text(row(work, f"{ours:.1f}", f"{ours / rate:.1f} ×", "≥ 6 ×", "≥ 10 ×"))
    work = "`cvkit numbers` of 10,000 works, above `cvkit --version`, beside 1,000 works"
    bench.text(row(work, f"{growth[10_000]:.2f} s", f"{growth[10_000] / growth[1_000]:.1f} ×", "≤ 12 ×", "≤ 10 ×"))
    work = "`cvkit import` of 10,000 BibTeX entries, beside 1,000 entries"
    times = f"{import_of_many / median(seconds['import']):.1f} ×"
    bench.text(row(work, f"{import_of_many:.2f} s", times, "≤ 12 ×", "≤ 10 ×"), "")


def _reference(bench: Bench, record: Path) -> Command | None:
    """RenderCV on the content of a record."""
    folder = Path(os.environ.get("RENDERCV_FOLDER", ROOT / "build" / "rendercv"))
    program = bench_rendercv.install(folder)
    if program is None:
        return None
    target = bench_rendercv.write_record(record, bench.folder / "Jemin_Lee_CV.yaml")
    environment = bench_rendercv.environment(folder)
    return lambda: bench.run(bench_rendercv.command(program, target), environment)


def _growth(bench: Bench) -> dict[int, float]:
    """Seconds of `cvkit numbers` for records of 1,000 and 10,000 works, above those of `cvkit --version`."""
    files = {works: long_record(works, bench.folder / f"{works}.yaml") for works in (1_000, 10_000)}
    commands: dict[str, Command] = {
        "version": lambda: bench.run(cvkit("--version")),
        **{str(works): (lambda file=file: bench.run(cvkit("numbers", file))) for works, file in files.items()},  # type: ignore[misc]
    }
    seconds = bench.turns(commands, min(bench.runs, 5))
    version = median(seconds["version"])
    return {works: median(seconds[str(works)]) - version for works in files}


def _batch(bench: Bench, record: Path) -> float:
    """Seconds of a batch of many copies of a record, by two processes."""
    people = bench.folder / "people"
    for number in range(bench.records):
        shutil.copytree(record, people / f"p{number:03}")
    command = cvkit("batch", people, "-o", "made", "-j", "2", "--again")
    seconds = bench.turns({"batch": lambda: bench.run(command)}, 2 if bench.runs >= 7 else 1)["batch"]
    assert len(list((bench.folder / "made").glob("*.pdf"))) == bench.records
    return median(seconds)


def watched(bench: Bench, record: Path) -> float:
    """Seconds from a save to the new PDF under `--watch`."""
    output = bench.folder / "watched.pdf"
    output.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = cvkit("pdf", record, "-o", output, "--watch")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        text = (record / "cv.yaml").read_text(encoding="utf-8")
        seconds = []
        while not output.exists():
            time.sleep(0.01)
        for edit in range(bench.runs + 1):
            time.sleep(1)  # a person takes longer; the next engine gets ready
            before = output.stat().st_ino
            start = time.perf_counter()
            (record / "cv.yaml").write_text(text.replace("Quantization", f"Quantization {edit}", 1), encoding="utf-8")
            while output.stat().st_ino == before:
                time.sleep(0.001)
            seconds.append(time.perf_counter() - start)
        return median(seconds[1:])
    finally:
        process.terminate()
        process.wait()


def stages(bench: Bench) -> None:
    """Each stage in this process, imports done, on what the stage before gives."""
    from cvkit.check import check_record
    from cvkit.commands.request import Request
    from cvkit.commands.select_document import select_document
    from cvkit.commands.styles import load_style
    from cvkit.commands.tex_document import tex_document
    from cvkit.deliver import deliver
    from cvkit.deliver.protect import NOTHING
    from cvkit.load import load
    from cvkit.number import number
    from cvkit.pdf.verify import verify_pdf
    from cvkit.typeset.typesetter import Pdf, Typesetter
    from cvkit.write.compose import compose

    source = load(RECORD)
    record = check_record(source).record
    assert record is not None
    numbered, _ = number(record)
    request = Request(RECORD)
    _, document = select_document(numbered, request)
    style = load_style(document.style)
    page = compose(numbered, document, style)
    tex = tex_document(page, document, source, numbered.record)

    def set_type() -> Pdf:
        with Typesetter() as typesetter:
            return typesetter.finish(typesetter.start(tex))

    def set_type_early() -> float:
        with Typesetter() as typesetter:
            typesetter.start_early(tex.job)
            time.sleep(0.5)  # as long as the preamble takes
            begin = time.perf_counter()
            typesetter.finish(typesetter.start(tex))
            return time.perf_counter() - begin

    pdf = set_type()
    commands: dict[str, Command] = {
        "load": lambda: load(RECORD),
        "check": lambda: check_record(source),
        "number": lambda: number(record),
        "write": lambda: tex_document(compose(numbered, document, style), document, source, numbered.record),
        "typeset, TeX started late": set_type,
        "deliver: look at the PDF": lambda: verify_pdf(pdf.content, pdf.pages, tex.anchors),
        "deliver: put it in place": lambda: deliver({bench.folder / "d.pdf": pdf.content}, NOTHING),
    }
    seconds = {name: median(runs) for name, runs in bench.turns(commands).items()}
    seconds["typeset, once TeX has read the preamble"] = median(set_type_early() for _ in range(bench.runs))
    bench.text("## Stages in one process, imports done, 36 works (XeLaTeX)", "", row("stage", "median"), "|---|--:|")
    bench.text(*(row(name, f"{found:.3f} s") for name, found in seconds.items()), "")


def imports(bench: Bench) -> None:
    """Print the modules that each command imports (`python -X importtime`), and its time beside Python and click."""
    record = bench.folder / "still"
    commands = {
        "--version": ["--version"],
        "--help": ["--help"],
        "check": ["check", record],
        "numbers": ["numbers", record],
        "export --to txt": ["export", record, "--to", "txt"],
        "export --to html": ["export", record, "--to", "html"],
        "pdf, unchanged": ["pdf", record],
        "pdf, after an edit": ["pdf", record],
        "batch": ["batch", record, "-o", "made", "-j", "1", "--again"],
        "schema": ["schema"],
        "doctor": ["doctor"],
    }
    bench.text("## What commands import", "", row("command", "modules", "import time", "packages beside cvkit"))
    bench.text("|---|--:|--:|---|")
    for name, arguments in commands.items():
        no_cache = {"CVKIT_NO_CACHE": "1"} if name == "pdf, after an edit" else {}
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(bench.cache), **no_cache}
        command = [sys.executable, "-X", "importtime", *cvkit(*arguments)[1:]]
        said = subprocess.run(command, capture_output=True, cwd=bench.folder, env=environment, text=True, check=False)
        found = re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)", said.stderr)
        packages = {module.split(".")[0] for _, module in found} - set(sys.stdlib_module_names) - {"cvkit", "__main__"}
        shown = ", ".join(sorted(package for package in packages if not package.startswith("_")))
        bench.text(row(f"`cvkit {name}`", len(found), f"{sum(int(own) for own, _ in found) / 1000:.0f} ms", shown))
    floor = bench.turns(
        {
            "python -c pass": lambda: bench.run([sys.executable, "-c", "pass"]),
            "python -c 'import click'": lambda: bench.run([sys.executable, "-c", "import click"]),
            "cvkit --version": lambda: bench.run(cvkit("--version")),
        }
    )
    bench.text("", row("start", "median"), "|---|--:|")
    bench.text(*(row(f"`{name}`", f"{median(seconds):.3f} s") for name, seconds in floor.items()), "")


def bibliographies(bench: Bench) -> None:
    """Reading `.bib` files, beside bibtexparser's own parse of them."""
    bench.text("## Bibliographies", "", *bench_bibtex.lines(min(bench.runs, 3)), "")


def theses(bench: Bench) -> None:
    """Measure a CV in a thesis."""
    bench.text("## Theses", "", *bench_thesis.lines(RECORD, bench.folder, min(bench.runs, 5)), "")


def locks(bench: Bench) -> None:
    """Measure how much longer TeX takes to start in the sandbox."""
    from cvkit.system.landlock import landlock_version
    from cvkit.system.programs import find_program, start_sandboxed
    from cvkit.system.sandbox import sandbox_rules

    engine = find_program("xelatex")
    assert engine

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen([engine, "--version"], stdout=subprocess.DEVNULL)

    seconds = bench.turns(
        {
            "free": lambda: start().wait(),
            "locked": lambda: start_sandboxed(start, sandbox_rules(engine, bench.folder, None)).wait(),
        },
        3 * bench.runs,
    )
    cost = (median(seconds["locked"]) - median(seconds["free"])) * 1000
    bench.text("## The lock", "", f"- Landlock {landlock_version()}: {cost:.1f} ms a run of TeX", "")


def against(bench: Bench, commit: str) -> None:
    """Measure `cvkit pdf` after an edit beside an earlier commit, which gets its own form of the seed record."""
    records = {
        "36 works with Hangul (XeLaTeX)": shutil.copytree,
        "the same without Hangul (pdfLaTeX)": lambda seed, folder: without_hangul(folder, seed),
        "200 works (pdfLaTeX)": lambda seed, folder: (folder.mkdir(), long_record(200, folder / "cv.yaml")),
    }
    table = bench_against.lines(commit, bench.folder, bench.runs, records)
    bench.text(f"## Beside commit {commit}, {bench.runs} runs each", "", *table, "")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="counted runs of each (default 7)")
    parser.add_argument("--records", type=int, default=200, help="records of the batch (default 200)")
    tables = {table.__name__: table for table in (figures, stages, imports, locks, bibliographies, theses)}
    parser.add_argument("--only", choices=tables, help="one of the tables")
    parser.add_argument("--against", metavar="COMMIT", help="compare only with a commit; needs a clone with git")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), options.runs, options.records)
        shutil.copytree(RECORD, bench.folder / "still", dirs_exist_ok=True)
        if options.against:
            against(bench, options.against)
        for key, table in tables.items() if not options.against else ():
            if options.only in (None, key):
                table(bench)
    target = ROOT / "build" / "bench.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(bench.lines), encoding="utf-8")


if __name__ == "__main__":
    main()
