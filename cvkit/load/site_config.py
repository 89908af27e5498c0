"""Read the settings of a Jekyll site, which the user owns: only to find what is missing there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cvkit.system.contained import RefusedFileError, read_within

LARGEST_SETTINGS = 1_000_000


def read_settings(site: Path, name: str) -> Mapping[str, Any]:
    """The values of a YAML file of a site; empty if it does not exist or cannot be read."""
    import yaml

    try:
        value = yaml.safe_load(read_within(site, name, LARGEST_SETTINGS))
    except (RefusedFileError, OSError, yaml.YAMLError, ValueError):
        return {}
    return value if isinstance(value, Mapping) else {}
