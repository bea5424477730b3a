"""The page `docs/templates.md`: the view of each template with its fields, from the classes (`make golden` writes it)."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, get_args, get_type_hints

from specpress.output.outputs import OUTPUTS
from specpress.output.outputs.declarations import Copied
from specpress.output.template_set import Header, load_templates, parse_header
from specpress.site.outputs import PAGES
from tests.unit.template_types import get_getter

PATH = Path(__file__).parents[2] / "docs/templates.md"
# Their fields are documented and versioned; other objects may change in each version.
DOCUMENTED = (
    "specpress.evidence",
    "specpress.output",
    "specpress.package",
    "specpress.site",
)
BEGINNING = """# Templates

A file in the directory that the setting [`templates`](settings.md#templates) names overrides the built-in template with the same path; all
others remain built-in. `*.jinja` files are rendered, in Jinja's sandbox; others are copied. `check` reports changed templates as a cause.

The first line of a built-in template names its variable, the class of the variable, and the version of its fields:

```jinja
{#- view: output.outputs.project.Readme, version 2 -#}
```

Keep this line in your file. If a later specpress has another version of the view, because a field that this page lists was renamed, removed or
got another type, your file is a located error ([`outdated-template`](#outdated-templates)) before anything is written. New fields do not
change the version. A file without the line is not checked.

The templates in `site/` are those of [`specpress docs`](documentation-site.md). They print HTML, in which each value is escaped; `site/layout.html.jinja` is
around all of them, and prints `page.frame`.

The generated tests run each block of `README.md` and `docs/` that begins with ```` ```python ````. Mark a block that cannot run as ```` ```py ````.

## Outdated templates

Compare your file with the built-in template of the same path, adapt it, and copy the first line.

## Views
"""
_ENTRY = re.compile(r"^    (?:    )?(\w+): (.*(?:\n {8,}(?!\w+: ).*)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class View:
    """A template with its view and the documented classes that the view refers to."""

    template: str
    header: Header
    kind: type
    reachable: tuple[type, ...]


def list_views() -> list[View]:
    """Return the views of all templates."""
    texts = load_templates(None).texts
    views = []
    for output in (*OUTPUTS, *PAGES):
        if not isinstance(output, Copied):
            header = parse_header(texts[output.template])
            assert header is not None, output.template
            module, _, name = header.view.rpartition(".")
            kind = getattr(import_module(f"specpress.{module}"), name)
            reachable = tuple(_walk(kind, {}))
            views.append(View(output.template, header, kind, reachable))
    return views


def _walk(kind: Any, seen: dict[type, None]) -> dict[type, None]:
    """Return the documented classes that the fields and properties of a class refer to, and itself."""
    for inner in get_args(kind):
        _walk(inner, seen)
    is_documented = isinstance(kind, type) and is_dataclass(kind)
    if not is_documented or kind in seen or not kind.__module__.startswith(DOCUMENTED):
        return seen
    seen[kind] = None
    for hint in get_type_hints(kind).values():
        _walk(hint, seen)
    for value in vars(kind).values():
        if (getter := get_getter(value)) is not None:
            _walk(get_type_hints(getter).get("return"), seen)
    return seen


def render() -> str:
    """Return the page."""
    views = list_views()
    kinds = {kind: None for view in views for kind in view.reachable}
    rows = "".join(
        f"| `{v.template}` | `{v.header.variable}` | [`{v.kind.__name__}`](#{_anchor(v.kind)}) | {v.header.version} |\n"
        for v in views
    )
    table = f"\n| template | variable | class | version |\n|---|---|---|---|\n{rows}"
    sections = "".join(
        _render_class(k)
        for k in sorted(kinds, key=lambda k: (k.__name__, k.__module__))
    )
    return f"{BEGINNING}{table}\n## Fields\n{sections}"


def _anchor(kind: type) -> str:
    return kind.__name__.lower()


def _render_class(kind: type) -> str:
    summary = (inspect.getdoc(kind) or "").partition("\n")[0]
    rows = "".join(f"{row}\n" for row in _list_rows(kind))
    return f"\n### {kind.__name__}\n\n{_escape(summary)}\n\n| field | type | meaning |\n|---|---|---|\n{rows}"


def _list_rows(kind: type) -> Iterator[str]:
    """Yield a row for each field and property that a template can print."""
    meanings = _read_meanings(kind)
    for base in reversed(kind.__mro__):
        for name, annotation in inspect.get_annotations(base).items():
            if not name.startswith("_"):
                yield f"| `{name}` | `{_escape(annotation)}` | {_escape(meanings.get(name, '–'))} |"
        for name, value in vars(base).items():
            if (getter := get_getter(value)) is not None and not name.startswith("_"):
                meaning = (inspect.getdoc(getter) or "–").partition("\n")[0]
                returned = getter.__annotations__.get("return", "")
                yield f"| `{name}` | `{_escape(str(returned))}` | {_escape(meaning)} |"


def _read_meanings(kind: type) -> dict[str, str]:
    """Return the docstrings below fields, and the entries of the class docstring."""
    meanings: dict[str, str] = {}
    for base in reversed(kind.__mro__[:-1]):
        _, _, listed = (base.__doc__ or "").partition("Attributes:\n")
        meanings |= {
            name: " ".join(text.split()) for name, text in _ENTRY.findall(listed)
        }
        tree = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
        assert isinstance(tree, ast.ClassDef)
        for before, after in zip(tree.body, tree.body[1:], strict=False):
            match before, after:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(
                    value=ast.Constant(value=str(text))
                ):
                    meanings[name] = " ".join(text.split())
    return meanings


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


def find_lost_fields(old: str, new: str) -> dict[str, list[str]]:
    """Return the rows of fields that a page lost, by the templates whose version remained."""
    lost = {}
    versions, sections = _read_versions(old), (_read_fields(old), _read_fields(new))
    for view in list_views():
        if versions.get(view.template) != view.header.version:
            continue
        names = [kind.__name__ for kind in view.reachable]
        before, after = ({r for n in names for r in s.get(n, ())} for s in sections)
        if missing := sorted(before - after):
            lost[view.template] = missing
    return lost


def _read_versions(page: str) -> dict[str, int]:
    rows = re.findall(r"^\| `([^`]+\.jinja)` \|.*\| (\d+) \|$", page, re.MULTILINE)
    return {template: int(version) for template, version in rows}


def _read_fields(page: str) -> dict[str, set[str]]:
    """Return the name and the type of each field, by class."""
    sections = re.findall(
        r"^### (\w+)\n(.*?)(?=^###|\Z)", page, re.MULTILINE | re.DOTALL
    )
    row = re.compile(r"^\| (`\w+` \| `.*?`) \|", re.MULTILINE)
    return {
        name: {f"{name}: {r}" for r in row.findall(text)} for name, text in sections
    }


def update() -> None:
    """Write the page; refused if a view lost a field without another version."""
    new = render()
    old = PATH.read_text("utf-8") if PATH.exists() else ""
    if lost := find_lost_fields(old, new):
        template, rows = next(iter(lost.items()))
        sys.exit(
            f"{template}: increase the version in its first line, because it lost {rows[0]}"
        )
    PATH.write_text(new, "utf-8", newline="\n")
