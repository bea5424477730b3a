"""Render: views and templates become `Files`. The tree of templates mirrors the tree of the output."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from specpress.layout import escape_docstring, format_literal
from specpress.markup import code, prose, toml
from specpress.sync_twins import to_sync
from specpress.views.client import CLIENT_MODES
from specpress.views.package import Package

PACKAGED = Path(__file__).parent / "templates"
REPOSITORY = Path(__file__).parents[2] / "templates"
PER_ITEM = {
    "package/models/model.py.jinja": ("module", "modules"),
    "package/_operations/operations.py.jinja": ("resource", "resources"),
    "package/resources/resource.py.jinja": ("resource", "resources"),
    "package/states/state.py.jinja": ("state", "states"),
    "docs/lifecycle.svg.jinja": ("diagram", "diagrams"),
}
"""Templates that are rendered once per item: the name of the view in the template, and the list."""
WHERE_USED = {
    "package/webhooks.py.jinja": "webhooks",
    "package/_runtime/webhooks.py": "webhooks",
    "package/_runtime/auth.py": "credentials",
    "package/_runtime/confirmation.py": "has_confirmation",
    "package/_runtime/enums.py": "has_enums",
    "package/_runtime/unions.py": "has_unions",
    "package/_runtime/bodies.py": "has_bodies",
    "package/_runtime/uploads.py": "has_bodies",
    "package/_runtime/json_strings.py": "has_json_texts",
    "package/_runtime/forms.py": "has_forms",
    "package/_runtime/oauth_async.py": "has_token_url",
    "package/_runtime/pages_async.py": "has_pagination",
    "package/_runtime/page_cursor.py": "has_pagination",
    "package/pagination.py": "has_pagination",
    "package/_runtime/resume_async.py": "has_streams",
    "package/streams.py": "has_streams",
    "package/_runtime/signatures.py": "signature",
    "package/signatures.py.jinja": "signature",
    "package/_runtime/events.py": "has_streams",
    "package/_runtime/stream_async.py": "has_streams",
    "package/states/__init__.py": "lifecycles",
    "package/_runtime/outcome_types.py": "has_outcomes",
    "package/_runtime/outcomes_async.py": "has_outcomes",
    "package/outcomes.py": "has_outcomes",
    "package/_runtime/waiting_async.py": "has_waiters",
    "package/waiting.py": "has_waiters",
    "package/testing/fake.py.jinja": "fakes",
    "docs/lifecycles.md.jinja": "lifecycles",
    "tests/test_enums.py.jinja": "enum_values",
    "tests/test_lifecycles.py.jinja": "fakes",
    "tests/models.json.jinja": "guarantees.has_cases",
    "tests/test_models.py.jinja": "guarantees.model_cases.rows",
    "tests/test_guarantees.py.jinja": "guarantees.model_cases.rows",
    "tests/operations.json.jinja": "guarantees.operation_cases.rows",
    "tests/test_operations.py.jinja": "guarantees.operation_cases.rows",
    "docs/guarantees.md.jinja": "guarantees.has_cases",
    "package/testing/fakes.py": "fakes",
    "package/testing/lifecycles.py": "fakes",
    "package/testing/plugin.py.jinja": "fakes",
    "package/testing/samples.json.jinja": "fakes",
}
"""Files that a package has only where this part of its view is not empty."""


def templates_folder() -> Path:
    """Where the templates are: inside an installed package, else in the repository."""
    return PACKAGED if PACKAGED.is_dir() else REPOSITORY


def render(package: Package, folder: Path | None = None) -> dict[str, str]:
    """All files of the output, by their POSIX path."""
    root = folder or templates_folder()
    environment = _environment(root)
    files: dict[str, str] = {}
    for path in sorted(
        p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    ):
        files.update(
            _render_one(path.relative_to(root).as_posix(), root, environment, package)
        )
    return files


@cache
def _environment(root: Path) -> Environment:
    """Kept: to compile the templates takes longer than to press a small document."""
    environment = Environment(
        loader=FileSystemLoader(root),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 -- the output is Python; text enters it through filters
    )
    environment.filters.update(
        repr=format_literal,
        docstring=escape_docstring,
        toml=toml,
        prose=prose,
        code=code,
    )
    return environment


def _render_one(
    name: str, root: Path, environment: Environment, package: Package
) -> dict[str, str]:
    if name in WHERE_USED and not attrgetter(WHERE_USED[name])(package):
        return {}
    target = name.removesuffix(".jinja")
    if target.startswith("package/"):
        target = f"{package.name}/{target.removeprefix('package/')}"
    if not name.endswith(".jinja"):
        return _copied(target, root / name)
    template = environment.get_template(name)
    shared = {"package": package, "modes": CLIENT_MODES}
    if name not in PER_ITEM:
        return {target: template.render(shared)}
    variable, attribute = PER_ITEM[name]
    suffix = PurePosixPath(target).suffix
    return {
        f"{target.rpartition('/')[0]}/{_module_name(item)}{suffix}": template.render(
            shared, **{variable: item}
        )
        for item in getattr(package, attribute)
    }


def _module_name(item: object) -> str:
    return str(getattr(item, "module", None) or getattr(item, "name"))  # noqa: B009


def _copied(target: str, source: Path) -> dict[str, str]:
    """A file that is copied as it is; an asynchronous one brings a synchronous twin, unless that is there."""
    text = source.read_text("utf-8")
    twin = source.name.removesuffix("_async.py") + "_sync.py"
    if not source.name.endswith("_async.py") or source.with_name(twin).exists():
        return {target: text}
    return {target: text, target.removesuffix(source.name) + twin: to_sync(text)}
