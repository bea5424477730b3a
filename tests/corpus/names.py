"""`python -m tests.corpus.names`: count the generated names of all documents that end in a hash.

With `--write FILE`, all names are written, one per line: document, kind, origin, name.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from specpress.config import Settings
from specpress.document.problems import DocumentError, Problems
from specpress.ir import Api, Enum, Object
from specpress.output.facts import build_facts
from specpress.package.defaults import build_members
from specpress.package.methods import MethodBuilder
from specpress.pipeline import open_document
from specpress.python.types import PythonTypes
from specpress.reader import build
from tests.corpus import documents
from tests.corpus.documents import Entry

# The hashes of `specpress.python.names`: at least six hexadecimal digits after the last underscore.
HASH = re.compile(r"_[0-9a-f]{6,64}_?$")
PROCESSES = 2
Name = tuple[str, str, str]
"""Kind, origin in the document, and Python name."""


def main() -> None:
    """Print the number of names and of hashed names by kind."""
    options = _parse_arguments()
    github = documents.github()
    entries = [*([github] if github else []), *documents.entries()]
    names = collect_names([e for e in entries if options.only in e.name])
    for line in summarize(name for _, name in names):
        print(line)
    if options.write:
        lines = ("\t".join((document, *name)) for document, name in names)
        options.write.write_text("\n".join(lines) + "\n", "utf-8")


def collect_names(entries: Sequence[Entry]) -> list[tuple[str, Name]]:
    """Return all names of the documents, each with its document."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        results = zip(entries, pool.map(list_names, entries), strict=True)
        return [(entry.name, name) for entry, names in results for name in names]


def summarize(names: Iterable[Name]) -> Iterator[str]:
    """Yield a line for each kind: the number and share of names that end in a hash."""
    counts = Counter((kind, ends_in_hash(*name)) for kind, *name in names)
    for kind in sorted({kind for kind, _ in counts}):
        hashed, total = counts[kind, True], counts[kind, True] + counts[kind, False]
        yield f"{kind} names that end in a hash: {hashed} of {total} ({hashed / total:.2%})"


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.names")
    parser.add_argument("--only", default="", help="documents that contain this text")
    parser.add_argument("--write", type=Path, help="file for all names")
    return parser.parse_args()


def ends_in_hash(origin: str, name: str) -> bool:
    """Return whether a name ends in a hash that the document does not contain."""
    match = HASH.search(name)
    return match is not None and match[0].strip("_") not in origin.lower()


def list_names(entry: Entry) -> list[Name]:
    """Return the names of a document; none if it has errors."""
    settings = Settings(str(entry.path), Path("nowhere"), "acme", "acme", "Acme")
    problems = Problems()
    try:
        workspace, _ = open_document(settings, problems)
        api = build(workspace.root, problems)
        problems.raise_if_errors()
        return [*_list_type_names(api), *_list_method_names(api, settings)]
    except DocumentError:
        return []


def _list_type_names(api: Api) -> Iterator[Name]:
    python = PythonTypes(api)
    for module in {*python.modules.values()}:
        yield "module", "", module
    for type_id, schema in python.named.items():
        yield "class", type_id, python.names[type_id]
        if isinstance(schema, Object):
            for wire, name in python.name_fields(schema).items():
                yield "field", wire, name
        if isinstance(schema, Enum):
            for member in build_members(python, schema):
                yield "member", str(member.value), member.name


def _list_method_names(api: Api, settings: Settings) -> Iterator[Name]:
    facts = build_facts(api, settings)
    builder = MethodBuilder(api, facts.python, {})
    for resource in facts.resources:
        yield "resource", resource.module, resource.name
        for method in resource.methods:
            yield "method", method.source.origin, method.name
            for wire, name in builder.name_arguments(method.source).items():
                yield "argument", wire, name


if __name__ == "__main__":
    main()
