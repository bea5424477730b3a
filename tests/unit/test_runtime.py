"""The size of the generated runtime, and that a package has no more of it than its document needs (decision 0017)."""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from tests.golden.press_case import CASES, press_whole

from specpress.config import load_settings
from specpress.press import press
from specpress.render import WHERE_USED
from specpress.template_set import templates_folder

RUNTIME = templates_folder() / "package" / "_runtime"
MINIMAL = """
openapi: 3.1.0
info: {title: Acme, version: '1'}
paths:
  /things:
    get:
      responses:
        '200':
          description: A thing.
          content: {application/json: {schema: {type: object, properties: {id: {type: string}}}}}
"""
TOKENS = """
components: {securitySchemes: {o: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {}}}}}}
security: [{o: []}]
"""
SIGNED = "x-webhook-signature: {header: X-Signature}\n"

DATA = {
    "codec",
    "containers",
    "encode",
    "files",
    "json",
    "lookup",
    "models",
    "objects",
    "packed",
    "reading",
    "scalars",
    "straight",
    "types",
    "values",
    "words",
}
"""What reads and writes values, models and bodies."""
GROUND = {
    "httpx2_async",
    "pace_async",
    "pace_sync",
    "pyreqwest_async",
    "quiet",
    "sockets",
}
"""What touches the world: HTTP libraries, sockets, clocks."""
REDACTION = {"encodings", "redaction", "secret"}
"""What keeps credentials out of all that the client shows, in every encoding that SECURITY.md lists."""
MOST = {"core": 1550, "redaction": 360, "data": 1050, "ground": 400, "optional": 1400}
"""Lines of code: `core` is whatever has no other place, `optional` what only some documents need."""
OPTIONAL = {PurePosixPath(name).stem for name in WHERE_USED if "/_runtime/" in name}
NEEDING = {
    "auth": "security_alternatives",
    "bodies": "json_body",
    "confirm": "lifecycle_of_an_order",
    "enums": "enum_of_integers",
    "events": "stream_of_events",
    "forms": "form_url_encoded",
    "oauth_async": TOKENS,
    "outcomes_async": "lifecycle_of_an_order",
    "pages_async": "pages_and_repetition",
    "paging": "pages_and_repetition",
    "results": "lifecycle_of_an_order",
    "resume_async": "stream_of_json_lines",
    "signatures": SIGNED,
    "stream_async": "stream_of_json_lines",
    "texts": "json_in_text",
    "unions": "union_of_scalars",
    "uploads": "json_body",
    "waiting_async": "lifecycle_of_an_order",
    "webhooks": "webhook_without_body",
}
"""For each module that not every package has a golden case, or what is added to the minimal document."""
SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def code_lines(path: Path) -> int:
    """Lines with code: no blank lines, comments or docstrings."""
    text = path.read_text("utf-8")
    found: set[int] = set()
    for token in tokenize.tokenize(BytesIO(text.encode()).readline):
        if token.type not in SILENT:
            found.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                found -= {*range(node.lineno, (node.end_lineno or 0) + 1)}
    return len(found)


def group(module: str) -> str:
    """What a module belongs to; a new one, to the core."""
    if module in OPTIONAL:
        return "optional"
    groups = {"data": DATA, "ground": GROUND, "redaction": REDACTION}
    return next((name for name, of in groups.items() if module in of), "core")


def modules() -> dict[str, Path]:
    """The sources of the runtime; synchronous twins are made from them."""
    return {path.stem: path for path in RUNTIME.glob("*.py")}


@cache
def carried(document: str) -> dict[str, str]:
    """The runtime in the package of a golden case, or of the minimal document and more."""
    if document.isidentifier():
        pressed = press_whole(CASES / document)
    else:
        Path("minimal.yaml").write_text(MINIMAL + document, "utf-8")
        pressed = press(load_settings(Path.cwd(), {"spec": "minimal.yaml"}))
    return {
        PurePosixPath(name).stem: text
        for name, text in pressed.files.items()
        if "/_runtime/" in name
    }


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_runtime_stays_small() -> None:
    sizes = dict.fromkeys(MOST, 0)
    for module, path in modules().items():
        sizes[group(module)] += code_lines(path)
    assert {name: size for name, size in sizes.items() if size > MOST[name]} == {}


def test_the_groups_name_modules_that_there_are() -> None:
    assert modules().keys() - OPTIONAL >= DATA | GROUND | REDACTION


def test_a_minimal_document_gets_what_every_package_carries_and_no_more() -> None:
    sources = modules().keys() - OPTIONAL
    twins = {name.replace("_async", "_sync") for name in sources}
    assert carried("").keys() == sources | twins
    assert NEEDING.keys() == OPTIONAL


@pytest.mark.parametrize("module", NEEDING)
def test_a_document_that_needs_a_module_gets_it(module: str) -> None:
    there = carried(NEEDING[module]).keys()
    assert {module, module.replace("_async", "_sync")} <= there


@pytest.mark.parametrize("document", ["", *dict.fromkeys(NEEDING.values())])
def test_no_module_imports_one_that_is_not_there(document: str) -> None:
    there = carried(document)
    wanted = {(n, name) for name, text in there.items() for n in _siblings(text)}
    assert {(n, by) for n, by in wanted if n not in there} == set()


def _siblings(text: str) -> Iterator[str]:
    """The modules beside it that a module imports, also those that type checkers alone see."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module=None, level=1, names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=1):
                yield module


@pytest.mark.parametrize("path", sorted(RUNTIME.glob("*.py")), ids=lambda p: p.stem)
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def test_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in modules().values()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25
