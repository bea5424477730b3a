"""Render the pages: HTML in which each text of the document is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from specpress.output.render import create_html_environment, report_failure
from specpress.output.template_set import TemplateSet
from specpress.output.text_tree import format_tree
from specpress.site.elements import (
    list_definitions,
    make_element,
    make_link,
    make_verb,
    show_examples,
)
from specpress.site.highlight import highlight_python
from specpress.site.markdown import allow_breaks, render_markdown
from specpress.site.outputs import ASSETS, FOLDER, LAYOUT, PAGES
from specpress.site.pages import Site
from specpress.site.search import PATH, build_search, write_search
from specpress.site.vendored import read_vendored

# Characters that are invisible, break lines or change the direction of others; no text needs them in HTML.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
FILTERS: dict[str, Callable[..., Any]] = {
    "breaks": allow_breaks,
    "definitions": list_definitions,
    "element": make_element,
    "examples": show_examples,
    "link": make_link,
    "markdown": render_markdown,
    "python": highlight_python,
    "tree": format_tree,
    "verb": make_verb,
}


def render_site(site: Site, templates: TemplateSet) -> dict[str, str]:
    """Return the files of the documentation by their POSIX paths.

    Raises:
        UsageError: a template of the user fails, or does something that the sandbox forbids.
    """
    names = (*(output.template for output in PAGES), LAYOUT)
    environment = create_html_environment(templates, names, FILTERS)
    files: dict[str, str] = {}
    with report_failure(templates, LAYOUT):
        layout = environment.get_template(LAYOUT)
    for output in PAGES:
        # Not inside `report_failure`: a failure of a builder is a bug of specpress.
        views = output.build(site)
        with report_failure(templates, output.template):
            template = environment.get_template(output.template)
            for path, view in views.items():
                content = Markup(template.render({output.variable: view}))  # noqa: S704
                values = {output.variable: view, "content": content}
                files[path] = _INVISIBLE.sub(" ", layout.render(values))
    for name in ASSETS:
        files[name.removeprefix(FOLDER)] = templates.texts[name]
    return {**files, **read_vendored(), PATH: write_search(build_search(site))}
