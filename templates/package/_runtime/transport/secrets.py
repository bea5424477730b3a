"""Strings that are masked wherever they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import unquote, unquote_plus

from ..codec.deferred_annotations import defer_module

if TYPE_CHECKING:
    from ..codec.encodings import SecretPattern

T = TypeVar("T")
HIDDEN = "***"


class Secret(str):
    """A string that is masked in its repr, and so in containers, tracebacks and logs of locals."""

    __slots__ = ("_patterns",)
    _patterns: tuple[SecretPattern, ...]

    @property
    def patterns(self) -> tuple[SecretPattern, ...]:
        """The patterns that find the secret, or the password in it, in a text."""
        if not hasattr(self, "_patterns"):
            # Imported here because a call that succeeds does not need it.
            from ..codec.encodings import MIN_SECRET_LENGTH, build_patterns

            # A Basic credential is `user:password`: a server may echo the password alone.
            parts = str(self), self.partition(":")[2]
            decoded = (f(part) for part in parts for f in (str, unquote, unquote_plus))
            texts = {text for text in decoded if len(text) >= MIN_SECRET_LENGTH}
            self._patterns = tuple(p for text in texts for p in build_patterns(text))
        return self._patterns

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        return Secret, (str(self),)

    def __repr__(self) -> str:
        return f"'{HIDDEN}'"


def conceal(value: T) -> T:
    """Return an argument as a secret if it is a str: the local variables of a frame are not secret."""
    concealed = Secret(value) if isinstance(value, str) else value
    return cast("T", concealed)


def mask(value: object) -> object:
    """Return a value for the message of an error: text may be a credential."""
    return HIDDEN if isinstance(value, str) and value.strip() else value


defer_module(__name__)
