"""Render the pages: HTML in which each text of the document is escaped."""

from __future__ import annotations

from specpress.output.example_text import (
    format_example,
    format_example_imports,
    format_script,
)
from specpress.output.render import create_html_environment, report_failure
from specpress.output.template_set import TemplateSet
from specpress.site.highlight import highlight_python
from specpress.site.markdown import render_markdown
from specpress.site.outputs import ASSETS, FOLDER, PAGES, PARTS
from specpress.site.pages import Site
from specpress.site.search import PATH, build_search, write_search
from specpress.site.vendored import read_vendored

FILTERS = {
    "markdown": render_markdown,
    "python": highlight_python,
    "example": format_example,
    "example_imports": format_example_imports,
    "script": format_script,
}


def render_site(site: Site, templates: TemplateSet) -> dict[str, str]:
    """Return the files of the documentation by their POSIX paths.

    Raises:
        UsageError: a template of the user fails, or does something that the sandbox forbids.
    """
    names = (*(output.template for output in PAGES), *PARTS)
    environment = create_html_environment(templates, names, FILTERS)
    files: dict[str, str] = {}
    for output in PAGES:
        # Not inside `report_failure`: a failure of a builder is a bug of specpress.
        views = output.build(site)
        with report_failure(templates, output.template):
            template = environment.get_template(output.template)
            for path, view in views.items():
                files[path] = template.render({output.variable: view})
    for name in ASSETS:
        files[name.removeprefix(FOLDER)] = templates.texts[name]
    return {**files, **read_vendored(), PATH: write_search(build_search(site))}
