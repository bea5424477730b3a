"""Render views with templates. The tree of the templates mirrors the tree of the output."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
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

from specpress.document.problems import UsageError
from specpress.output.example_text import (
    format_example,
    format_example_imports,
    format_script,
    lay_out_examples,
)
from specpress.output.facts import Facts
from specpress.output.json_tables import format_json, format_rows, format_table
from specpress.output.outputs import OUTPUTS
from specpress.output.outputs.declarations import (
    SUFFIX,
    Copied,
    Output,
    Rendered,
    RenderedEach,
)
from specpress.output.sync_twins import to_sync
from specpress.output.template_set import TemplateSet
from specpress.output.text_tree import format_tree
from specpress.package.client import CLIENT_MODES
from specpress.python.imports import format_imports
from specpress.python.markup import (
    code,
    inline,
    mermaid,
    paragraphs,
    prose,
    span,
    toml,
    xml,
)
from specpress.python.printer import lay_out
from specpress.python.source_text import (
    escape_docstring,
    format_docstring,
    format_docstring_entry,
    format_literal,
)

OPTIONS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # The output is Python: filters escape the text of the document.
    "autoescape": False,
}


def render(
    facts: Facts,
    templates: TemplateSet,
    environment: Environment,
    outputs: Iterable[Output] = OUTPUTS,
    *,
    is_formatted: bool = True,
) -> dict[str, str]:
    """Return the files of the output by their POSIX paths.

    Args:
        is_formatted: False leaves out the line breaks of Python files, which take half of the time.

    Raises:
        UsageError: a template of the user fails, or does something that the sandbox forbids.
    """
    files: dict[str, str] = {}
    finish = lay_out if is_formatted else str
    for output in outputs:
        if isinstance(output, Copied):
            names = output.templates if output.is_needed(facts) else ()
            for name in names:
                files.update(_copy_file(name, templates))
        else:
            files.update(_render_views(output, facts, templates, environment, finish))
    package = facts.names.package
    return _drop_empty_folders({_target(k, package): v for k, v in files.items()})


def _drop_empty_folders(files: dict[str, str]) -> dict[str, str]:
    """Return the files without folders of the runtime that contain `__init__.py` only."""
    folders = Counter(path.rpartition("/")[0] for path in files)
    return {
        path: text
        for path, text in files.items()
        if not ("/_runtime/" in path and folders[path.rpartition("/")[0]] == 1)
    }


def create_environment(templates: TemplateSet) -> Environment:
    """Return a Jinja environment, which is sandboxed if the user overrides a template.

    Raises:
        UsageError: a template of the user has a syntax error.
    """
    if not templates.overrides:
        return _builtin_environment(templates.builtin)
    environment = _add_filters(_create_sandbox(templates, OPTIONS))
    names = {name for output in OUTPUTS for name in output.templates}
    _compile_overrides(templates, environment, names)
    return environment


def create_html_environment(
    templates: TemplateSet,
    names: Iterable[str],
    filters: Mapping[str, Callable[..., Any]],
) -> Environment:
    """Return an environment that escapes all values, which is sandboxed if the user overrides a template.

    Args:
        names: The templates of HTML.

    Raises:
        UsageError: a template of the user has a syntax error.
    """
    options = {**OPTIONS, "autoescape": True}
    if templates.overrides:
        environment: Environment = _create_sandbox(templates, options)
    else:
        loader = FileSystemLoader(templates.builtin)
        environment = _FastEnvironment(loader=loader, **options)
    environment.filters.update(filters)
    _compile_overrides(templates, environment, {*names})
    return environment


def _create_sandbox(templates: TemplateSet, options: dict[str, Any]) -> Environment:
    # Imported late: few users override templates.
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(loader=_create_loader(templates), **options)


def _compile_overrides(
    templates: TemplateSet, environment: Environment, names: set[str]
) -> None:
    """Compile overrides now: a syntax error is reported although this document may not need the file."""
    for name in sorted(templates.overrides & names):
        if name.endswith(SUFFIX):
            with report_failure(templates, name):
                environment.get_template(name)


class _FastEnvironment(Environment):
    """An environment whose templates print attributes only, never the keys of a dictionary."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]


# Cached: compiling the templates takes longer than generating a small client.
@cache
def _builtin_environment(root: Path) -> Environment:
    environment = _FastEnvironment(loader=FileSystemLoader(root), **OPTIONS)
    return _add_filters(environment)


