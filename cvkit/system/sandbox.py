"""TeX's sandbox: its environment variables, the files that it may open, and its limits.

TeX's input comes from a record and is not trusted. TeX's own settings forbid a shell and, for the most part, files
outside its folder. Landlock, if Linux has it, forbids the rest to special commands of pdfTeX and XeTeX, and to Lua.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from pathlib import Path

from cvkit.system.landlock import SandboxRules

SECONDS = 60
"""The time limit of one run of TeX; a long CV of six pages takes half a second."""
MEMORY = 4 << 30
FILE_SIZE = 200 << 20
FOLDER_SIZE = 400 << 20
FILES = 2000
"""The most files and folders that TeX may create; LuaTeX's font cache has some hundred."""
PAGES = 2000

RAISE_SHELL_LIMIT = "the shell limits the size of a file; raise its limit: ulimit -f unlimited"
"""The hint for a file that is larger than the shell permits."""

FONT_CACHE = "fonts"
"""The subfolder for LuaTeX's font cache."""

_WINDOWS_NEEDS = "SYSTEMROOT SYSTEMDRIVE PROGRAMDATA APPDATA LOCALAPPDATA USERPROFILE COMSPEC".split()

_READABLE = (
    "/usr /lib /lib32 /lib64 /etc/fonts /etc/texmf /etc/ld.so.cache /var/lib/texmf /var/cache/fontconfig /nix/store"
    " /gnu/store /dev/urandom /etc/paperspecs"  # without the last, xdvipdfmx knows no paper size (libpaper 2)
).split()


def user_folders() -> dict[str, Path]:
    """The data folder of the user, with `fonts` in it, and the cache folder, with the cache of `fontconfig`."""
    usual = {"XDG_DATA_HOME": "~/.local/share", "XDG_CACHE_HOME": "~/.cache"}
    return {name: Path(os.environ.get(name) or os.path.expanduser(path)) for name, path in usual.items()}  # noqa: PTH111


def tex_environment(program: str, folder: Path, font_cache: Path | None) -> dict[str, str]:
    """The complete environment of TeX: only the variables that it needs."""
    system_path = os.environ.get("PATH", "") if os.name == "nt" else os.defpath
    values = {
        "PATH": os.pathsep.join([str(Path(program).parent), system_path]),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "shell_escape": "f",
        "openin_any": "p",
        "openout_any": "p",
        "TEXMFOUTPUT": str(folder),
        # LuaTeX writes to the first and reads both.
        "TEXMFCACHE": os.pathsep.join(map(str, filter(None, [folder / FONT_CACHE, font_cache]))),
        "MKTEXPK": "0",
        "MKTEXTFM": "0",
        "max_print_line": "100000",
        "error_line": "254",
        "half_error_line": "238",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
        "FORCE_SOURCE_DATE": "1",
    }
    if os.name == "nt":
        values |= {name: os.environ[name] for name in _WINDOWS_NEEDS if name in os.environ}
        return values | {"TEMP": str(folder), "TMP": str(folder)}
    return values | {name: str(path) for name, path in user_folders().items()}


def sandbox_rules(program: str, folder: Path, font_cache: Path | None) -> SandboxRules:
    """The files that TeX may open: programs and fonts of the system, its installation, its folder."""
    engine = Path(program).resolve()
    loader = _loader(engine)
    data, cache = user_folders().values()
    fonts = (data / "fonts", cache / "fontconfig", *([font_cache] if font_cache else []))
    return SandboxRules(
        readable=(*map(Path, _READABLE), *_installation(engine), *fonts),
        writable=(folder, Path("/dev/null")),
        # An engine that is a script needs the programs that it calls.
        executable=(engine, loader) if loader else (*map(Path, _READABLE), engine.parent),
    )


def _loader(engine: Path) -> Path | None:
    """The dynamic loader of a program, from the header of its file (ELF)."""
    try:
        with engine.open("rb") as file:
            named = re.search(rb"/[!-~]*/ld[!-~]*", file.read(4096))
    except OSError:
        return None
    return Path(named[0].decode()).resolve() if named else None


def _installation(engine: Path) -> list[Path]:
    """The folders of a TeX Live that is not a system package, such as `~/texlive/2025`."""
    root = next((parent for parent in list(engine.parents)[:5] if (parent / "texmf-dist").is_dir()), None)
    return [root, root.parent / "texmf-local"] if root else []


def can_set_limits() -> bool:
    """Whether this system can also limit memory and the size of each file."""
    return sys.platform == "linux"


def set_limits(pid: int, seconds: float) -> None:
    """Limit the resources of a started program. Without system support only time and folder size are limited."""
    if sys.platform != "linux":  # mypy understands only this comparison
        return
    import resource

    limits = {
        resource.RLIMIT_CPU: int(seconds) + 1,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: FILE_SIZE,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in limits.items():
        lower = _within_shell(kind, value)
        with contextlib.suppress(OSError, ValueError):
            hard = lower + (kind == resource.RLIMIT_CPU)  # at the hard limit, the signal would not say the reason
            resource.prlimit(pid, kind, (lower, hard))


def _within_shell(kind: int, value: int) -> int:
    """A limit, or that of the shell (`ulimit`) if it is lower: a program can only lower its limits."""
    if sys.platform == "win32":
        return value
    import resource

    soft, _ = resource.getrlimit(kind)
    return value if soft == resource.RLIM_INFINITY else min(value, soft)


def exceeded_limit(status: int, terminal: str, seconds: float) -> str:
    """The limit that ended a program with this exit status, in words; empty if none did. `seconds` is that of time."""
    if sys.platform != "win32":
        import signal

        if status == -signal.SIGXCPU:
            return f"TeX did not end within {seconds:g} seconds"
        if status == -signal.SIGXFSZ:
            return f"TeX wrote a file of more than {shell_limit() or _shown(FILE_SIZE)}"
    if re.search(r"memory exhausted|not enough memory|bad_alloc|[Oo]ut of memory", terminal[-4096:]):
        if can_set_limits():
            return f"TeX needed more than {_shown(_within_shell(_kind('AS'), MEMORY))} of memory"
        return "TeX needed more memory than there is"
    return ""


def shell_limit() -> str:
    """The size of a file that the shell permits (`ulimit -f`), in words; empty if TeX may write larger files too."""
    if sys.platform == "win32":
        return ""
    size = _within_shell(_kind("FSIZE"), FILE_SIZE)
    return f"{_shown(size)}, the limit of the shell (ulimit -f)" if size < FILE_SIZE else ""


def _kind(name: str) -> int:
    """The number of a limit of POSIX."""
    import resource

    return int(getattr(resource, f"RLIMIT_{name}"))


def _shown(size: int) -> str:
    """A number of bytes in the largest unit that keeps it whole, such as `4 GB` or `293 MB`."""
    units = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))
    return next((f"{size // unit} {name}" for unit, name in units if size % unit == 0), f"{size >> 10} kB")
