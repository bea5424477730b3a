"""Generate strings that match several patterns and have a length within limits."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from specpress.samples.patterns import syntax
from specpress.samples.patterns.characters import (
    LETTERS,
    VISIBLE,
    Characters,
    choose,
    intersect,
)
from specpress.samples.patterns.compile import compile_node, compile_search
from specpress.samples.patterns.terms import (
    ANY,
    ANYTHING,
    EMPTY,
    NOTHING,
    Term,
    TooComplexPattern,
    both,
    clear_caches,
    derive,
    first_characters,
    repeat,
)

# States to explore before and after the first match.
MAX_STATES = 6_000
SUFFICIENT_STATES = 400
# Limits of the length above this are left to the validator.
MAX_CONSTRAINED_LENGTH = 3_000
# Characters that are added before the shortest way to a match.
PLAYFUL_LENGTH = 8


@dataclass(slots=True)
class Automaton:
    """The explored states of a term, with the distance of each to the nearest match."""

    start: Term
    transitions: dict[Term, list[tuple[Characters, Term]]] = field(default_factory=dict)
    distances: dict[Term, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._explore()
        self._measure()

    def _explore(self) -> None:
        pending, limit = deque([self.start]), MAX_STATES
        seen = {self.start}
        while pending and len(self.transitions) < limit:
            # Long texts are too many to be reached in the order of their lengths.
            is_late = limit == MAX_STATES and len(self.transitions) > MAX_STATES // 2
            state = pending.pop() if is_late else pending.popleft()
            if state.is_nullable:
                limit = min(limit, len(self.transitions) + SUFFICIENT_STATES)
            try:
                self.transitions[state] = [*_list_transitions(state)]
            except (TooComplexPattern, RecursionError):
                # The states so far may contain a match.
                break
            for _, following in self.transitions[state]:
                if following not in seen:
                    seen.add(following)
                    pending.append(following)

    def _measure(self) -> None:
        """Compute the distances backwards from the states in which the text may end."""
        previous: dict[Term, list[Term]] = {}
        for state, transitions in self.transitions.items():
            for _, following in transitions:
                previous.setdefault(following, []).append(state)
        pending = deque(state for state in self.transitions if state.is_nullable)
        self.distances = dict.fromkeys(pending, 0)
        while pending:
            state = pending.popleft()
            for earlier in previous.get(state, ()):
                if earlier not in self.distances:
                    self.distances[earlier] = self.distances[state] + 1
                    pending.append(earlier)

    def walk(self, random: Random, playful: int) -> str:
        """Return a random text; after `playful` characters it ends as soon as possible."""
        state, text = self.start, ""
        while not self._may_end(state, random, len(text) >= playful):
            options = [
                (members, following)
                for members, following in self.transitions.get(state, ())
                if following in self.distances
            ]
            if not options:
                break
            is_direct = len(text) >= playful or random.random() < 0.5
            members, state = self._select(options, random, is_direct)
            text += choose(members, random)
        return text

    def _may_end(self, state: Term, random: Random, is_late: bool) -> bool:
        if not state.is_nullable:
            return False
        return state is ANYTHING or is_late or random.random() < 0.25

    def _select(
        self, options: list[tuple[Characters, Term]], random: Random, is_direct: bool
    ) -> tuple[Characters, Term]:
        """Select a transition, if possible by letters or digits."""
        if is_direct:
            nearest = min(self.distances[following] for _, following in options)
            options = [o for o in options if self.distances[o[1]] == nearest]
        for preferred in (LETTERS, VISIBLE):
            usable = [o for o in options if intersect(o[0], preferred)]
            if usable:
                return random.choice(usable)
        return random.choice(options)


def _list_transitions(state: Term) -> Iterator[tuple[Characters, Term]]:
    for members in sorted(first_characters(state)):
        following = derive(state, members[0][0])
        if following is not NOTHING:
            yield members, following


def generate_matches(
    patterns: Sequence[str], low: int, high: int | None, random: Random
) -> Iterator[str]:
    """Yield texts in which all patterns match, the shortest last; none if a pattern is unsupported."""
    automaton = build_automaton(tuple(patterns), low, high)
    if automaton is None or automaton.start not in automaton.distances:
        return
    for playful in (PLAYFUL_LENGTH, PLAYFUL_LENGTH // 2, 0):
        for _ in range(4):
            yield automaton.walk(random, max(low, playful) if playful else 0)


@lru_cache(64)
def build_automaton(
    patterns: tuple[str, ...], low: int, high: int | None
) -> Automaton | None:
    """Return the automaton for texts that match all patterns; None if one is unsupported."""
    clear_caches()
    try:
        terms = [_compile(pattern) for pattern in patterns]
    except (syntax.UnsupportedPattern, TooComplexPattern, RecursionError):
        return None
    most = high if high is not None and high <= MAX_CONSTRAINED_LENGTH else None
    if low <= MAX_CONSTRAINED_LENGTH and (low or most is not None):
        terms.append(repeat(ANY, low, most))
    return Automaton(both(*terms))


def _compile(pattern: str) -> Term:
    """Return a term; captures that the pattern refers to are replaced by one of their texts."""
    node = syntax.parse(pattern)
    texts, random = {}, Random(0)
    for number, capture in sorted(syntax.list_captures(node).items()):
        automaton = Automaton(compile_node(capture, EMPTY, is_start=False))
        texts[number] = automaton.walk(random, PLAYFUL_LENGTH)
    return compile_search(syntax.replace_captures(node, texts))
