"""A pydantic annotation that parses a value with a plain function. Skipping the schema of its type saves time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True, eq=False)
class ParsedBy:
    """An annotation for pydantic: the function that parses a value, and the JSON Schema of the value as typed."""

    read: Callable[[Any], Any]
    json_schema: dict[str, Any]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return dict(self.json_schema)
