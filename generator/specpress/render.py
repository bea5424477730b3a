"""Render: views and templates become `Files`. The tree of templates mirrors the tree of the output."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specpress.layout import escape_docstring, format_literal
from specpress.markup import code, prose, toml
from specpress.problems import UsageError
from specpress.sync_twins import to_sync
from specpress.template_set import TemplateSet
from specpress.views.client import CLIENT_MODES
from specpress.views.package import Package

SUFFIX = ".jinja"
OPTIONS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "autoescape": False,  # the output is Python; text enters it through filters
}
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


def render(
    package: Package, templates: TemplateSet, environment: Environment
) -> dict[str, str]:
    """All files of the output, by their POSIX path.

    Raises:
        UsageError: a template of the user fails, or does what the sandbox forbids.
    """
    files: dict[str, str] = {}
    for name in templates.texts:
        with _reported(templates, name):
            files.update(_render_one(name, templates, environment, package))
    return files


def environment_of(templates: TemplateSet) -> Environment:
    """Return the environment of a run: sandboxed if a template is the user's.

    Raises:
        UsageError: a template of the user has a syntax error.
    """
    if not templates.overrides:
        return _builtin(templates.builtin)
    environment = _with_filters(
        ImmutableSandboxedEnvironment(loader=_loader(templates), **OPTIONS)
    )
    for name in sorted(templates.overrides):
        if name.endswith(SUFFIX):
            with _reported(templates, name):
                environment.get_template(name)
    return environment


@cache
def _builtin(root: Path) -> Environment:
    """Kept: to compile the templates takes longer than to press a small document."""
    environment = Environment(loader=FileSystemLoader(root), **OPTIONS)  # noqa: S701
    return _with_filters(environment)


def _loader(templates: TemplateSet) -> FunctionLoader:
    """Load the texts that were read at the start of the run, with their paths for messages."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in templates.texts:
            return None
        return templates.texts[name], str(templates.path(name)), lambda: True

    return FunctionLoader(load)


def _with_filters(environment: Environment) -> Environment:
    environment.filters.update(
        repr=format_literal,
        docstring=escape_docstring,
        toml=toml,
        prose=prose,
        code=code,
    )
    return environment


@contextmanager
def _reported(templates: TemplateSet, name: str) -> Iterator[None]:
    """Turn a failure of the user's templates into a usage error with the template's path and line."""
    try:
        yield
    except Exception as error:
        if not templates.overrides:
            raise
        raise UsageError(
            f"{_position(error, templates) or _file(templates, name)}{_reason(error)}"
        ) from error


def _position(error: Exception, templates: TemplateSet) -> str:
    """Return where a template failed: `path:line: `, the innermost template of the user if there is one."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: "
    paths = {str(templates.path(name)): name for name in templates.texts}
    frames = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename in paths
    ]
    own = [frame for frame in frames if paths[frame[0]] in templates.overrides]
    innermost = [*frames, *own][-1:]
    return "".join(f"{path}:{line}: " for path, line in innermost)


def _file(templates: TemplateSet, name: str) -> str:
    return f"{templates.path(name)}: " if name in templates.overrides else ""


def _reason(error: Exception) -> str:
    """Return the message of an exception in one line."""
    text = " ".join(str(error).split())
    if isinstance(error, TemplateNotFound):
        return f"there is no template {text!r}"
    if isinstance(error, TemplateError):
        return text
    return f"{type(error).__name__}: {text}".removesuffix(": ")


def _render_one(
    name: str, templates: TemplateSet, environment: Environment, package: Package
) -> dict[str, str]:
    if name in WHERE_USED and not attrgetter(WHERE_USED[name])(package):
        return {}
    target = name.removesuffix(SUFFIX)
    if target.startswith("package/"):
        target = f"{package.name}/{target.removeprefix('package/')}"
    if not name.endswith(SUFFIX):
        return _copied(name, target, templates)
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


def _copied(name: str, target: str, templates: TemplateSet) -> dict[str, str]:
    """A file that is copied as it is; an asynchronous one brings a synchronous twin, unless that is there."""
    text = templates.texts[name]
    stem = name.removesuffix("_async.py")
    if stem == name or f"{stem}_sync.py" in templates.texts:
        return {target: text}
    return {target: text, f"{target.removesuffix('_async.py')}_sync.py": to_sync(text)}
