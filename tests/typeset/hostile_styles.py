r"""Classes that somebody hostile could send: each does one thing that a style must not do.

In a class, `HOME` is a folder of the user's, `UP` the way to it from TeX's folder, `OTHER` the folder of another record
of the same batch, `CACHE` cvkit's own, `TEMPORARY` that of all runs, and `PORT` a port of this machine that listens.
A class prints the text that it reads by `\leak` or `leak`; `proof()` prints a word if there is nothing else to print.
"""

# ruff: noqa: E501 - a class is one line

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle

SECRET = "neverread"
"""The text of each file that must not be read. No class contains it."""

TEX, LUA, PDF, XE = ("pdflatex", "xelatex", "lualatex"), ("lualatex",), ("pdflatex",), ("xelatex",)


@dataclass(frozen=True)
class Hostile:
    """A hostile class."""

    kind: str
    act: str
    """Its attack in a few words."""
    engine: str
    code: str
    works: bool = False
    """Whether it has its effect where there is no Landlock."""
    always: bool = False
    """Whether it has its effect with Landlock too."""
    limit: str = ""
    """Words of the error, if a limit of cvkit ends the run."""
    command: str = ""
    """The command that it is tried with."""


COMMANDS = ("pdf", "pdf --all", "batch", "appendix", "preview")
"""The commands that run TeX. `export` copies a style, and so it is tried with all of them."""

PRELUDE = r"""\NeedsTeXFormat{LaTeX2e}
\ProvidesClass{cvkit-own}
\LoadClass{article}
\RequirePackage{cvkit}
\gdef\leaked{}
\def\leak#1{\gdef\leaked{#1}}
\AtEndDocument{\leaked}
\newread\canary
\newwrite\planted
"""
LUA_PRELUDE = r"""\directlua{
function leak(text) token.set_macro("leaked", text or "", "global") end
function proof() leak(string.reverse("daerreven")) end
function plant(name) local f = io.open(name, "w") if f then f:write("planted") f:close() end end
function read(name) local f = io.open(name) if f then leak(f:read("*l")) f:close() end end
}
"""

OPENIN = r"\openin\canary=FILE \ifeof\canary\else \read\canary to\x \global\let\leaked\x \fi"
OPENOUT = r"\immediate\openout\planted=FILE \immediate\write\planted{planted}\immediate\closeout\planted "
ENDLESS_FILE = (
    r"\immediate\openout\planted=big \def\x{\immediate\write\planted{" + "x" * 500 + r"}\x}\AtBeginDocument{\x}"
)


def lua(code: str) -> str:
    return f"\\directlua{{{code}}}"


