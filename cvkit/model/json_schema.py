"""The JSON Schema of a record (draft 2020-12), made from the model, so that the two cannot disagree."""

from __future__ import annotations

from typing import Any

from cvkit.model.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """The schema of `cv.yaml`.

    YAML's own types are open where cvkit reads text: a year, a volume, a version may be typed with quotes or without.
    """
    schema = Record.model_json_schema(mode="validation")
    return {
        "$schema": DIALECT,
        "title": "cvkit record",
        **{k: v for k, v in _open(schema).items() if k != "title"},
    }


def _open(value: Any) -> Any:
    """The schema with every place of a plain text or number open to what an editor's YAML parser makes of it."""
    if isinstance(value, list):
        return [_open(item) for item in value]
    if not isinstance(value, dict):
        return value
    opened = {key: _open(item) for key, item in value.items()}
    if opened.get("type") == "string" and "pattern" not in opened:
        opened["type"] = ["string", "number", "boolean"] if "const" not in opened and "enum" not in opened else "string"
    elif opened.get("type") == "string" and "pattern" in opened and "[\\d" not in opened["pattern"]:
        opened["type"] = ["string", "number"]
    elif opened.get("type") == "integer":
        opened["type"] = ["integer", "string"]
    return opened
