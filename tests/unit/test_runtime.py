"""Size of the generated runtime, and selection of its modules per document (decision 0017)."""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from tests.golden.generate_case import CASES, generate_case

from specpress.config import load_settings
from specpress.output.outputs.copied import COPIED
from specpress.output.template_set import templates_directory
from specpress.pipeline import generate

RUNTIME = templates_directory() / "package" / "_runtime"
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
SIGNED = "x-specpress-webhook-signature: {header: X-Signature}\n"

# Modules that read and write values, models and bodies.
DATA = {
    "arguments",
    "codec",
    "containers",
    "contradictions",
    "encoders",
    "error_messages",
    "files",
    "json",
    "lazy_exports",
    "models",
    "parameter_values",
    "parsing",
    "paths",
    "received",
    "recursion",
    "scalars",
    "types",
    "wire_texts",
}
# Modules for people and other libraries: repr, help, copies, annotations, pydantic, cattrs. Most of them are
# loaded when they are used.
TOOLS = {
    "aliases",
    "cattrs_hooks",
    "copies",
    "deferred_annotations",
    "display",
    "model_methods",
    "pydantic_schemas",
}
# Modules that use HTTP libraries, sockets or clocks.
PLATFORM = {
    "httpx2_async",
    "httpx2_common",
    "pyreqwest_common",
    "sending_async",
    "clock_async",
    "clock_sync",
    "pyreqwest_async",
}
# The modules that redact credentials in every encoding that SECURITY.md lists.
REDACTION = {"encodings", "redaction", "secrets"}
# Modules of features that few calls use; they are loaded on first use.
ON_DEMAND = {"client_copies", "rate_limits", "undocumented"}
# Maximum lines of code per group. "optional" modules are generated only if the document needs
# them; "public" are modules beside the runtime, such as `streams`; "core" is the default group.
# Formatting counts: descriptive names wrap more lines.
MAX_LINES = {
    "core": 2215,
    "redaction": 420,
    "data": 2145,
    "on demand": 300,
    "tools": 670,
    "platform": 540,
    "optional": 3415,
    "public": 200,
}
OPTIONAL = {
    PurePosixPath(name).stem
    for copied in COPIED
    for name in copied.templates
    if copied.condition is not None and "/_runtime/" in name
}
# A golden case, or an addition to the minimal document, that needs each optional module.
DOCUMENTS = {
    "added_keys": "if_then_else_widens",
    "auth": "security_alternatives",
    "bodies": "json_body",
    "body_choice": "several_media_types",
    "confirmation": "lifecycle_of_an_order",
    "deprecation": "deprecated_everywhere",
    "conditional": "if_then_else_widens",
    "decimal_numbers": "decimal_numbers",
    "enums": "enum_of_integers",
    "events": "stream_of_events",
    "forms": "form_url_encoded",
    "header_values": "links_and_headers",
    "nested_keys": "form_url_encoded",
    "next_page": "pages_of_every_style",
    "oauth_async": TOKENS,
    "page_async": "pages_of_every_style",
    "pagination": "pages_of_every_style",
    "paginator": "pages_of_every_style",
    "resume_async": "stream_of_json_lines",
    "rules": "union_by_constraints",
    "scores": "union_of_scalars",
    "signatures": SIGNED,
    "stream_async": "stream_of_json_lines",
    "json_strings": "json_in_text",
    "unions": "union_of_scalars",
    "uploads": "json_body",
    "variant_encoding": "union_of_scalars",
    "variants": "union_of_scalars",
    "waiting_async": "lifecycle_of_an_order",
    "webhooks": "webhook_without_body",
    "xml": "xml_objects",
    "xml_reader": "xml_objects",
    "xml_schemas": "xml_objects",
    "xml_writer": "xml_objects",
}
IGNORED_TOKENS = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def code_lines(path: Path) -> int:
    """Count lines of code, without blank lines, comments and docstrings."""
    text = path.read_text("utf-8")
    lines: set[int] = set()
    for token in tokenize.tokenize(BytesIO(text.encode()).readline):
        if token.type not in IGNORED_TOKENS:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                lines -= {*range(node.lineno, (node.end_lineno or 0) + 1)}
    return len(lines)