def _create_loader(templates: TemplateSet) -> FunctionLoader:
    """Return a loader of the texts in memory, with the paths of their files for tracebacks."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in templates.texts:
            return None
        return templates.texts[name], str(templates.path(name)), lambda: True

    return FunctionLoader(load)


def _add_filters(environment: Environment) -> Environment:
    environment.globals["modes"] = CLIENT_MODES
    environment.filters.update(
        repr=format_literal,
        docstring=_print_docstring,
        docstring_text=escape_docstring,
        json=format_json,
        json_rows=format_rows,
        json_table=format_table,
        lay_out=lay_out,
        lay_out_examples=lay_out_examples,
        imports=format_imports,
        tree=format_tree,
        after=_print_after,
        example=format_example,
        example_imports=format_example_imports,
        script=format_script,
        docstring_entries=_print_docstring_entries,
        line_break=_print_line_breaks,
        toml=toml,
        prose=prose,
        paragraphs=paragraphs,
        inline=inline,
        span=span,
        xml=xml,
        mermaid=mermaid,
        code=code,
    )
    return environment


def _print_after(value: object, prefix: str, suffix: str = "") -> str:
    """Return a value between a prefix and a suffix; "" for None."""
    return "" if value is None else f"{prefix}{value}{suffix}"


def _print_line_breaks(condition: object, count: int = 1) -> str:
    return "\n" * count if condition else ""


# Cached: both forms of a method have the same docstring.
@lru_cache(maxsize=1024)
def _print_docstring(text: str, indent: int = 0, fallback: str = "") -> str:
    """Return the lines of a docstring, each after a line break; "" without text."""
    lines = format_docstring(text, indent, fallback)
    return "".join(f"\n{line}" for line in lines)


def _print_docstring_entries(texts: Iterable[str], indent: int) -> str:
    """Return entries in a section of a docstring, each after a line break."""
    lines = (line for text in texts for line in format_docstring_entry(text, indent))
    return "".join(f"\n{line}" for line in lines)


@contextmanager
def report_failure(templates: TemplateSet, name: str) -> Iterator[None]:
    """Convert an exception in a template of the user to a usage error with path and line."""
    try:
        yield
    except Exception as error:
        # A failure without overrides is a bug of specpress and needs its traceback.
        if not templates.overrides:
            raise
        position = _find_position(error, templates) or _path_prefix(templates, name)
        raise UsageError(
            f"{position}{_describe_failure(error)}", code="template-error"
        ) from error


def _find_position(error: Exception, templates: TemplateSet) -> str:
    """Return `path:line: ` of the innermost template of the user in a traceback, or of any template."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: "
    names = {str(templates.path(name)): name for name in templates.texts}
    frames = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if frame.f_code.co_filename in names
    ]
    overrides = [frame for frame in frames if names[frame[0]] in templates.overrides]
    innermost = [*frames, *overrides][-1:]
    return "".join(f"{path}:{line}: " for path, line in innermost)


def _path_prefix(templates: TemplateSet, name: str) -> str:
    return f"{templates.path(name)}: " if name in templates.overrides else ""


def _describe_failure(error: Exception) -> str:
    """Return the message of an exception in one line."""
    text = " ".join(str(error).split())
    if isinstance(error, TemplateNotFound):
        return f"template {text!r} does not exist"
    if isinstance(error, TemplateError):
        return text
    return f"{type(error).__name__}: {text}".removesuffix(": ")


def _render_views(
    output: Rendered[Any] | RenderedEach[Any],
    facts: Facts,
    templates: TemplateSet,
    environment: Environment,
    finish: Callable[[str], str],
) -> dict[str, str]:
    """Return the files of a template; `finish` formats those in Python."""
    # Not inside `report_failure`: a failure of a builder is a bug of specpress.
    views = output.list_views(facts)
    if not views:
        return {}
    finish = finish if output.template.endswith(f".py{SUFFIX}") else str
    with report_failure(templates, output.template):
        template = environment.get_template(output.template)
        return {
            path: finish(template.render({output.variable: view}))
            for path, view in views.items()
        }


def _target(path: str, package: str) -> str:
    """Return the path in the output; `package/` stands for the import package, perhaps in a namespace."""
    if path.startswith("package/"):
        return f"{package.replace('.', '/')}/{path.removeprefix('package/')}"
    return path


def _copy_file(name: str, templates: TemplateSet) -> dict[str, str]:
    """Return a file unchanged, and the synchronous counterpart of an asynchronous module."""
    text = templates.texts[name]
    stem = name.removesuffix("_async.py")
    # Some synchronous modules are written by hand.
    if stem == name or f"{stem}_sync.py" in templates.texts:
        return {name: text}
    return {name: text, f"{stem}_sync.py": to_sync(text)}
