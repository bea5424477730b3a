"""Search the files of an output for text of a document that became code, markup or a path."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tests.harden.markup import inspect_markdown, inspect_svg
from tests.harden.payloads import CANARY, EVALUATED, MARK
from tests.property.packages import document_files
from tests.property.shapes import data_shape

# Characters that a terminal, an editor or a parser may read as a control sequence or a line break.
CONTROLS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
STEP = re.compile(r"\.?\w[\w.-]*")
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Names that Python calls by itself.
DUNDER = re.compile(r"__\w+__")


@dataclass(frozen=True, slots=True)
class Finding:
    """A payload that is more than text.

    `kind` is "injected", or "escaped" if it is outside the output: in a path or on the terminal.
    """

    kind: str
    place: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.detail}"


def inspect_files(
    files: Mapping[str, str], baseline: Mapping[str, str]
) -> list[Finding]:
    """Return the findings in an output; `baseline` is the output of the document without payloads."""
    findings = [*inspect_paths(files)]
    for path, text in files.items():
        if text != baseline.get(path):
            details = _inspect_text(path, text, baseline.get(path))
            findings += [Finding("injected", path, detail) for detail in details]
    own = dunder_names(files) - dunder_names(baseline)
    findings += [Finding("injected", "package", f"defines {name}") for name in own]
    return findings


def inspect_paths(files: Mapping[str, str]) -> Iterator[Finding]:
    """Yield paths that are not the same file on every system, or leave the output."""
    if len({path.casefold() for path in files}) < len(files):
        yield Finding("escaped", "paths", "differ only in upper and lower case")
    for path in files:
        for step in path.split("/"):
            is_long = len(step.encode("utf-8", "replace")) > 255
            if not STEP.fullmatch(step) or DEVICES.fullmatch(step) or is_long:
                yield Finding("escaped", "path", repr(path[:200]))


def _inspect_text(path: str, text: str, baseline: str | None) -> Iterator[str]:
    for match in CONTROLS.finditer(text):
        yield f"contains {match[0]!a} in {text[max(0, match.start() - 60) : match.end() + 60]!a}"
        break
    yield from (f"contains {word!r}" for word in EVALUATED if word in text)
    suffix = path.rpartition(".")[2]
    inspect = INSPECTIONS.get(suffix)
    if inspect is not None:
        yield from inspect(text, baseline)
    elif MARK.search(text):
        yield f"contains {_quote(text)}"


def _quote(text: str) -> str:
    """Return the part of a text with the unique word."""
    match = MARK.search(text)
    start = max(0, match.start() - 40) if match else 0
    return ascii(text[start : start + 120])


def _inspect_python(text: str, baseline: str | None) -> Iterator[str]:
    try:
        tree = _parse(text)
    except (SyntaxError, ValueError) as error:
        yield f"is not Python: {error}"
        return
    if "iNJECTED" not in text and CANARY not in text:
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        is_text = token.type == tokenize.STRING and not _is_format(token.string)
        if not is_text and MARK.search(token.string):
            yield f"line {token.start[0]}: {token.line.strip()[:200]!a}"
    yield from _inspect_annotations(tree)


@lru_cache(maxsize=2000)
def _parse(text: str) -> ast.Module:
    return ast.parse(text)


def _is_format(literal: str) -> bool:
    return "f" in literal.partition('"')[0].partition("'")[0].lower()


def _inspect_annotations(tree: ast.AST) -> Iterator[str]:
    """Search the strings that `typing.get_type_hints` and type checkers evaluate."""
    for node in ast.walk(tree):
        annotation = getattr(node, "annotation", None) or getattr(node, "returns", None)
        parts = [annotation] if isinstance(annotation, ast.AST) else []
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).endswith(
            "TypeAlias"
        ):
            parts += [node.value] if node.value else []
        for part in parts:
            yield from _inspect_types(part)


def _inspect_types(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Subscript):
        name = ast.unparse(node.value).rpartition(".")[2]
        if name == "Literal":
            return
        if name == "Annotated" and isinstance(node.slice, ast.Tuple):
            # The other elements are not types.
            node = node.slice.elts[0]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from _inspect_type_text(node.value)
    if isinstance(node, ast.Name) and MARK.search(node.id):
        yield f"annotation {node.id!a}"
    for child in ast.iter_child_nodes(node):
        yield from _inspect_types(child)


def _inspect_type_text(text: str) -> Iterator[str]:
    try:
        yield from _inspect_types(ast.parse(text, mode="eval"))
    except SyntaxError:
        yield f"annotation {text!a} is not an expression"


def dunder_names(files: Mapping[str, str]) -> set[str]:
    """Return the special names that the modules and classes of an output bind."""
    texts = document_files(dict(files)).values()
    return {name for text in texts for name in _bound_dunders(text)}


@lru_cache(maxsize=2000)
def _bound_dunders(text: str) -> frozenset[str]:
    try:
        tree = _parse(text)
    except (SyntaxError, ValueError):
        return frozenset()
    names = {name for node in ast.walk(tree) for name in _bound_names(node)}
    return frozenset(name for name in names if DUNDER.fullmatch(name))


def _bound_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg


def _inspect_toml(text: str, baseline: str | None) -> Iterator[str]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield f"is not TOML: {error}"
        return
    if baseline is not None:
        expected = tomllib.loads(baseline)
        # Only the licence MIT has a text, which is a file.
        files = [t["project"].pop("license-files", None) for t in (table, expected)]
        if files[0] not in (None, files[1]):
            yield "has other files of the licence"
        # The labels of links are those of the setting.
        links = [t["project"].pop("urls", {}) for t in (table, expected)]
        if [*map(type, links[0].values())] != [*map(type, links[1].values())]:
            yield "has other links"
        if data_shape(table) != data_shape(expected):
            yield "has other keys"
        for key in ("build-system", "tool"):
            if _without_name(table.get(key)) != _without_name(expected.get(key)):
                yield f"has another table {key}"
        if table["project"]["dependencies"] != expected["project"]["dependencies"]:
            yield "has other dependencies"


def _without_name(table: Any) -> str:
    """Return a table without the name of the package, which is a setting."""
    return re.sub(r"'packages': \[[^\]]*\]", "", repr(table))


def _inspect_documentation(text: str, baseline: str | None) -> Iterator[str]:
    """Yield active content of Markdown, and texts that are code in its examples, which tests run."""
    yield from inspect_markdown(text, baseline)
    for example in EXAMPLE.findall(text):
        yield from _inspect_python(example, None)


def _inspect_json(text: str, baseline: str | None) -> Iterator[str]:
    try:
        json.loads(text)
    except ValueError as error:
        yield f"is not JSON: {error}"


INSPECTIONS: Mapping[str, Callable[[str, str | None], Iterator[str]]] = {
    "py": _inspect_python,
    "toml": _inspect_toml,
    "json": _inspect_json,
    "md": _inspect_documentation,
    "txt": _inspect_documentation,
    "svg": inspect_svg,
    # A text that nothing evaluates.
    "LICENSE": lambda text, baseline: iter(()),
}
