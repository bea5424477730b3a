"""Scripts: an example of a call with the client that makes it, which runs as it is."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.output.example_text import (
    format_example,
    format_example_imports,
    format_script,
)
from specpress.package.example_calls import ExampleCall
from specpress.package.names import Names
from specpress.python.expressions import PyCall
from specpress.python.printer import lay_out

INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class Script:
    """A call with the client that makes it, in both forms."""

    names: Names
    """Names of the package, the distribution and the client."""
    client: PyCall
    """The call that creates the client."""
    call: ExampleCall | None
    """The call; None prints the client."""

    @property
    def text(self) -> str:
        """The script with the synchronous client."""
        imports, package = format_example_imports(self.call), self.names.package
        body = _indent(format_script(self.call), 1)
        return lay_out(
            f"{imports}from {package} import {self.names.client}\n\n"
            f"with {self.client} as client:\n{body}\n"
        )

    @property
    def async_text(self) -> str:
        """The script with the asynchronous client."""
        imports, package = format_example_imports(self.call) or "\n", self.names.package
        body = _indent(format_script(self.call, is_async=True), 2)
        return lay_out(
            f"import asyncio\n{imports}from {package} import Async{self.names.client}\n\n\n"
            "async def main() -> None:\n"
            f"{INDENT}async with Async{self.client} as client:\n{body}\n\n\n"
            "asyncio.run(main())\n"
        )


@dataclass(frozen=True, slots=True)
class CallExample:
    """A call with a client that exists, in both forms."""

    call: ExampleCall
    """The call."""

    @property
    def text(self) -> str:
        """The call with the synchronous client."""
        return format_example_imports(self.call) + format_example(self.call)

    @property
    def async_text(self) -> str:
        """The call with the asynchronous client."""
        example = format_example(self.call, "async_client", True)
        return format_example_imports(self.call) + example


@dataclass(frozen=True, slots=True)
class ClientExample:
    """The creation of a client, in both forms."""

    names: Names
    """Names of the package, the distribution and the client."""
    client: PyCall
    """The call that creates the client."""
    async_arguments: PyCall | None = None
    """The call with the arguments of the asynchronous client, if they are others."""
    classes: tuple[str, ...] = ()
    """Further classes of the package, whose asynchronous form begins with `Async`."""

    @property
    def text(self) -> str:
        """The synchronous client."""
        names = sorted([*self.classes, self.names.client])
        return self._write(names, f"client = {self.client}")

    @property
    def async_text(self) -> str:
        """The asynchronous client."""
        classes = (*self.classes, self.names.client)
        names = sorted(f"Async{name}" for name in classes)
        call = self.async_arguments or self.client
        return self._write(names, f"async_client = Async{call}")

    def _write(self, names: list[str], statement: str) -> str:
        head = f"from {self.names.package} import {', '.join(names)}"
        return lay_out(f"{head}\n\n{statement}\n")


def _indent(text: str, levels: int) -> str:
    return "\n".join(
        f"{INDENT * levels}{line}" if line else line for line in text.split("\n")
    )
