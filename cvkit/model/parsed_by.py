"""How a value is read where a function does it: the type that it gives is not looked into, which takes long."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True, eq=False)
class ParsedBy:
    """A note on a type for pydantic: the function that reads it, and what JSON Schema says of what is typed."""

    read: Callable[[Any], Any]
    json_schema: dict[str, Any]

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return dict(self.json_schema)
