"""Examples of calls as lines of Python, for the synchronous and the asynchronous client."""

from __future__ import annotations

from specpress.package.example_calls import ExampleCall
from specpress.python.imports import format_imports
from specpress.python.printer import lay_out
from specpress.python.source_text import MAX_WIDTH

CLIENTS = ("client", "async_client")


def format_example(example: ExampleCall, client: str = CLIENTS[0]) -> str:
    """Return the statements of an example; `client` is the variable with the client."""
    is_async = client == CLIENTS[1]
    prefix, await_ = ("async ", "await ") if is_async else ("", "")
    call = example.write(client)
    if example.has_pages:
        text = f"{prefix}for item in {call}:\n    print(item)"
    elif example.is_stream:
        loop = f"    {prefix}for item in stream:\n        print(item)"
        text = f"{prefix}with {await_}{call} as stream:\n{loop}"
    else:
        text = f"{'result = ' if example.has_result else ''}{await_}{call}"
    # Laying out takes time, and few calls are long.
    is_long = any(len(line) > MAX_WIDTH for line in text.split("\n"))
    return lay_out(text).rstrip("\n") if is_long else text


def format_example_imports(example: ExampleCall) -> str:
    """Return the import statements of an example, with the blank line after them; "" for none."""
    statements = format_imports(example.imports, "")
    return f"{statements}\n\n" if statements else ""
