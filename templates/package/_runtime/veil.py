"""The credentials of a call, and what it tells without them: texts, URLs, answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .codec import Fault
from .secret import HIDDEN, Secret, shown_url, without
from .transport import Response


class Veil:
    """Hides what any attempt of a call was signed with."""

    __slots__ = ("_hidden", "_used", "secrets")

    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        """Parameters of the query that are credentials."""
        self._used: set[Secret] = set()
        self.secrets: frozenset[str] = frozenset()
        """What is to be seen nowhere, in all its forms."""

    def add(self, values: Iterable[Secret]) -> None:
        """Hide these, too."""
        for value in values:
            if value not in self._used:
                self._used.add(value)
                self.secrets |= value.forms

    def url(self, url: str) -> str:
        """A URL that can be shown."""
        return without(shown_url(url, self._hidden), self.secrets)

    def text(self, text: str) -> str:
        """A text that can be shown."""
        return without(text, self.secrets)

    def response(self, response: Response) -> Response:
        """An answer without the credentials of the caller, which a server may echo."""
        content = response.content
        for secret in self.secrets:
            content = content.replace(secret.encode(), HIDDEN.encode())
        headers = {name: self.text(text) for name, text in response.headers.items()}
        return Response(response.status, headers, content)

    def fault(self, fault: Fault) -> Fault:
        """What contradicts the document, as it can be shown."""
        if not isinstance(fault.got, str):
            return fault
        return replace(fault, got=self.text(fault.got))
