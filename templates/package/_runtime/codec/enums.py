"""Open enums: unknown values are kept as members."""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from typing import Any, Self

from .codec import Codec, Encoding, Faults
from .encoders import refuse
from .scalars import as_integer


class OpenEnum(Enum):
    """Enum that a server may extend.

    An unknown value becomes a new member: it compares, hashes, prints, pickles and encodes like its
    value, and `is_known` is False. Iteration over the class does not include it. For type checkers,
    `_UNKNOWN` represents such members, so that a `match` over the others needs a default case.
    """

    @classmethod
    def _missing_(cls, value: Any) -> Self | None:
        kind = vars(cls)["_member_type_"]
        if not isinstance(value, kind) or isinstance(value, bool):
            return None
        member: Any = kind.__new__(cls, value)
        member._name_, member._value_ = str(value), value
        unknown: Self = member
        return unknown

    @classmethod
    def create_codec(cls) -> Codec:
        """Return the codec of the enum."""
        members = {member.value: member for member in cls}
        base, expected = (
            (str, "a string") if issubclass(cls, str) else (int, "an integer")
        )

        def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
            known = value if base is str else as_integer(value)
            if type(known) is not base:
                return faults.add(value, owner, key, expected, at)
            return members[known] if known in members else cls(known)

        def encode(value: Any, encoding: Encoding) -> Any:
            if type(value) is cls:
                return value._value_
            hint = ""
            value = value if base is str else as_integer(value)
            if isinstance(value, base) and not isinstance(value, bool):
                if value in members:
                    return members[value]._value_
                hint = f"{cls.__name__}({value!r}) sends it nevertheless"
            expected = _describe_values([*members], cls.__name__)
            return refuse(expected, value, hint, tuple(filter(_is_text, members)))

        return Codec(decode, encode, model=cls, members=members)

    @property
    def is_known(self) -> bool:
        """True if the document lists this value."""
        return self._value_ in type(self)._value2member_map_

    def __repr__(self) -> str:
        name = type(self).__name__
        return f"{name}.{self._name_}" if self.is_known else f"{name}({self._value_!r})"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: Any) -> Self:
        return self

    def __reduce_ex__(self, proto: Any) -> tuple[Any, ...]:
        return type(self), (self._value_,)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _describe_values(values: list[Any], name: str) -> str:
    """Return the values of an enum, or only its name if there are many."""
    text = " or ".join(map(repr, values))
    return text if len(text) <= 80 else f"a value of {name}"


class OpenStrEnum(OpenEnum, StrEnum):
    """String enum that a server may extend: see `OpenEnum`."""


class OpenIntEnum(OpenEnum, IntEnum):
    """Integer enum that a server may extend: see `OpenEnum`."""
