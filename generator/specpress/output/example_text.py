"""Examples of calls as lines of Python, for the synchronous and the asynchronous client."""

from __future__ import annotations

import re

from specpress.package.example_calls import ExampleCall
from specpress.python.expressions import (
    PyCall,
    PyDict,
    PyExpression,
    PyList,
    PyTuple,
)
from specpress.python.imports import format_imports
from specpress.python.printer import lay_out
from specpress.python.source_text import MAX_WIDTH

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENT = "    "


def format_example(
    example: ExampleCall, client: str = "client", is_async: bool = False
) -> str:
    """Return the statements of an example; `client` is the variable with the client."""
    prefix, await_ = ("async ", "await ") if is_async else ("", "")
    call = example.write(client)
    if example.has_pages:
        head = f"{prefix}for item in "
        return f"{head}{break_lines(call, head, ':')}:\n    print(item)"
    if example.is_stream:
        head, tail = f"{prefix}with {await_}", " as stream:"
        loop = f"    {prefix}for item in stream:\n        print(item)"
        return f"{head}{break_lines(call, head, tail)}{tail}\n{loop}"
    head = f"{'result = ' if example.has_result else ''}{await_}"
    return f"{head}{break_lines(call, head)}"


def format_script(
    example: ExampleCall | None, client: str = "client", is_async: bool = False
) -> str:
    """Return an example that prints its result; without an example, one that prints the client."""
    if example is None:
        return f"print({client})"
    text = format_example(example, client, is_async)
    is_value = example.has_result and not example.has_pages and not example.is_stream
    return f"{text}\nprint(result)" if is_value else text


def format_example_imports(example: ExampleCall | None) -> str:
    """Return the import statements of an example, with the blank line after them; "" for none."""
    if example is None:
        return ""
    statements = format_imports(example.imports, "")
    return f"{statements}\n\n" if statements else ""


def break_lines(
    expression: PyExpression, head: str = "", tail: str = "", indent: str = ""
) -> str:
    """Return an expression between `head` and `tail`, with line breaks in its brackets as black has them.

    The printer does the same for any source; here the structure is known, which is ten times as fast.
    """
    line = str(expression)
    if len(indent) + len(head) + len(line) + len(tail) <= MAX_WIDTH:
        return line
    opening, closing, entries = _open(expression)
    if not entries:
        return line
    inner = indent + INDENT
    together = ", ".join(f"{key}{value}" for key, value in entries)
    if len(inner) + len(together) <= MAX_WIDTH and isinstance(expression, PyCall):
        return f"{opening}\n{inner}{together}\n{indent}{closing}"
    # Black adds a comma after the last of several entries only.
    comma = "," if len(entries) > 1 else ""
    lines = (
        f"{inner}{key}{break_lines(value, key, comma, inner)}{comma}\n"
        for key, value in entries
    )
    return f"{opening}\n{''.join(lines)}{indent}{closing}"


def _open(
    expression: PyExpression,
) -> tuple[str, str, list[tuple[str, PyExpression]]]:
    """Return the brackets of an expression, and the entries inside, each with its key."""
    match expression:
        case PyCall(function=function, arguments=arguments, keywords=keywords):
            named = [(f"{name}=", value) for name, value in keywords]
            return f"{function}(", ")", [*(("", a) for a in arguments), *named]
        case PyDict(entries=entries):
            return "{", "}", [(f"{key}: ", value) for key, value in entries]
        case PyList(items=items):
            return "[", "]", [("", item) for item in items]
        case PyTuple(items=items):
            return "(", ")", [("", item) for item in items]
    return "", "", []


def lay_out_examples(text: str) -> str:
    """Return Markdown with line breaks in its examples of Python, as black has them."""
    return _BLOCK.sub(lambda block: f"```python\n{lay_out(block[1])}```", text)
