"""The declarations of output files: every template has one, and prints only attributes of its view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import Any
from unittest.mock import patch

import pytest
from jinja2 import meta, nodes
from tests.golden.generate_case import CASES
from tests.unit.template_types import check_attributes, get_getter

from specpress.config import load_settings
from specpress.document.load import load
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.output.facts import Facts, build_facts
from specpress.output.outputs import OUTPUTS
from specpress.output.outputs.declarations import Copied, Rendered, RenderedEach
from specpress.output.render import create_environment, create_html_environment
from specpress.output.template_set import load_templates
from specpress.python import model_modules
from specpress.reader import build
from specpress.samples.repair import SampleRepair
from specpress.site.outputs import ASSETS, LAYOUT, PAGES, SitePages
from specpress.site.pages import Site
from specpress.site.rendering import FILTERS

TEMPLATES = load_templates(None)
ENVIRONMENT = create_environment(TEMPLATES)
HTML_ENVIRONMENT = create_html_environment(TEMPLATES, (), FILTERS)
HEADER = re.compile(r"\{#- (\w+): ([\w.]+)\.(\w+), version \d+ -#\}\n")
Declaration = Rendered[Any] | RenderedEach[Any] | SitePages[Any]
VIEWS: list[Declaration] = [
    *(output for output in OUTPUTS if not isinstance(output, Copied)),
    *PAGES,
]
# Golden cases that together need every template.
DOCUMENTS = (
    "lifecycle_of_an_order",
    "webhooks",
    "pagination_and_idempotency",
    "union_by_constraints",
    "xml_objects",
    "links_and_headers",
)
SIGNED = {"x-specpress-webhook-signature": {"header": "X-Signature"}}
# Fields that name the file of a view.
FILE_NAMES = {"module", "name"}


def template_name(output: Declaration) -> str:
    return output.template


every_view = pytest.mark.parametrize("output", VIEWS, ids=template_name)


def view_class(output: Declaration) -> Any:
    """Return the class that the first line of a template names."""
    header = HEADER.match(TEMPLATES.texts[output.template])
    assert (
        header is not None
    ), "the first line must be {#- variable: class, version 1 -#}"
    variable, module, name = header.groups()
    assert variable == output.variable
    return getattr(import_module(f"specpress.{module}"), name)


def syntax_tree(output: Declaration) -> nodes.Template:
    is_html = isinstance(output, SitePages)
    environment = HTML_ENVIRONMENT if is_html else ENVIRONMENT
    return environment.parse(TEMPLATES.texts[output.template])


def list_views(output: Declaration, source: Facts) -> list[Any]:
    if isinstance(output, SitePages):
        return [*output.build(Site(source, has_mock=True)).values()]
    return [*output.list_views(source).values()]


@cache
def printed_names() -> set[str]:
    """Return the names of all attributes in all templates."""
    layout = HTML_ENVIRONMENT.parse(TEMPLATES.texts[LAYOUT])
    trees = [*map(syntax_tree, VIEWS), layout]
    return {node.attr for tree in trees for node in tree.find_all(nodes.Getattr)}


@cache
def facts() -> list[Facts]:
    """Return the facts of documents that together need every template."""
    # Without a limit, a small document has groups of models.
    with patch.object(model_modules, "MAX_MODULES", 1):
        return [*_build_facts()]


def _build_facts() -> Iterator[Facts]:
    for name in DOCUMENTS:
        path = CASES / name / "openapi.yaml"
        document = load(str(path))
        document.tree.update(SIGNED)
        workspace = Workspace(document)
        api = build(workspace.root, Problems())
        settings = load_settings(path.parent, {"spec": str(path), "license": "MIT"})
        yield build_facts(api, settings, SampleRepair(workspace, Problems()))


def test_every_template_is_declared_once() -> None:
    declared = [name for output in OUTPUTS for name in output.templates]
    declared += [*(output.template for output in PAGES), LAYOUT, *ASSETS]
    assert sorted(declared) == sorted(TEMPLATES.texts)


@every_view
def test_view_has_the_class_in_the_first_line(output: Declaration) -> None:
    views = [view for source in facts() for view in list_views(output, source)]
    assert views, "no document needs this template: add one to DOCUMENTS"
    assert {type(view) for view in views} == {view_class(output)}


@every_view
def test_view_is_a_frozen_dataclass(output: Declaration) -> None:
    assert is_dataclass(view_class(output))
    assert view_class(output).__dataclass_params__.frozen


@every_view
def test_template_refers_to_its_view_only(output: Declaration) -> None:
    variables = meta.find_undeclared_variables(syntax_tree(output))
    assert output.variable in variables
    assert variables <= {output.variable, "modes"}


@every_view
def test_template_prints_attributes_of_its_view(output: Declaration) -> None:
    variables = {output.variable: view_class(output)}
    assert check_attributes(syntax_tree(output), variables) == []


@every_view
def test_view_has_no_field_that_is_not_printed(output: Declaration) -> None:
    view = view_class(output)
    used = printed_names() | FILE_NAMES
    for name in printed_names() & vars(view).keys():
        if (getter := get_getter(vars(view)[name])) is not None:
            used |= {*getter.__code__.co_names}
    assert {field.name for field in fields(view)} <= used
