"""The versions that the chores install: each one fixed, and within the bounds of `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
BOUNDS = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dask"],
    *(package for group in GROUPS.values() for package in group),
]
LINES = [line for line in (ROOT / "pins.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
SYSTEMS = [
    {"python_version": python, "python_full_version": f"{python}.4", "sys_platform": system, "os_name": name}
    for python in ("3.11", "3.12", "3.13")
    for system, name in (("linux", "posix"), ("darwin", "posix"), ("win32", "nt"))
]


@pytest.mark.parametrize("line", LINES)
def test_a_pin_is_one_version_and_names_no_place(line: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [<>=!]+ '[\w.]+'( (and|or) .+)?)?", line)


@pytest.mark.parametrize("bounds", [Requirement(package) for package in BOUNDS], ids=str)
def test_each_package_is_pinned_once_on_each_system_within_its_bounds(bounds: Requirement) -> None:
    pins = [pin for pin in map(Requirement, LINES) if pin.name == canonicalize_name(bounds.name)]
    for system in SYSTEMS:
        [pin] = [pin for pin in pins if not pin.marker or pin.marker.evaluate(system)]
        [version] = pin.specifier
        assert version.operator == "==" and bounds.specifier.contains(version.version)


@pytest.mark.parametrize("package", [*PROJECT["project"]["dependencies"], *GROUPS["tests"]])
def test_each_package_has_a_lowest_version_to_test_with(package: str) -> None:
    assert [bound.operator for bound in Requirement(package).specifier if bound.operator in {">=", "=="}] == [">="]
    assert re.match(r"[\w.-]+>=[\w.]+(,|$)", package)
