"""Evaluate JSONPath expressions of overlays with a limit of their work.

The work is counted, not timed, so that the same overlay has the same result on every machine: the values that
are visited, and the evaluations of filters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from jsonpath import JSONPathEnvironment
from jsonpath.filter import FilterQuery, walk
from jsonpath.function_extensions import Match, Search
from jsonpath.match import JSONPathMatch, NodeList
from jsonpath.path import JSONPath
from jsonpath.selectors import Filter

from specpress.document.json_reader import MAX_DEPTH, count_values
from specpress.document.patterns import Pattern, compile_pattern
from specpress.document.problems import Step

MAX_LENGTH = 10_000
MAX_SELECTORS = 1_000
# A document has at most `MAX_DEPTH` levels.
MAX_STEPS = MAX_DEPTH + 10
# Work of all queries of an overlay, and in addition per value of the document.
MAX_WORK, MAX_WORK_PER_VALUE = 5_000_000, 50

Path = tuple[Step, ...]


class QueryError(Exception):
    """The query is invalid, or exceeds a limit."""


class LimitError(QueryError):
    """The query exceeds a limit."""


class Budget:
    """The work that the queries of an overlay may still do."""

    def __init__(self, values: int) -> None:
        self.limit = MAX_WORK + MAX_WORK_PER_VALUE * values
        self.remaining = self.limit
        # The cost of a visit: each value is compared with all selectors of a step.
        self.cost = 1

    def spend(self, work: int) -> None:
        """Count work.

        Raises:
            LimitError: the limit is exceeded.
        """
        self.remaining -= work
        if self.remaining < 0:
            message = (
                f"the targets of the overlay visit more than {self.limit:,} values"
            )
            raise LimitError(message)


def create_environment(budget: Budget) -> CountingEnvironment:
    """Return a strict RFC 9535 environment for documents of the maximum depth."""
    environment = CountingEnvironment(strict=True)
    environment.budget = budget
    environment.max_recursion_depth = MAX_DEPTH + 1
    environment.function_extensions |= {
        "match": _LinearMatch(is_whole=True),
        "search": _LinearSearch(is_whole=False),
    }
    return environment


def select(environment: CountingEnvironment, query: str, tree: Any) -> list[Path]:
    """Return the distinct paths that a query selects, in their order.

    Raises:
        QueryError: it is invalid, or exceeds a limit.
    """
    import jsonpath

    if len(query) > MAX_LENGTH:
        raise LimitError(f"it has more than {MAX_LENGTH:,} characters")
    try:
        compiled = environment.compile(query)
        if not isinstance(compiled, JSONPath):
            raise QueryError("it combines several queries")
        return [*_evaluate(compiled, environment.budget, tree)]
    except (jsonpath.JSONPathError, RecursionError) as error:
        # Not str(error): formatting it raises for an empty query.
        reason = getattr(error, "message", None) or type(error).__name__
        raise QueryError(str(reason)) from error


def _evaluate(query: JSONPath, budget: Budget, tree: Any) -> Iterable[Path]:
    """Evaluate step by step: values that several paths reach are visited once."""
    _prepare(query, budget)
    nodes: dict[Path, JSONPathMatch] = {(): _root(tree, {"budget": budget})}
    for segment in query.segments:
        nodes = {node.parts: node for node in segment.resolve(nodes.values())}
    return nodes


def _prepare(query: JSONPath, budget: Budget) -> None:
    """Check the size of a query, and count the work of its filters."""
    filters = [*_list_filters(query)]
    nodes = (node for f in filters for node in walk(f.expression))
    queries = [node for node in nodes if isinstance(node, FilterQuery)]
    selectors = 0
    for path in (query, *(inner.path for inner in queries)):
        if len(path.segments) > MAX_STEPS:
            raise LimitError(f"it has more than {MAX_STEPS} steps")
        selectors += sum(len(segment.selectors) for segment in path.segments)
    if selectors > MAX_SELECTORS:
        raise LimitError(f"it has more than {MAX_SELECTORS:,} selectors")
    budget.cost = 1 + selectors // 10
    for inner in queries:
        for nested in _list_filters(inner.path):
            _count_evaluations(nested, budget)
        inner.path = _CountedQuery(
            env=inner.path.env,
            segments=inner.path.segments,
            pseudo_root=inner.path.pseudo_root,
        )
    for outer in filters:
        _count_evaluations(outer, budget)


def _list_filters(query: JSONPath) -> Iterator[Filter]:
    for segment in query.segments:
        for selector in segment.selectors:
            if isinstance(selector, Filter):
                yield selector


def _count_evaluations(selector: Filter, budget: Budget) -> None:
    if not isinstance(selector.expression, _CountedExpression):
        cost = 1 + sum(1 for _ in walk(selector.expression)) // 4
        counted: Any = _CountedExpression(selector.expression, budget, cost)
        selector.expression = counted


class _CountedExpression:
    """The expression of a filter, which counts its evaluations."""

    def __init__(self, expression: Any, budget: Budget, cost: int) -> None:
        self._expression = expression
        self._budget = budget
        self._cost = cost

    def cache_tree(self) -> _CountedExpression:
        cached = self._expression.cache_tree()
        return _CountedExpression(cached, self._budget, self._cost)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._expression, name)

    def evaluate(self, context: Any) -> bool:
        self._budget.spend(self._cost)
        return bool(self._expression.evaluate(context))


class _CountedNode(JSONPathMatch):
    """A selected value; selecting others below it is counted."""

    def new_child(self, obj: object, key: int | str) -> JSONPathMatch:
        budget: Any = self.filter_context()["budget"]
        budget.spend(budget.cost)
        return super().new_child(obj, key)


def _root(tree: Any, context: Any) -> JSONPathMatch:
    return _CountedNode(
        filter_context=context, obj=tree, parent=None, path="$", parts=(), root=tree
    )


class _CountedQuery(JSONPath):
    """A query in a filter."""

    def finditer(
        self, data: Any, *, filter_context: Any = None
    ) -> Iterable[JSONPathMatch]:
        nodes: Iterable[JSONPathMatch] = [_root(data, filter_context)]
        for segment in self.segments:
            nodes = segment.resolve(nodes)
        return nodes


class CountingEnvironment(JSONPathEnvironment):
    """An environment whose comparisons of objects and arrays are counted."""

    budget: Budget

    def compare(self, left: object, operator: str, right: object) -> bool:
        one, other = _unwrap(left), _unwrap(right)
        if isinstance(one, dict | list) and isinstance(other, dict | list):
            self.budget.spend(count_values(one) if len(one) == len(other) else 1)
        return super().compare(left, operator, right)


def _unwrap(value: object) -> object:
    if isinstance(value, NodeList):
        return value[0].obj if len(value) == 1 else None
    return value


class _LinearFunction:
    """`match` or `search` with the engine for the patterns of documents, which takes linear time."""

    def __init__(self, *, is_whole: bool) -> None:
        super().__init__()
        self._is_whole = is_whole

    def __call__(self, value: object, pattern: object) -> bool:
        if not isinstance(value, str) or not isinstance(pattern, str):
            return False
        compiled = _compile(pattern, self._is_whole)
        return compiled is not None and compiled.matches(value)


class _LinearMatch(_LinearFunction, Match):
    pass


class _LinearSearch(_LinearFunction, Search):
    pass


@lru_cache(1024)
def _compile(pattern: str, is_whole: bool) -> Pattern | None:
    compiled = compile_pattern(f"^(?:{pattern})$" if is_whole else pattern)
    # RFC 9485 has no lookarounds and back-references.
    return compiled if compiled is not None and compiled.is_linear else None
