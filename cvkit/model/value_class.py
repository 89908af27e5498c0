"""Frozen data classes that are made fast, because all share their methods.

`dataclasses.dataclass` compiles six methods for each class, which takes half a millisecond or more, and a run of cvkit
needs a hundred classes. Its instances are made faster, so it stays the better choice for a class with many of them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, kw_only: bool = False) -> Callable[[type], type]:
        """`dataclasses.dataclass` for a frozen class, with the same behaviour."""
        assert frozen
        only_fields = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)
        return lambda cls: _with_methods(only_fields(cls))


def _with_methods(cls: Any) -> Any:
    fields = dataclasses.fields(cls)
    compared = [field.name for field in fields if field.compare]
    cls._names = frozenset(field.name for field in fields)
    cls._factories = {field.name: field.default_factory for field in fields if callable(field.default_factory)}
    cls._required = (
        cls._names
        - cls._factories.keys()
        - {field.name for field in fields if field.default is not dataclasses.MISSING}
    )
    cls._compared = staticmethod(attrgetter(*compared) if compared else lambda _: ())
    for name, method in vars(_Methods).items():
        if callable(method) and name not in vars(cls):
            setattr(cls, name, method)
    return cls


class _Methods:
    """The methods of every class. A default stays in the class, where an instance without the field finds it."""

    __match_args__: tuple[str, ...]
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    _names: frozenset[str]
    _required: frozenset[str]
    _factories: dict[str, Callable[[], Any]]
    _compared: Callable[[Any], Any]

    def __init__(self, *values: Any, **named: Any) -> None:
        state = self.__dict__
        state.update(zip(self.__match_args__, values, strict=False), **named)
        if len(state) != len(values) + len(named) or not self._required <= state.keys() <= self._names:
            given = [*map(repr, values), *named]
            raise TypeError(f"{type(self).__name__} needs {sorted(self._required)}, and got {', '.join(given)}")
        for name, factory in self._factories.items():
            if name not in state:
                state[name] = factory()

    def __repr__(self) -> str:
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self._compared(self) == self._compared(other))

    def __hash__(self) -> int:
        return hash(self._compared(self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
