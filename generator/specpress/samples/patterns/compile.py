"""Compile patterns to terms for the whole text, lookarounds included."""

from __future__ import annotations

from specpress.samples.patterns.characters import WORD
from specpress.samples.patterns.syntax import Node, UnsupportedPattern
from specpress.samples.patterns.terms import (
    ANY,
    ANYTHING,
    EMPTY,
    NOTHING,
    Term,
    both,
    character_set,
    concat,
    negate,
    repeat,
    union,
    work,
)

# Repetitions of a part whose lookarounds see the text after it.
MAX_UNROLLED = 12
# Both lookarounds that each side of a word boundary is equal to.
_WORD = Node("set", characters=WORD)
_BEHIND, _NOT_BEHIND = Node("behind", (_WORD,)), Node("not behind", (_WORD,))
_AHEAD, _NOT_AHEAD = Node("ahead", (_WORD,)), Node("not ahead", (_WORD,))
BOUNDARIES = {
    "boundary": ((_NOT_BEHIND, _AHEAD), (_BEHIND, _NOT_AHEAD)),
    "no boundary": ((_BEHIND, _AHEAD), (_NOT_BEHIND, _NOT_AHEAD)),
}


def compile_search(node: Node) -> Term:
    """Return a term for all texts in which a pattern matches somewhere."""
    at_start = compile_node(node, ANYTHING, is_start=True)
    elsewhere = compile_node(node, ANYTHING, is_start=False)
    return union(at_start, concat(ANY, ANYTHING, elsewhere))


def compile_node(node: Node, rest: Term, is_start: bool) -> Term:
    """Return a term for a pattern and the text after it.

    Args:
        rest: The term of the text after the pattern, which lookaheads constrain as well.
        is_start: Whether the pattern is at the start of the text.
    """
    work.add(1)
    match node.kind:
        case "set":
            return concat(character_set(node.characters), rest)
        case "sequence":
            return _compile_sequence(node.parts, rest, is_start)
        case "choice":
            return union(*(compile_node(part, rest, is_start) for part in node.parts))
        case "capture":
            return compile_node(node.parts[0], rest, is_start)
        case "repeat":
            return _compile_repeat(node, rest, is_start)
        case "reference":
            raise UnsupportedPattern("reference to a capture")
        case "ahead":
            return both(compile_node(node.parts[0], ANYTHING, is_start), rest)
        case "not ahead":
            return both(negate(compile_node(node.parts[0], ANYTHING, is_start)), rest)
        case "start":
            return rest if is_start else NOTHING
        case "end":
            return both(EMPTY, rest)
        case _:
            # A lookbehind outside of a sequence: the validator decides.
            return rest


def _compile_sequence(parts: tuple[Node, ...], rest: Term, is_start: bool) -> Term:
    boundary = next((n for n, p in enumerate(parts) if p.kind in BOUNDARIES), None)
    if boundary is not None:
        variants = (
            (*parts[:boundary], *lookarounds, *parts[boundary + 1 :])
            for lookarounds in BOUNDARIES[parts[boundary].kind]
        )
        return union(*(_compile_sequence(v, rest, is_start) for v in variants))
    behind = [n for n, part in enumerate(parts) if part.kind.endswith("behind")]
    if behind:
        index = behind[-1]
        before = _compile_before(parts[:index], parts[index], is_start)
        return concat(before, _compile_sequence(parts[index + 1 :], rest, False))
    for index in reversed(range(len(parts))):
        is_first = is_start and all(map(_has_no_width, parts[:index]))
        rest = compile_node(parts[index], rest, is_first)
    return rest


def _compile_before(parts: tuple[Node, ...], behind: Node, is_start: bool) -> Term:
    """Return a term for the parts before a lookbehind."""
    text = concat(ANYTHING, compile_node(behind.parts[0], EMPTY, is_start=False))
    if behind.kind == "not behind":
        text = negate(text)
    before = _compile_sequence(parts, EMPTY, is_start)
    if before is EMPTY and not is_start:
        # The text before the whole pattern, which `compile_search` precedes with any text.
        return text
    return both(before, text)


def _has_no_width(node: Node) -> bool:
    return node.kind not in ("set", "sequence", "choice", "repeat", "capture") or (
        node.kind in ("sequence", "choice", "capture")
        and all(map(_has_no_width, node.parts))
    )


def _compile_repeat(node: Node, rest: Term, is_start: bool) -> Term:
    (part,) = node.parts
    if not part.has_assertions:
        repeated = repeat(compile_node(part, EMPTY, False), node.least, node.most)
        return concat(repeated, rest)
    optional = MAX_UNROLLED if node.most is None else node.most - node.least
    term = rest
    for _ in range(min(optional, MAX_UNROLLED)):
        term = union(rest, compile_node(part, term, is_start=False))
    for number in range(node.least):
        is_first = is_start and number == node.least - 1
        term = compile_node(part, term, is_first)
    return term
