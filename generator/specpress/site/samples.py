"""Code samples for the documentation of the vendor: an overlay that adds `x-codeSamples` to each operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specpress.package.example_calls import ExampleCall
from specpress.package.methods import Method
from specpress.package.readme_credentials import build_client, select_schemes
from specpress.pipeline import Source
from specpress.repair.overlay_text import (
    Action,
    find_obstacle,
    to_jsonpath,
    write_overlay,
)
from specpress.site.scripts import Script

KEY = "x-codeSamples"
LANGUAGE = "Python"
LABELS = ("Python", "Python (async)")
NO_EXAMPLE = "no example is short enough"
OTHER_FILE = "an overlay changes the main document only"


@dataclass(frozen=True, slots=True)
class CodeSamples:
    """The overlay, and what it does not have.

    Attributes:
        text: The overlay in YAML.
        count: The number of operations with samples.
        left_out: The operations without samples, each with the reason.
    """

    text: str
    count: int
    left_out: tuple[tuple[str, str], ...]


def build_samples(source: Source) -> CodeSamples:
    """Return the overlay that adds samples to the operations of a document."""
    actions: list[Action] = []
    left_out: list[tuple[str, str]] = []
    for method, call in _list_calls(source):
        outcome = _build_action(source, method, call)
        if isinstance(outcome, Action):
            actions.append(outcome)
        else:
            name = f"{method.source.method} {method.source.path}"
            left_out.append((name, outcome))
    title = f"Code samples for {source.facts.names.package}"
    text = write_overlay(title, actions)
    return CodeSamples(text, len(actions), tuple(left_out))


def _list_calls(source: Source) -> Iterator[tuple[Method, ExampleCall | None]]:
    """Yield the first method of each operation with its example."""
    seen: set[str] = set()
    for resource in source.facts.resources:
        for method in resource.methods:
            if method.source.origin not in seen:
                seen.add(method.source.origin)
                yield method, source.facts.examples.build(resource, method)


def _build_action(
    source: Source, method: Method, call: ExampleCall | None
) -> Action | str:
    """Return the action for an operation, or the reason why there is none."""
    facts, workspace = source.facts, source.workspace
    if call is None:
        return NO_EXAMPLE
    cursor = workspace.find(method.source.origin)
    if cursor is None or cursor.document is not workspace.main:
        return OTHER_FILE
    if obstacle := find_obstacle(cursor.path):
        return obstacle
    schemes = select_schemes(method.source, facts.client)
    script = Script(facts.names, build_client(facts.client, schemes), call)
    texts = (script.text, script.async_text)
    samples = [
        {"lang": LANGUAGE, "label": label, "source": text}
        for label, text in zip(LABELS, texts, strict=True)
    ]
    description = f"Samples for {call.name}"
    return Action(to_jsonpath(cursor.path), description, {KEY: samples})
