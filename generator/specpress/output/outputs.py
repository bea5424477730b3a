"""The output files: for each template, the views that it prints.

A template that is not listed prints the package once; a file that is not a template is copied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from specpress.output.package import Package

Condition = Callable[[Package], object]


@dataclass(frozen=True, slots=True)
class PerItem:
    """A template that prints one file for each item."""

    variable: str
    """Name of the item in the template."""
    target: str
    """Path of a file, with attributes of the item in braces."""
    items: Callable[[Package], Sequence[Any]]


PER_ITEM = {
    "package/models/model.py.jinja": PerItem(
        "module", "package/models/{item.name}.py", lambda p: p.modules
    ),
    "package/resources/resource.py.jinja": PerItem(
        "resource", "package/resources/{item.module}.py", lambda p: p.resources
    ),
    "package/states/state.py.jinja": PerItem(
        "state", "package/states/{item.module}.py", lambda p: p.states
    ),
    "docs/lifecycle.svg.jinja": PerItem(
        "diagram", "docs/{item.module}.svg", lambda p: p.diagrams
    ),
}


def _has_fakes(package: Package) -> object:
    return package.fakes


def _has_model_cases(package: Package) -> object:
    return package.guarantees.model_cases.rows


def _has_operation_cases(package: Package) -> object:
    return package.guarantees.operation_cases.rows


# Files that only some documents need.
CONDITIONS: dict[str, Condition] = {
    "docs/guarantees.md.jinja": lambda p: p.guarantees.has_cases,
    "docs/lifecycles.md.jinja": lambda p: p.lifecycles,
    "package/_runtime/codec/bodies.py": lambda p: p.has_bodies,
    "package/_runtime/codec/enums.py": lambda p: p.has_enums,
    "package/_runtime/codec/forms.py": lambda p: p.has_forms,
    "package/_runtime/codec/unions.py": lambda p: p.has_unions,
    "package/_runtime/codec/uploads.py": lambda p: p.has_bodies,
    "package/_runtime/json/json_strings.py": lambda p: p.has_json_texts,
    "package/_runtime/lifecycle/confirmation.py": lambda p: p.has_confirmation,
    "package/_runtime/lifecycle/outcome_types.py": lambda p: p.has_outcomes,
    "package/_runtime/lifecycle/outcomes_async.py": lambda p: p.has_outcomes,
    "package/_runtime/lifecycle/waiting_async.py": lambda p: p.has_waiters,
    "package/_runtime/streams/events.py": lambda p: p.has_streams,
    "package/_runtime/streams/page_cursor.py": lambda p: p.has_pagination,
    "package/_runtime/streams/pages_async.py": lambda p: p.has_pagination,
    "package/_runtime/streams/resume_async.py": lambda p: p.has_streams,
    "package/_runtime/streams/signatures.py": lambda p: p.signature,
    "package/_runtime/streams/stream_async.py": lambda p: p.has_streams,
    "package/_runtime/streams/webhooks.py": lambda p: p.webhooks,
    "package/_runtime/transport/auth.py": lambda p: p.credentials,
    "package/_runtime/transport/oauth_async.py": lambda p: p.has_token_url,
    "package/models/_groups.json.jinja": lambda p: p.module_groups,
    "package/outcomes.py": lambda p: p.has_outcomes,
    "package/pagination.py": lambda p: p.has_pagination,
    "package/signatures.py.jinja": lambda p: p.signature,
    "package/states/__init__.py": lambda p: p.lifecycles,
    "package/streams.py": lambda p: p.has_streams,
    "package/testing/fake.py.jinja": _has_fakes,
    "package/testing/fakes.py": _has_fakes,
    "package/testing/lifecycles.py": _has_fakes,
    "package/testing/plugin.py.jinja": _has_fakes,
    "package/testing/samples.json.jinja": _has_fakes,
    "package/waiting.py": lambda p: p.has_waiters,
    "package/webhooks.py.jinja": lambda p: p.webhooks,
    "tests/models.json.jinja": lambda p: p.guarantees.has_cases,
    "tests/operations.json.jinja": _has_operation_cases,
    "tests/test_enums.py.jinja": lambda p: p.enum_values.entries,
    "tests/test_guarantees.py.jinja": _has_model_cases,
    "tests/test_lifecycles.py.jinja": _has_fakes,
    "tests/test_models.py.jinja": _has_model_cases,
    "tests/test_operations.py.jinja": _has_operation_cases,
}


def is_needed(name: str, package: Package) -> bool:
    """Return whether the output of an API includes a file of the templates."""
    condition = CONDITIONS.get(name)
    return condition is None or bool(condition(package))
