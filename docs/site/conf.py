"""The documentation site (`make docs`): the Markdown pages of the repository, with dead links as errors."""

from __future__ import annotations

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "specpress"
html_title = "specpress"
extensions = ["myst_parser"]
# Relative to the root of the repository, so that pages may link to each other everywhere.
include_patterns = [
    "*.md",
    "docs/*.md",
    "docs/*/*.md",
    "examples/bookshop/README.md",
    "examples/library/README.md",
    "generated/README.md",
    "generated/docs/*.md",
    "spec/README.md",
]
# Directories without pages, which would only take time to list.
exclude_patterns = [".*", "generator", "site", "templates", "tests"]
root_doc = "docs/site/contents"
# Anchors of headings, as on GitHub.
myst_heading_anchors = 4
nitpicky = True
smartquotes = False
html_theme = "furo"
html_extra_path = ["extra"]
html_copy_source = False
html_show_copyright = False


def setup(app: Sphinx) -> None:
    """Show diagrams in Mermaid, which GitHub draws, as text."""
    app.add_lexer("mermaid", TextLexer)
