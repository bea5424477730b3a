"""The selection of operations, and the document without the others."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from specpress.config import Settings, locate
from specpress.config.settings import Criteria
from specpress.document import nodes
from specpress.document.problems import DocumentError, Problem, Problems, Step
from specpress.document.resolve import Cursor, Workspace
from specpress.document.selection import Selection
from specpress.reader.operations import find_operations
from specpress.selection.closure import reduce_tree
from specpress.selection.criteria import (
    Candidate,
    has_value,
    list_keys,
    matches,
    read_candidate,
)
from specpress.validate.messages import Message

# What the keys of criteria name, in messages.
NOUNS = {
    "tags": "has the tag",
    "operations": "has the operationId",
    "paths": "has the path",
    "methods": "has the method",
}


def select(workspace: Workspace, settings: Settings) -> Workspace:
    """Return the workspace with the selected operations, and the components that they need.

    Raises:
        DocumentError: a criterion matches no operation, or no operation is left.
    """
    if not settings.include and not settings.exclude:
        return workspace
    # The document is adapted later, when most of it is gone.
    whole = replace(
        workspace,
        documents=dict(workspace.documents),
        adapt=lambda _: None,
        refused={},
        roots={},
        by_label={},
        targets={},
        resources={},
    )
    candidates = [*_list_candidates(whole.root)]
    if problems := [*_find_unmatched(settings, candidates)]:
        raise DocumentError(problems)
    selected = {c.origin for c in candidates if _is_selected(c, settings)}
    if not selected:
        raise DocumentError([_report_empty(settings)])
    selection = _create_selection(whole.root, candidates, selected)
    tree = reduce_tree(workspace.main.tree, selected)
    reduced = workspace.with_main(replace(workspace.main, tree=tree))
    return replace(reduced, selection=selection)


def _list_candidates(root: Cursor) -> Iterator[Candidate]:
    """Yield the operations of paths and the webhooks; later stages report their problems."""
    problems = Problems()
    for section in ("paths", "webhooks"):
        items = nodes.get_mapping(root, section, problems)
        is_webhook = section == "webhooks"
        for name, item in items.items() if items is not None else ():
            if is_webhook or not name.startswith("x-"):
                for source in find_operations(item, problems):
                    yield read_candidate(name, source, is_webhook, problems)


def _is_selected(candidate: Candidate, settings: Settings) -> bool:
    is_included = not settings.include or any(
        matches(candidate, criteria) for criteria in settings.include
    )
    return is_included and not any(matches(candidate, c) for c in settings.exclude)


def _create_selection(
    root: Cursor, candidates: Sequence[Candidate], selected: set[str]
) -> Selection:
    others = [c for c in candidates if c.origin not in selected]
    kept_ids = {c.operation_id for c in candidates if c.origin in selected}
    return Selection(
        root,
        tuple(c.declared for c in candidates if not c.declared.is_webhook),
        frozenset(c.origin for c in others),
        frozenset(c.operation_id for c in others) - kept_ids - {""},
    )


def _find_unmatched(
    settings: Settings, candidates: Sequence[Candidate]
) -> Iterator[Problem]:
    """Yield a problem for each value, and for each entry as a whole, that matches no operation."""
    for setting in ("include", "exclude"):
        for index, criteria in enumerate(getattr(settings, setting)):
            path: tuple[Step, ...] = (setting, index)
            unmatched = [*_find_unmatched_values(criteria, path, candidates)]
            yield from (locate(settings, message) for message in unmatched)
            # A document without internal operations needs no other settings.
            is_optional = setting == "exclude" and criteria.internal is not None
            if unmatched or is_optional:
                continue
            if not any(matches(candidate, criteria) for candidate in candidates):
                text = f"{setting}: no operation has all properties of this entry"
                hint = "write separate entries for operations that have one of them"
                message = Message(path, text, hint, code="empty-selection")
                yield locate(settings, message)


def _find_unmatched_values(
    criteria: Criteria, path: tuple[Step, ...], candidates: Sequence[Candidate]
) -> Iterator[Message]:
    for key, values in list_keys(criteria):
        known = Counter(text for c in candidates for text in c.get_values(key))
        for number, value in enumerate(values):
            if any(has_value(candidate, key, value) for candidate in candidates):
                continue
            text = f"{path[0]}: no operation {NOUNS[key]} {value!r}"
            listed = ", ".join(f"`{name}`" for name, _ in known.most_common(5))
            hint = _suggest(value, known) or (
                f"the document has {listed}" if listed else None
            )
            yield Message((*path, key, number), text, hint, code="unknown-part")


def _suggest(value: str, known: Collection[str]) -> str | None:
    """Return a hint with the most similar value, in any case."""
    by_folded = {name.casefold(): name for name in sorted(known)}
    close = difflib.get_close_matches(value.casefold(), by_folded, 1)
    return f"did you mean `{by_folded[close[0]]}`?" if close else None


def _report_empty(settings: Settings) -> Problem:
    setting = "exclude" if settings.exclude else "include"
    text = f"{setting}: no operation of the document is left"
    hint = "select at least one operation"
    return locate(settings, Message((setting,), text, hint, code="empty-selection"))


def list_headers(selection: Selection) -> set[str]:
    """Return the names of the header parameters of the whole document."""
    problems = Problems()
    headers: set[str] = set()
    items = nodes.get_mapping(selection.root, "paths", problems)
    for _, item in items.items() if items is not None else ():
        for source in find_operations(item, problems):
            for holder in (source.cursor, *source.items):
                headers.update(_list_headers(holder, problems))
    return headers


def _list_headers(holder: Cursor, problems: Problems) -> Iterator[str]:
    entries = nodes.get_list(holder, "parameters", problems)
    for entry in entries.elements() if entries is not None else ():
        parameter = nodes.resolve_mapping(entry, problems)
        if parameter is not None and nodes.get_text(parameter, "in") == "header":
            yield nodes.get_text(parameter, "name")


def list_schemes(selection: Selection) -> set[str]:
    """Return the names of the security schemes of the whole document."""
    problems = Problems()
    components = nodes.get_mapping(selection.root, "components", problems)
    if components is None:
        return set()
    return {
        name for name, _ in nodes.get_entries(components, "securitySchemes", problems)
    }
