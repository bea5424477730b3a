"""Repair a document: apply changes until it accepts the recorded exchanges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from specpress import ir
from specpress.document import yaml_reader
from specpress.document.load import Document
from specpress.document.problems import Problems, Step
from specpress.document.resolve import Cursor, Workspace
from specpress.document.source_text import SourceText
from specpress.repair.changes import Change, loosen, plan_change, remove_keyword
from specpress.repair.checker import (
    MEDIA_TYPE,
    NO_BODY,
    PARAMETERS,
    REQUEST_BODY,
    STATUS,
    UNREADABLE,
    Checker,
    Contradiction,
)
from specpress.repair.overlay_text import Action, find_obstacle, write_overlay
from specpress.repair.recording import Exchange
from specpress.repair.routes import Routes
from specpress.swagger.opening import apply_to_main

# Each round makes values valid whose schemas the changes before did not reach.
MAX_ROUNDS = 40
# Changes of one keyword before it is removed, and before its schema accepts any value.
MAX_CHANGES, MAX_REMOVALS = 3, 4
MAX_PARTS = 2
PARTS = (STATUS, MEDIA_TYPE, REQUEST_BODY, PARAMETERS)
# No change of a document declares these.
IRREPARABLE = {
    UNREADABLE: "no overlay can describe a body that does not match its media type",
    NO_BODY: "OpenAPI cannot declare that a body is optional",
}

Matched = tuple[Exchange, ir.Operation, Mapping[str, str]]


@dataclass(slots=True)
class Place:
    """The contradictions to one keyword of the document."""

    at: Cursor
    keyword: str
    contradictions: list[Contradiction] = field(default_factory=list)

    @property
    def is_repairable(self) -> bool:
        """Return False if no overlay for the document changes it."""
        return not self.obstacle

    @property
    def obstacle(self) -> str:
        """The reason why no change is possible; "" if one is."""
        if self.at.document is not self.at.workspace.main:
            return "an overlay changes the main document only; change this file"
        return find_obstacle(self.at.path) or IRREPARABLE.get(self.keyword, "")

    @property
    def change(self) -> Change:
        """The smallest change."""
        return plan_change([c.finding for c in self.contradictions])

    def describe(self) -> str:
        """Return how often the contradiction was seen, and where."""
        count = len(self.contradictions)
        parts = Counter(
            f"{c.part} of {c.operation.method} {c.operation.path}"
            for c in self.contradictions
        )
        names = [name for name, _ in parts.most_common(MAX_PARTS)]
        more = len(parts) - len(names)
        listed = " and ".join(names) + (f" and {more} more" if more else "")
        first = self.contradictions[0]
        position = first.exchange.position(first.side, first.finding.pointer)
        at = f"{first.finding.pointer} at " if first.finding.pointer else ""
        times = "once" if count == 1 else f"{count} times"
        return f"seen {times} in {listed} (first: {at}{position})"


@dataclass(slots=True)
class Repair:
    """The result for a recording.

    Attributes:
        places: The contradictions to the document as it is.
        remaining: Those to the repaired document.
        unknown: The exchanges whose operation the document does not have.
        is_upgraded: The document is Swagger 2.0: the actions change what it becomes.
    """

    exchanges: list[Exchange]
    routes: Routes
    places: list[Place] = field(default_factory=list)
    remaining: list[Place] = field(default_factory=list)
    unknown: list[Exchange] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    is_upgraded: bool = False


def repair(
    workspace: Workspace, api: ir.Api, exchanges: list[Exchange], title: str
) -> Repair:
    """Compare exchanges with a document, and find the actions that make it accept them.

    Args:
        title: The title of the overlay.
    """
    is_upgraded = workspace.written is not None
    result = Repair(exchanges, Routes(api), is_upgraded=is_upgraded)
    matched: list[Matched] = []
    for exchange in exchanges:
        route = result.routes.find(exchange)
        if route is None:
            result.unknown.append(exchange)
        else:
            matched.append((exchange, *route))
    rounds = _Rounds(workspace, api, matched)
    result.places = rounds.places
    result.actions = rounds.run(title)
    result.remaining = rounds.places
    return result


class _Rounds:
    """Applies changes and compares again, until nothing is left to change."""

    def __init__(
        self, workspace: Workspace, api: ir.Api, matched: list[Matched]
    ) -> None:
        self._original, self._api, self._matched = workspace, api, matched
        self._attempts: Counter[tuple[str, str]] = Counter()
        self.places = self._compare(workspace)

    def run(self, title: str) -> list[Action]:
        """Return the actions of all changes."""
        actions: list[Action] = []
        for _ in range(MAX_ROUNDS):
            repairable = [place for place in self.places if place.is_repairable]
            planned = self._plan(repairable)
            if not planned:
                break
            actions += planned
            document = apply_actions(self._original, write_overlay(title, actions))
            self.places = self._compare(document)
        return actions

    def _compare(self, workspace: Workspace) -> list[Place]:
        checker = Checker(workspace, self._api)
        places: dict[tuple[str, str], Place] = {}
        for exchange, operation, path in self._matched:
            for contradiction in checker.check(exchange, operation, path):
                finding = contradiction.finding
                key = finding.at.id, finding.keyword
                place = places.setdefault(key, Place(finding.at, finding.keyword))
                place.contradictions.append(contradiction)
        return [*places.values()]

    def _plan(self, places: list[Place]) -> list[Action]:
        changes = [(place, self._choose(place)) for place in places]
        moved = [place.at.path for place, change in changes if change.moves]
        actions: list[Action] = []
        used: set[tuple[Step, ...]] = set()
        for place, change in changes:
            path = place.at.path
            is_below = any(path[: len(m)] == m and path != m for m in moved)
            is_waiting = path in moved and not change.moves
            # The next round sees what is left of a value that moves.
            if is_below or is_waiting or (change.moves and path in used):
                continue
            used.add(path)
            self._attempts[place.at.id, place.keyword] += 1
            description = f"{change.summary}: {place.describe()}."
            description = description[:1].upper() + description[1:]
            actions += [
                Action(effect.target, description, effect.update)
                for effect in change.effects
            ]
        return actions

    def _choose(self, place: Place) -> Change:
        """Return the smallest change; a larger one if it did not suffice before."""
        attempts = self._attempts[place.at.id, place.keyword]
        if attempts < MAX_CHANGES or place.keyword in PARTS:
            return place.change
        if attempts < MAX_REMOVALS:
            return remove_keyword(place.at, place.keyword)
        return loosen(place.at)


def apply_actions(workspace: Workspace, text: str) -> Workspace:
    """Return the workspace of the document with an overlay.

    Raises:
        RuntimeError: the overlay is not valid, which is an error of specpress.
    """
    problems = Problems()
    tree, positions = yaml_reader.parse("repair", text, [])
    document = Document("specpress:repair", "repair", SourceText(text), tree, positions)
    repaired = apply_to_main(workspace, document, problems)
    if problems.items:
        raise RuntimeError(f"invalid overlay: {problems.items[0]}")
    return repaired
