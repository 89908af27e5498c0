"""Theses of many kinds, each with an appendix to be filled and each also without: classes, packages, engines."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pypdf

ENGINES = ("pdflatex", "xelatex", "lualatex")
CLASSES = ("article", "report", "book", "memoir", "scrbook", "scrreprt", "amsbook", "extbook")
PACKAGES = {
    "plain": "",
    "hyperref": r"\usepackage{hyperref}",
    "cleveref": r"\usepackage{hyperref}\usepackage{cleveref}",
    "biblatex": r"\usepackage[backend=biber]{biblatex}\addbibresource{thesis.bib}\usepackage{hyperref}",
    "natbib": r"\usepackage{natbib}\usepackage{hyperref}",
    "ngerman": r"\usepackage[ngerman]{babel}\usepackage{hyperref}",
    "french": r"\usepackage[french]{babel}\usepackage{hyperref}",
    "double": r"\usepackage{setspace}\doublespacing\usepackage{hyperref}",
    "titlesec": r"\usepackage{titlesec}\usepackage{fancyhdr}\pagestyle{fancy}\usepackage{hyperref}",
    "classicthesis": r"\usepackage[beramono=false,nochapters]{classicthesis}",
    "kotex": r"\usepackage{kotex}\usepackage{hyperref}",
    "xecjk": r"\usepackage{xeCJK}\usepackage{hyperref}",
    "t1": r"\usepackage[T1]{fontenc}\usepackage{hyperref}",
}
"""The preamble of a thesis, without its class."""

BIBLIOGRAPHY = (
    "@book{knuth, author = {Donald Knuth}, title = {The {\\TeX} book}, publisher = {Addison}, year = {1984}}\n"
)
AFTER = 91
"""The number of the first page behind the appendix."""
WORDS = "All that is said here is said so that there is something to set, and so that pages break where they do. "
PARAGRAPH = WORDS * 6
HEADING = "Education"
"""The first heading in the appendix."""


@dataclass(frozen=True)
class Host:
    """A thesis of one class with some packages, for one engine."""

    engine: str
    document_class: str
    packages: str
    options: str = "12pt"
    cvkit: str = "level=section"
    """Options of cvkit.sty."""

    @property
    def has_chapters(self) -> bool:
        return self.document_class not in ("article", "IEEEtran", "acmart", "llncs")

    @property
    def scripts(self) -> str:
        """The names of an author of each script that its fonts have: Chinese, Korean."""
        if self.engine != "pdflatex":
            return "黄炜 김철수"
        return "김철수" if self.packages == "kotex" else ""

    @property
    def has_bitmap_signs(self) -> bool:
        """Whether its fonts are those of 1980, whose daggers are read back as nothing."""
        return self.engine == "pdflatex" and self.packages == "plain"

    def source(self, parts: tuple[str, ...] | None) -> str:
        """The document with parts of a record in its appendix, or else with one heading and without cvkit.sty."""
        chapter = "chapter" if self.has_chapters else "section"
        level = self.cvkit.removeprefix("level=").partition(",")[0]
        heading = level if "numbered" in self.cvkit else f"{level}*"
        packages = PACKAGES[self.packages]
        if self.has_chapters:
            packages = packages.replace(",nochapters", "")
        if self.document_class == "memoir":
            packages = packages.replace(r"\usepackage{setspace}\doublespacing", r"\DoubleSpacing")
        cite = r"\cite{knuth}" if "bib" in self.packages else ""
        listed = {"biblatex": r"\printbibliography", "natbib": r"\bibliographystyle{plainnat}\bibliography{thesis}"}
        lines = [
            rf"\documentclass[{self.options}]{{{self.document_class}}}",
            r"\usepackage[T1]{fontenc}\usepackage{lmodern}"
            if self.engine == "pdflatex" and self.packages != "plain"
            else "",
            packages,
            rf"\usepackage[{self.cvkit}]{{cvkit}}" if parts else "",
            r"\begin{document}",
            r"\tableofcontents\clearpage",
            r"\title{Things}\maketitle" if self.document_class == "acmart" else "",
            rf"\{chapter}{{First}}\label{{first}} \emph{{All}} \textbf{{things}}",
            rf"\section{{Of things}} {PARAGRAPH} {cite}" "\n\n" + "\n\n".join([PARAGRAPH] * 9),
            rf"\{chapter}{{Second}} See \ref{{first}}." + "\n\n" + "\n\n".join([PARAGRAPH] * 2),
            r"\begin{itemize}\item One\item Two\end{itemize}\begin{equation}a = b\end{equation}",
            r"\clearpage\appendix",
            rf"\{chapter}{{Curriculum Vitae}}\label{{vita}}",
            *([rf"\input{{{part}}}" for part in parts] if parts else [rf"\{heading}{{{HEADING}}}", WORDS]),
            rf"\clearpage\setcounter{{page}}{{{AFTER}}}\{chapter}{{Last}} {PARAGRAPH}" "\n\n" + PARAGRAPH,
            listed.get(self.packages, ""),
            r"\label{end}",
            r"\end{document}",
        ]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Built:
    """The result of typesetting a host."""

    folder: Path
    status: int
    log: str
    terminal: str
    """The output of the programs of the last run."""

    @property
    def pdf(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(self.folder / "thesis.pdf")

    @property
    def error(self) -> str:
        """The first error, with what stands behind it."""
        found = re.search(r"^(?:!|\S+:\d+:) .*", self.log, re.MULTILINE)
        return self.log[found.start() : found.start() + 400] if found else self.log[-400:]

    @property
    def warnings(self) -> Counter[str]:
        """Return the warnings of the last run without numbers, with their count if they are about lines and pages."""
        found = re.findall(
            r"^(?:[A-Za-z]+ [\w-]+ |pdfTeX |LaTeX (?:\w+ )?)[Ww]arning\b[^\n]*|^(?:Over|Under)full[^\n]*|^! [^\n]*"
            r"|^(?:warning|xdvipdfmx:warning|Missing character)\b[^\n]*",
            f"{self.log}\n{self.terminal}",
            re.MULTILINE,
        )
        counted = Counter(re.sub(r"\d+(\.\d+)?", "0", line.partition(" in paragraph")[0]) for line in found)
        return Counter({line: count if "full" in line else 1 for line, count in counted.items()})

    @property
    def pages_before(self) -> list[tuple[object, bytes]]:
        """The pages behind the contents and before the appendix: size, and all that is painted, without font names."""
        pages = list(self.pdf.pages)[1 : self.page_of("vita") - 1]
        return [(page.mediabox, re.sub(rb"/F\d+ ", b"/F ", page.get_contents().get_data())) for page in pages]

    @property
    def pages_after(self) -> str:
        """The pages behind the appendix, as pictures: all that is painted, whatever its fonts are called."""
        count = len(self.pdf.pages)
        first = count - (self.page_of("end") - AFTER)
        command = ["pdftoppm", "-r", "40", "-gray", "-f", str(first), self.folder / "thesis.pdf"]
        return hashlib.sha256(subprocess.run(command, check=True, capture_output=True).stdout).hexdigest()

    @property
    def heading_below_title(self) -> tuple[int, float]:
        """The distance of the first heading from the title of the appendix: in pages, and from the top of its page."""
        first = self.page_of("vita")
        pages = enumerate(lines_of(self.folder / "thesis.pdf", first))
        return next(
            (at, line.bottom) for at, lines in pages for line in lines if line.letters.endswith(HEADING.lower())
        )

    def page_of(self, label: str) -> int:
        """The number of the page with a label."""
        aux = (self.folder / "thesis.aux").read_text(encoding="utf-8", errors="replace")
        found = re.search(rf"\\newlabel\{{{label}\}}\{{\{{.*?\}}\{{(\d+)\}}", aux)
        assert found
        return int(found[1])


class Line(NamedTuple):
    """A printed line: its letters and digits, and the distance of its lower end from the top of the page in points."""

    letters: str
    bottom: float


def lines_of(pdf: Path, first: int = 1) -> list[list[Line]]:
    """Return the lines of each page from the first on, from top to bottom."""
    command = ["pdftotext", "-bbox", "-f", str(first), pdf, "-"]
    _, *pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("<page ")
    found = []
    for page in pages:
        lines: dict[float, str] = {}
        for bottom, word in re.findall(r'yMax="([\d.]+)">(.*)</word>', page):
            lines[float(bottom)] = lines.get(float(bottom), "") + re.sub(r"\W", "", word.lower())
        found.append([Line(letters, bottom) for bottom, letters in sorted(lines.items())])
    return found


def build(host: Host, folder: Path, parts: tuple[str, ...] | None) -> Built:
    """Typeset a host as often as a thesis needs."""
    (folder / "thesis.tex").write_text(host.source(parts), encoding="utf-8")
    (folder / "thesis.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    environment = {**os.environ, "max_print_line": "100000", "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )

    for at in range(3 if host.packages in ("biblatex", "natbib") else 2):
        done = run(host.engine, "-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "thesis.tex")
        if done.returncode:
            break
        if at == 0 and host.packages in ("biblatex", "natbib"):
            run("biber" if host.packages == "biblatex" else "bibtex", "thesis")
    log = (folder / "thesis.log").read_text(encoding="utf-8", errors="replace")
    return Built(folder, done.returncode, log, done.stderr)


def is_there(*files: str) -> bool:
    """Whether TeX finds files."""
    found = subprocess.run(["kpsewhich", *files], capture_output=True, text=True, check=False).stdout.split()
    return bool(shutil.which("kpsewhich")) and len(found) == len(files)