_ROWS = [
    # kind, act, engines, code, and whether it works: w without Landlock, a always, or the error that ends the run
    ("read", "opens a file by its path", TEX, OPENIN.replace("FILE", "HOME/secret"), ""),
    ("read", "opens a file above its folder", TEX, OPENIN.replace("FILE", "UP/home/secret"), ""),
    ("read", "puts a file into the PDF", PDF, r"\immediate\pdfobj stream file{HOME/secret}\pdfpageresources{/A \the\pdflastobj\space 0 R}", "w"),
    ("read", "inputs a file", PDF, r"\AtEndDocument{\input{HOME/secret}}", ""),
    ("read", "inputs a file above its folder", XE, r"\AtEndDocument{\input{UP/home/secret}}", ""),
    ("read", "dumps a file", PDF, r"\edef\x{\pdffiledump length 9{HOME/secret}}\leak{\x}", ""),
    ("read", "sums a file", PDF, r"\edef\x{\pdfmdfivesum file{HOME/secret}}\leak{\x}", ""),
    ("read", "includes a picture", PDF, r"\RequirePackage{graphicx}\leak{\includegraphics{HOME/picture.png}}", ""),
    ("read", "puts a picture into the PDF", PDF, r"\AtEndDocument{\pdfximage{HOME/picture.png}\pdfrefximage\pdflastximage}", ""),
    ("read", "includes a picture of XeTeX", XE, r'\leak{\XeTeXpicfile "HOME/picture.png" }', "w"),
    ("read", "lets the driver read a file", XE, r"\leak{\special{pdf:fstream @a (HOME/secret)}\special{pdf:docview <</A @a>>}}", "w"),
    ("read", "reads a file by Lua", LUA, lua('read("HOME/secret")'), "w"),
    ("read", "reads a file by lines", LUA, lua('for line in io.lines("HOME/secret") do leak(line) end'), "w"),
    ("read", "runs a file as Lua", LUA, lua('local f = loadfile("HOME/program.lua") if f then f() end'), "w"),
    ("read", "lists a folder", LUA, lua('for name in lfs.dir("HOME") do if name == "secret" then proof() end end'), "w"),
    ("read", "works in another folder", LUA, lua('local here = lfs.currentdir() lfs.chdir("HOME") read("secret") lfs.chdir(here)'), "w"),
    ("read", "embeds a file by Lua", LUA, lua('pdf.immediateobj("streamfile", "HOME/secret")'), "w"),
    ("read", "finds a file by the library of paths", LUA, lua('local f = kpse.find_file("HOME/secret", "tex") if f then read(f) end'), "w"),
    ("read", "includes a picture by Lua", LUA, r"\AtEndDocument{\directlua{img.write(img.scan{filename = 'HOME/picture.png'})}}", "w"),
    ("read", "opens a file as a compressed one", LUA, lua('local ok, f = pcall(gzip.open, "HOME/secret") if ok and f then leak(f:read("*l")) end'), "w"),
    ("read", "changes the setting that forbids to read", LUA, lua('os.setenv("openin_any", "a")') + OPENIN.replace("FILE", "HOME/secret"), ""),
    ("read", "lets the driver include a picture", XE, r"\AtEndDocument{\leavevmode\special{pdf:image width 9pt height 9pt (HOME/picture.png)}}", "w"),
    ("read", "asks whether a file exists", LUA, lua('if lfs.attributes("HOME/secret") then proof() end'), "a"),
    ("read", "measures a file", PDF, r"\edef\x{\pdffilesize{HOME/secret}}\ifx\x\empty\else\leak{never\relax read}\fi", ""),
    ("write", "writes a file by its path", TEX, OPENOUT.replace("FILE", "HOME/new"), ""),
    ("write", "writes a file above its folder", TEX, OPENOUT.replace("FILE", "UP/home/new"), ""),
    ("write", "makes a file with LaTeX", XE, "\\begin{filecontents}[overwrite,force]{UP/home/new.tex}\nplanted\n\\end{filecontents}", ""),
    ("write", "writes a file by Lua", LUA, lua('plant("HOME/new")'), "w"),
    ("write", "replaces a file", LUA, lua('plant("HOME/secret")'), "w"),
    ("write", "deletes a file", LUA, lua('os.remove("HOME/secret")'), "w"),
    ("write", "moves a file", LUA, lua('os.rename("HOME/secret", "HOME/new")'), "w"),
    ("write", "moves a file in", LUA, lua('os.rename("HOME/secret", "mine") read("mine")'), "w"),
    ("write", "makes a folder", LUA, lua('lfs.mkdir("HOME/new")'), "w"),
    ("write", "removes a folder", LUA, lua('lfs.rmdir("HOME/empty")'), "w"),
    ("write", "dates a file", LUA, lua('lfs.touch("HOME/secret", 1, 1)'), "a"),
    ("write", "writes among the temporary files", PDF + XE, OPENOUT.replace("FILE", "TEMPORARY/new"), ""),
    ("write", "moves its own folder out", LUA, lua('lfs.mkdir("mine") os.rename("mine", "HOME/new")'), "w"),
    ("write", "changes the setting that forbids to write", LUA, lua('os.setenv("openout_any", "a")') + OPENOUT.replace("FILE", "HOME/new"), ""),
    ("link", "reads through a link", LUA, lua('lfs.link("HOME/secret", "mine", true) read("mine")'), "w"),
    ("link", "reads through a linked folder", LUA, lua('lfs.link("HOME", "mine", true) read("mine/secret")'), "w"),
    ("link", "reads a second name of a file", LUA, lua('lfs.link("HOME/secret", "mine") read("mine")'), "w"),
    ("link", "lets TeX open a link", LUA, lua('lfs.link("HOME/secret", "mine.tex", true)') + OPENIN.replace("FILE", "mine.tex"), "w"),
    ("link", "lets TeX write through a link", LUA, lua('lfs.link("HOME", "mine", true)') + OPENOUT.replace("FILE", "mine/new"), "w"),
    ("link", "links the body", LUA, lua('lfs.link("HOME/new", "body.tex", true)'), ""),
    ("link", "links the log", LUA, lua('os.remove("cv.log") lfs.link("HOME/secret", "cv.log", true) error("x")'), ""),
    ("link", "links a file of the user's to its own", LUA, lua('plant("mine") lfs.link(lfs.currentdir() .. "/mine", "HOME/new", true)'), "w"),
    ("network", "calls by a library", LUA, lua('local ok, s = pcall(require, "socket") if ok and s.connect then s.connect("127.0.0.1", PORT) end'), ""),
    ("network", "calls by a program", PDF, r"\immediate\write18{bash -c 'echo > /dev/tcp/127.0.0.1/PORT'}", ""),
    ("network", "calls through a pipe", XE, r"\AtEndDocument{\input{|bash -c 'echo > /dev/tcp/127.0.0.1/PORT'}}", ""),
    ("process", "starts a program", PDF + XE, r"\immediate\write18{touch HOME/new}", ""),
    ("process", "reads from a program", XE, r'\AtEndDocument{\input{|"touch HOME/new"}}', ""),
    ("process", "executes a command", LUA, lua('os.execute("touch HOME/new")'), ""),
    ("process", "opens a pipe", LUA, lua('local p = io.popen("touch HOME/new") if p then p:close() end'), ""),
    ("process", "spawns a program", LUA, lua('if os.spawn then os.spawn("touch HOME/new") end'), ""),
    ("process", "becomes a program", LUA, lua('if os.exec then os.exec("touch HOME/new") end'), ""),
    ("process", "calls C", LUA, lua('local ok, f = pcall(require, "ffi") if ok and f.cdef then f.cdef("int system(const char *);") f.C.system("touch HOME/new") end'), ""),
    ("disk", "writes an endless file", PDF, ENDLESS_FILE, "more than 2 MB"),
    ("disk", "writes an endless log", XE, r"\def\x{\immediate\write-1{" + "x" * 500 + r"}\x}\AtBeginDocument{\x}", "more than 2 MB"),
    ("disk", "fills a folder", LUA, lua('lfs.mkdir("a") local f = io.open("a/big", "w") f:write(string.rep("x", 3000000)) f:close()'), "more than 2 MB"),
    ("disk", "writes an endless PDF", PDF, r"\pdfcompresslevel=0 \def\x{\immediate\pdfobj stream{" + "x" * 500 + r"}\x}\AtBeginDocument{\x}", "more than 2 MB"),
    ("disk", "makes many files", LUA, lua('for i = 1, 400 do plant("a" .. i) end'), "more than 300 files"),
    ("disk", "makes many folders", LUA, lua('for i = 1, 400 do lfs.mkdir("a" .. i) end'), "more than 300 files"),
    ("memory", "keeps more and more", LUA, lua("local t = {} for i = 1, 100000 do t[i] = string.rep(tostring(i), 1000000) end"), "of memory"),
    ("memory", "doubles a macro", PDF, r"\def\x{xxxxxxxx}\def\y{\edef\x{\x\x}\y}\AtBeginDocument{\y}", "error"),
    ("memory", "doubles a macro of XeTeX", XE, r"\def\x{xxxxxxxx}\def\y{\edef\x{\x\x}\y}\AtBeginDocument{\y}", "error"),
    ("memory", "calls itself deeper and deeper", XE, r"\def\x{\x\relax}\AtBeginDocument{\x}", "error"),
    ("time", "never ends", PDF + XE, r"\def\x{\x}\x", "did not end within"),
    ("time", "never ends in Lua", LUA, lua("while true do end"), "did not end within"),
    ("time", "searches without end", LUA, lua('string.find(string.rep("a", 300), string.rep(".-", 99) .. "b")'), "did not end within"),
    ("time", "never ends after the document", PDF, r"\AtEndDocument{\def\x{\x}\x}", "did not end within"),
    ("time", "waits for input", XE, r"\AtEndDocument{\read-1 to\x}", "error"),
    ("cache", "writes into cvkit's cache", LUA, lua('plant("CACHE/planted")'), "w"),
    ("cache", "replaces a font's cache", LUA, lua('for _, name in ipairs({"lua", "luc"}) do plant("CACHE/planted." .. name) end'), "w"),
    ("cache", "leaves a font's cache", LUA, lua('lfs.mkdir("fonts/luatex-cache") plant("fonts/luatex-cache/planted.lua") plant("fonts/planted.luc")'), ""),
    ("cache", "leaves a list of fonts", PDF, OPENOUT.replace("FILE", "pdftex.map"), ""),
    ("cache", "leaves a font table for all", XE, OPENOUT.replace("FILE", "CACHE/planted"), ""),
    ("environment", "reads a variable", LUA, lua('leak(os.getenv("CVKIT_CANARY"))'), ""),
    ("environment", "reads a variable in a name", PDF, OPENIN.replace("FILE", "$CVKIT_HOME/secret"), ""),
    ("environment", "reads the environment of its process", LUA, lua('read("/proc/self/environ")'), ""),
    ("environment", "reads cvkit's own process", LUA, lua('local f = io.open("/proc/PROCESS/status") if f then proof() f:close() end'), "w"),
    ("environment", "looks for other processes", LUA, lua('for name in lfs.dir("/proc") do if name == "PROCESS" then proof() end end'), "w"),
    ("batch", "reads another record", PDF + XE, OPENIN.replace("FILE", "OTHER/cv.yaml"), ""),
    ("batch", "reads another record by Lua", LUA, lua('read("OTHER/cv.yaml")'), "w"),
    ("batch", "changes another record", LUA, lua('plant("OTHER/cv.yaml")'), "w"),
    ("batch", "deletes another record", LUA, lua('os.remove("OTHER/cv.yaml")'), "w"),
    ("batch", "replaces another lockfile", XE, OPENOUT.replace("FILE", "OTHER/numbers.lock"), ""),
    ("batch", "reads what another run makes", LUA, lua('for name in lfs.dir("TEMPORARY") do if name:find("running") then proof() end end'), "w"),
]  # fmt: skip


def _styles() -> list[Hostile]:
    """Each class with an engine and a command. Each engine goes through the commands in turn."""
    commands = {engine: cycle(COMMANDS) for engine in TEX}
    styles = []
    for kind, act, engines, code, expected in _ROWS:
        for engine in engines:
            limit = expected if len(expected) > 1 else ""
            command = "batch" if kind == "batch" else next(commands[engine])
            styles.append(Hostile(kind, act, engine, code, expected in ("w", "a"), expected == "a", limit, command))
    return styles


STYLES = _styles()


def class_text(hostile: Hostile, places: dict[str, str]) -> str:
    """The class, with the places of a test."""
    code = hostile.code
    for name, value in places.items():
        code = code.replace(name, value)
    return f"{PRELUDE}{LUA_PRELUDE if hostile.engine == 'lualatex' else ''}{code}\n\\endinput\n"
