"""`make witness`: compare the upgrade of Swagger 2.0 with swagger2openapi, from npm, for all documents of the corpus.

Operations, parameters, bodies and responses must be the same, except for differences of a kind that `KINDS` lists.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.corpus import documents
from tests.corpus.documents import CACHE, METHODS
from tests.corpus.swagger import open_tree

PACKAGE = "swagger2openapi@7.0.8"
FOLDER = CACHE / "swagger2openapi"
CONVERT = """
const {convertObj} = require('swagger2openapi');
const options = {patch: true, warnOnly: true, resolve: false};
const trees = JSON.parse(require('fs').readFileSync(0, 'utf8'));
(async () => {
  const results = {};
  for (const [name, tree] of Object.entries(trees)) {
    try { results[name] = (await convertObj(tree, options)).openapi; }
    catch (error) { results[name] = String(error); }
  }
  process.stdout.write(JSON.stringify(results));
})();
"""
Facts = dict[str, Any]
# A difference: the operation, the kind of fact and the values of both.
Difference = tuple[str, str, Any, Any]


def install() -> str:
    """Install the converter from the configured npm registry; return why it cannot be used."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "node and npm are not installed"
    if not (FOLDER / "node_modules").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", PACKAGE]
        command += ["--prefix", str(FOLDER)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            return f"npm cannot install {PACKAGE}: {result.stderr.strip()[-300:]}"
    return ""


def convert_all(trees: dict[str, Any]) -> dict[str, Any]:
    """Return the documents that the converter makes of Swagger documents, or its errors."""
    with tempfile.NamedTemporaryFile("w", suffix=".js", dir=FOLDER) as script:
        script.write(CONVERT)
        script.flush()
        result = subprocess.run(
            ["node", script.name],
            input=json.dumps(trees, default=str),
            capture_output=True,
            text=True,
            check=True,
        )
    converted: dict[str, Any] = json.loads(result.stdout)
    return converted


def list_facts(tree: Any) -> dict[str, Facts]:
    """Return the facts of each operation of an OpenAPI 3.0 document."""
    facts: dict[str, Facts] = {}
    for path, item in tree.get("paths", {}).items():
        if path.startswith("x-") or not isinstance(item, dict):
            continue
        for method in METHODS & item.keys():
            operation = item[method]
            if isinstance(operation, dict):
                facts[f"{method} {path}"] = _read_operation(tree, item, operation)
    return facts


def _read_operation(tree: Any, item: Any, operation: Any) -> Facts:
    facts: Facts = {}
    for holder in (item, operation):
        for entry in holder.get("parameters") or ():
            parameter = _resolve(tree, entry)
            name = f"parameter {parameter.get('in')} {parameter.get('name')}"
            facts[name] = _read_parameter(tree, parameter)
    body = _resolve(tree, operation.get("requestBody") or {})
    for media_type, content in (body.get("content") or {}).items():
        facts[f"body {media_type}"] = _describe(tree, content.get("schema"))
    if body:
        facts["body is required"] = bool(body.get("required"))
    for status, entry in (operation.get("responses") or {}).items():
        response = _resolve(tree, entry)
        if str(status).startswith("x-"):
            continue
        facts[f"response {status}"] = sorted(response.get("headers") or ())
        for media_type, content in (response.get("content") or {}).items():
            schema = _describe(tree, content.get("schema"))
            facts[f"response {status} {media_type}"] = schema
    return facts


def _read_parameter(tree: Any, parameter: Any) -> Any:
    schema = _describe(tree, parameter.get("schema"))
    location = parameter.get("in")
    style = parameter.get("style") or ("form" if location == "query" else "simple")
    explode = parameter.get("explode", style == "form")
    written = (style, explode) if "array" in str(schema) else None
    is_required = bool(parameter.get("required")) or location == "path"
    return is_required, written, schema


def _resolve(tree: Any, value: Any) -> Any:
    """Return the target of a reference in the document."""
    for _ in range(20):
        if not isinstance(value, dict) or not isinstance(value.get("$ref"), str):
            break
        value, steps = tree, value["$ref"].partition("#/")[2].split("/")
        for step in steps:
            key = step.replace("~1", "/").replace("~0", "~")
            value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _describe(tree: Any, schema: Any, depth: int = 2) -> str:
    """Return the structure of a schema to some depth."""
    value = _resolve(tree, schema)
    if depth == 0 or not value:
        return "any"
    text = f"{value.get('type')} {value.get('format')}"
    if isinstance(value.get("enum"), list):
        text += f" {sorted(map(_format, value['enum']))}"
    properties = value.get("properties")
    for name in sorted(properties) if isinstance(properties, dict) else ():
        text += f" {name}: ({_describe(tree, properties[name], depth - 1)})"
    if "items" in value:
        text += f" of ({_describe(tree, value['items'], depth - 1)})"
    return text


def _has_bare_names(tree: Any) -> bool:
    names = {f'"$ref": "{name}"' for name in tree.get("definitions", {})}
    text = json.dumps(tree, default=str)
    return any(name in text for name in names)


def _format(value: Any) -> str:
    """Return an enum value as both languages write it."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return repr(float(value)) if is_number else str(value)


def find_differences(ours: Any, theirs: Any) -> Iterator[Difference]:
    """Yield the facts of operations that differ."""
    own, other = list_facts(ours), list_facts(theirs)
    for operation in sorted({*own, *other}):
        first, second = own.get(operation), other.get(operation)
        if first is None or second is None:
            yield operation, "operation", first is not None, second is not None
            continue
        for name in sorted({*first, *second}):
            if first.get(name) != second.get(name):
                yield operation, name, first.get(name), second.get(name)


def main() -> None:
    """Compare all documents; exit with 1 if there is a difference without an explanation."""
    reason = documents.missing_swagger() or install()
    if reason:
        print(f"skipped: {reason}")
        return
    entries = documents.swagger()
    trees = {entry.name: documents.read_tree(entry.path) for entry in entries}
    counts: Counter[str] = Counter()
    unexplained = 0
    for name, theirs in convert_all(trees).items():
        if isinstance(theirs, str):
            counts["the converter fails"] += 1
            print(f"{name}: {theirs}")
            continue
        ours = open_tree(next(e.path for e in entries if e.name == name))
        for difference in find_differences(ours, theirs):
            kind = explain(trees[name], difference)
            counts[kind or "unexplained"] += 1
            if not kind:
                unexplained += 1
                print(name, *difference, sep=" | ")
    print(f"{len(entries)} documents")
    for kind, count in counts.most_common():
        print(f"  {count:6,} {kind}")
    sys.exit(bool(unexplained))


def explain(tree: Any, difference: Difference) -> str:
    """Return the kind of a difference; empty if there is no explanation."""
    operation, name, ours, theirs = difference
    method, _, path = operation.partition(" ")
    is_body = name.startswith("body")
    if name == "operation" and path in tree.get("x-ms-paths", {}):
        return "the converter ignores `x-ms-paths`"
    if name.startswith("response") and not ours and theirs == []:
        return "the converter adds a response to operations without responses"
    if "*/*" in name or (name.endswith(" application/json") and theirs is None):
        return "without `produces` and `consumes` we read JSON, the converter any media type"
    if is_body and method in ("get", "head", "delete") and theirs is None:
        return "the converter drops the body of GET, HEAD and DELETE"
    if name == "body is required" and ours and not theirs:
        return "we require the body of a form with required fields"
    if "tabDelimited" in str(ours):
        return "the converter reads tabs as repeated names"
    if "file" in str(theirs):
        return "`{type: object, format: file}` is a file to us"
    if str(theirs).endswith(("any", "any)")) and _has_bare_names(tree):
        return "we read a bare name in `$ref` as a definition"
    if name.startswith("parameter") and "any" in str(ours):
        return "the converter adds a type to parameters without one"
    if "application/pdf" in name or "application/octet-stream" in name:
        return "an object in a binary media type: we read JSON"
    if "multipart/form-data; boundary" in name or "urlencoded" in name:
        return "the converter ignores a media type with a boundary"
    return ""


if __name__ == "__main__":
    main()
