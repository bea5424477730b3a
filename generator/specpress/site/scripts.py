"""Scripts: an example of a call with the client that makes it, which runs as it is."""

from __future__ import annotations

from dataclasses import dataclass

from specpress.output.example_text import format_example_imports, format_script
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


def _indent(text: str, levels: int) -> str:
    return "\n".join(
        f"{INDENT * levels}{line}" if line else line for line in text.split("\n")
    )
