"""The JSON Schema of a record (draft 2020-12). It is made from the model, so the two always agree."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from cvkit.model.fields import NESTED_MODEL, Model
from cvkit.model.record import SECTIONS, Record
from cvkit.model.work import WORK_SECTIONS

FILE = {"type": "string", "pattern": r"\.ya?ml$", "description": "a file in the record's folder"}
"""The schema of a file name, which a section can have instead of its entries."""

WORKS_FILE = {"type": "string", "pattern": r"\.(ya?ml|bib)$", "description": "a file in the record's folder"}
"""The schema of a file name that a section of works can have."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _WithNestedModels(GenerateJsonSchema):
    """Describes a nested model by its own schema."""

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        model = _nested_model(schema)
        if model:
            model.model_rebuild()
        return super().generate_inner(model.__pydantic_core_schema__ if model else schema)

    def field_title_should_be_set(self, schema: Any) -> bool:
        return _nested_model(schema) is None and super().field_title_should_be_set(schema)


def _nested_model(schema: Any) -> type[Model] | None:
    model: type[Model] | None = schema.get("metadata", {}).get(NESTED_MODEL)
    return model


def record_schema() -> dict[str, Any]:
    """The schema of `cv.yaml`.

    The schema also accepts YAML's own types for texts: a year, a volume or a version can have quotes or not.
    """
    schema = Record.model_json_schema(mode="validation", schema_generator=_WithNestedModels)
    for name in SECTIONS:
        file = WORKS_FILE if name in WORK_SECTIONS else FILE
        named: list[dict[str, Any]] = [file, {"type": "array", "items": file}]
        files = [_files(named)] if name in WORK_SECTIONS else []
        schema["properties"][name] = {"anyOf": [schema["properties"][name], *named, *files]}
    schema["properties"]["cvkit"] = {"enum": [1, "1"], "description": "The version of this format."}
    return {
        "$schema": DIALECT,
        "title": "cvkit record",
        **{k: v for k, v in _open(schema).items() if k != "title"},
    }


def _files(named: list[dict[str, Any]]) -> dict[str, Any]:
    """The schema of `{files: […], mine: true}`."""
    mine = {"type": "boolean", "description": "take only the works that name the owner"}
    properties = {"files": {"anyOf": named}, "mine": mine}
    return {"type": "object", "properties": properties, "required": ["files"], "additionalProperties": False}


def _open(value: Any) -> Any:
    """The schema in which each text or number also accepts the types that the YAML parser of an editor gives it."""
    if isinstance(value, list):
        return [_open(item) for item in value]
    if not isinstance(value, dict):
        return value
    opened = {key: _open(item) for key, item in value.items() if not (key == "default" and item is None)}
    if "anyOf" in opened:  # a missing field has no key; null is not allowed
        choices = [choice for choice in opened.pop("anyOf") if choice != {"type": "null"}]
        opened |= choices[0] if len(choices) == 1 else {"anyOf": choices}
    if "enum" in opened or "const" in opened:
        digits = [int(choice) for choice in opened.get("enum", ()) if isinstance(choice, str) and choice.isdecimal()]
        return (
            {k: v for k, v in opened.items() if k != "type"} | {"enum": opened["enum"] + digits} if digits else opened
        )
    if opened.get("type") == "string":
        opened["type"] = ["string", "number"] if "pattern" in opened else ["string", "number", "boolean"]
    elif opened.get("type") == "integer":
        opened["type"] = ["integer", "string"]
    return opened