def group(module: str) -> str:
    """Return the group of a module."""
    if module in OPTIONAL:
        return "optional"
    groups = {
        "data": DATA,
        "on demand": ON_DEMAND,
        "tools": TOOLS,
        "platform": PLATFORM,
        "redaction": REDACTION,
    }
    return next((name for name, group in groups.items() if module in group), "core")


def runtime_sources() -> dict[str, Path]:
    """Return the source files of the runtime, without derived synchronous modules."""
    paths = (p for p in RUNTIME.rglob("*.py") if p.name != "__init__.py")
    return {path.stem: path for path in paths}


@cache
def generated_sources(document: str) -> dict[tuple[str, ...], str]:
    """Return the modules of a golden case, or of the minimal document with an addition.

    The keys are the folders and names of the modules in the package.
    """
    if document.isidentifier():
        generated = generate_case(CASES / document)
    else:
        Path("minimal.yaml").write_text(MINIMAL + document, "utf-8")
        generated = generate(load_settings(Path.cwd(), {"spec": "minimal.yaml"}))
    package = next(n for n in generated.files if n.endswith("/_client.py"))
    folder = PurePosixPath(package).parent
    return {
        PurePosixPath(name).relative_to(folder).with_suffix("").parts: text
        for name, text in generated.files.items()
        if name.endswith(".py") and PurePosixPath(name).is_relative_to(folder)
    }


def generated_runtime(document: str) -> dict[str, str]:
    """Return the modules of a generated runtime by their names, without packages."""
    sources = generated_sources(document)
    return {
        path[-1]: text
        for path, text in sources.items()
        if path[0] == "_runtime" and path[-1] != "__init__"
    }


@pytest.fixture(autouse=True)
def working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_runtime_size() -> None:
    sizes = dict.fromkeys(MAX_LINES, 0)
    for module, path in runtime_sources().items():
        sizes[group(module)] += code_lines(path)
    sizes["public"] = sum(map(code_lines, RUNTIME.parent.glob("*.py")))
    assert {name: size for name, size in sizes.items() if size > MAX_LINES[name]} == {}


def test_groups_contain_existing_modules() -> None:
    groups = DATA | ON_DEMAND | TOOLS | PLATFORM | REDACTION
    assert runtime_sources().keys() - OPTIONAL >= groups


def test_minimal_document_has_no_optional_modules() -> None:
    sources = runtime_sources().keys() - OPTIONAL
    twins = {name.replace("_async", "_sync") for name in sources}
    assert generated_runtime("").keys() == sources | twins
    assert DOCUMENTS.keys() == OPTIONAL


@pytest.mark.parametrize("module", DOCUMENTS)
def test_optional_module_is_generated_if_needed(module: str) -> None:
    modules = generated_runtime(DOCUMENTS[module]).keys()
    assert {module, module.replace("_async", "_sync")} <= modules


@pytest.mark.parametrize("document", ["", *dict.fromkeys(DOCUMENTS.values())])
def test_imported_modules_are_generated(document: str) -> None:
    """Test that modules import only what the document needs, in functions and for types as well."""
    sources = generated_sources(document)
    missing = {
        (imported, path)
        for path, text in sources.items()
        for imported in _relative_imports(path[:-1], text)
        if not _list_modules(imported) & sources.keys()
    }
    assert missing == set()


def _list_modules(imported: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the modules of which one must exist for an import of this name."""
    *package, _ = imported
    modules = {imported, (*imported, "__init__"), (*package,)}
    # The packages of the runtime define no names.
    return (
        modules if package[:1] == ["_runtime"] else {*modules, (*package, "__init__")}
    )


def _relative_imports(folder: tuple[str, ...], text: str) -> Iterator[tuple[str, ...]]:
    """Iterate over the names that a module imports from its package."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module=module, level=level, names=names) if level:
                base = folder[: len(folder) - level + 1]
                steps = module.split(".") if module else ()
                yield from ((*base, *steps, alias.name) for alias in names)


@pytest.mark.parametrize("path", sorted(RUNTIME.rglob("*.py")), ids=str)
def test_module_and_function_length(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def test_function_lengths() -> None:
    lengths = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for path in runtime_sources().values()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[len(lengths) * 9 // 10] <= 25
