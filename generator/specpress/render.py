"""Render: views and templates become `Files`. The tree of templates mirrors the tree of the output."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from specpress.flavours import to_sync
from specpress.layout import docstring_line, literal
from specpress.markup import code, prose, toml
from specpress.views.client import FLAVOURS
from specpress.views.package import Package

PACKAGED = Path(__file__).parent / "templates"
REPOSITORY = Path(__file__).parents[2] / "templates"
PER_ITEM = {
    "package/models/model.py.jinja": ("module", "modules"),
    "package/_operations/operations.py.jinja": ("resource", "resources"),
    "package/resources/resource.py.jinja": ("resource", "resources"),
    "package/states/state.py.jinja": ("state", "states"),
    "docs/life.svg.jinja": ("picture", "pictures"),
}
"""Templates that are rendered once per item: the name of the view in the template, and the list."""
WHERE_USED = {
    "package/webhooks.py.jinja": "webhooks",
    "package/_runtime/webhooks.py": "webhooks",
    "package/_runtime/auth.py": "credentials",
    "package/_runtime/confirm.py": "confirms",
    "package/_runtime/enums.py": "has_enums",
    "package/_runtime/unions.py": "has_unions",
    "package/_runtime/bodies.py": "has_bodies",
    "package/_runtime/uploads.py": "has_bodies",
    "package/_runtime/texts.py": "has_texts",
    "package/_runtime/forms.py": "has_forms",
    "package/_runtime/oauth_async.py": "has_token_url",
    "package/_runtime/pages_async.py": "paged",
    "package/_runtime/paging.py": "paged",
    "package/pagination.py": "paged",
    "package/_runtime/resume_async.py": "streams",
    "package/streams.py": "streams",
    "package/_runtime/signatures.py": "signature",
    "package/signatures.py.jinja": "signature",
    "package/_runtime/events.py": "streams",
    "package/_runtime/stream_async.py": "streams",
    "package/states/__init__.py": "lives",
    "package/_runtime/results.py": "changes",
    "package/_runtime/outcomes_async.py": "changes",
    "package/outcomes.py": "changes",
    "package/_runtime/waiting_async.py": "waits",
    "package/waiting.py": "waits",
    "package/testing/fake.py.jinja": "fakes",
    "docs/lives.md.jinja": "lives",
    "tests/test_enums.py.jinja": "enums",
    "tests/test_lives.py.jinja": "fakes",
    "tests/models.json.jinja": "proofs.tables",
    "tests/test_models.py.jinja": "proofs.payloads.rows",
    "tests/test_promises.py.jinja": "proofs.payloads.rows",
    "tests/operations.json.jinja": "proofs.calls.rows",
    "tests/test_operations.py.jinja": "proofs.calls.rows",
    "docs/promises.md.jinja": "proofs.tables",
    "package/testing/fakes.py": "fakes",
    "package/testing/lives.py": "fakes",
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
        repr=literal, docstring=docstring_line, toml=toml, prose=prose, code=code
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
    shared = {"package": package, "flavours": FLAVOURS}
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
