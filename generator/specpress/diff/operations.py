"""Compare operations: methods of the package with their requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specpress import ir
from specpress.diff.bodies import compare_bodies
from specpress.diff.changes import Edit
from specpress.diff.clients import describe_scheme
from specpress.diff.matching import match_operations
from specpress.diff.objects import ObjectComparer
from specpress.diff.parameters import ParameterComparer
from specpress.diff.recorder import Recorder
from specpress.diff.responses import ResponseComparer
from specpress.diff.sides import Side
from specpress.diff.values import ValueComparer
from specpress.package.methods import Method
from specpress.package.operations import Resource

# Alternatives, each of which needs the credentials of some schemes.
Requirements = set[tuple[str, ...]]


@dataclass(slots=True)
class OperationComparer:
    """Compares the operations of two sides."""

    recorder: Recorder
    objects: ObjectComparer
    values: ValueComparer = field(init=False)
    schemes: Mapping[str, str] = field(init=False)
    """The earlier names of renamed security schemes."""
    carried: tuple[Mapping[str, str], Mapping[str, str]] = field(init=False)
    """How requests carry the credentials of the schemes, by their names, for both sides."""

    def __post_init__(self) -> None:
        self.values = self.objects.values
        old, new = self.recorder.old.api, self.recorder.new.api
        self.schemes = _match_schemes(old, new)
        was, is_ = ({s.name: describe_scheme(s) for s in a.schemes} for a in (old, new))
        self.carried = was, was | is_

    def compare(self) -> None:
        """Compare all operations."""
        old, new = self.recorder.old, self.recorder.new
        matches = match_operations(old.api.operations, new.api.operations)
        for source in matches.removed:
            for resource, method in old.methods.get(source.origin, ()):
                symbol = name_method(resource, method)
                route = f"{source.method} {source.path}"
                self._add("removed", symbol, source.origin, None, old=route)
        for first, second in matches.pairs:
            self._compare_pair(first, second)
        for source in matches.added:
            for resource, method in new.methods.get(source.origin, ()):
                symbol = name_method(resource, method)
                route = f"{source.method} {source.path}"
                self._add("added", symbol, None, source.origin, new=route)

    def _add(
        self,
        action: str,
        symbol: str,
        old: str | None,
        new: str | None,
        edit: Edit | None = None,
        /,
        **texts: object,
    ) -> None:
        self.recorder.add(f"operation-{action}", symbol, old, new, edit, **texts)

    def _compare_pair(self, old: ir.Operation, new: ir.Operation) -> None:
        old_methods = index_forms(self.recorder.old, old)
        new_methods = index_forms(self.recorder.new, new)
        for form, (resource, method) in old_methods.items():
            symbol = name_method(resource, method)
            if form in new_methods:
                self._compare_names(old, new, (resource, method), new_methods[form])
            else:
                self._add("form-removed", symbol, old.origin, new.origin)
        for form, (resource, method) in new_methods.items():
            if form not in old_methods:
                symbol = name_method(resource, method)
                self._add("form-added", symbol, old.origin, new.origin, new=symbol)
        common = [form for form in old_methods if form in new_methods]
        form = common[0] if common else ""
        first = old_methods.get(form) or next(iter(old_methods.values()))
        second = new_methods.get(form) or next(iter(new_methods.values()))
        self._compare_requests(old, new, name_method(*first), (first[1], second[1]))

    def _compare_names(
        self,
        old: ir.Operation,
        new: ir.Operation,
        first: tuple[Resource, Method],
        second: tuple[Resource, Method],
    ) -> None:
        was, is_ = name_method(*first), name_method(*second)
        if was == is_:
            return
        edit = Edit(was, is_)
        self._add("renamed", was, old.origin, new.origin, edit, old=was, new=is_)

    def _compare_requests(
        self,
        old: ir.Operation,
        new: ir.Operation,
        symbol: str,
        methods: tuple[Method, Method],
    ) -> None:
        """Compare what a method sends, and what it returns."""
        self._compare_routes(old, new, symbol)
        if old.deprecated is not new.deprecated:
            action = "deprecated" if new.deprecated else "undeprecated"
            self._add(action, symbol, old.origin, new.origin)
        self._compare_credentials(old, new, symbol)
        self._compare_servers(old, new, symbol)
        recorder, values = self.recorder, self.values
        ParameterComparer(recorder, values, symbol, old, new, methods).compare()
        compare_bodies(recorder, values, symbol, old, new)
        ResponseComparer(recorder, values, symbol, old, new, methods).compare()

    def _compare_routes(
        self, old: ir.Operation, new: ir.Operation, symbol: str
    ) -> None:
        if _normalize(old.path) != _normalize(new.path):
            texts = {"old": old.path, "new": new.path}
            self._add("path-changed", symbol, old.origin, new.origin, **texts)
        if old.method != new.method:
            texts = {"old": old.method, "new": new.method}
            self._add("method-changed", symbol, old.origin, new.origin, **texts)

    def _compare_credentials(
        self, old: ir.Operation, new: ir.Operation, symbol: str
    ) -> None:
        """Compare the credentials that a request needs."""
        was, is_ = _list_requirements(old, {}), _list_requirements(new, self.schemes)
        if was == is_:
            return
        texts = {"old": _describe(was), "new": _describe(_list_requirements(new, {}))}
        if not was:
            self._add("credential-required", symbol, old.origin, new.origin, **texts)
        elif not is_:
            self._add("credential-optional", symbol, old.origin, new.origin, **texts)
        elif _list_refused(was, is_):
            action = self._find_credential_action(was, is_)
            self._add(action, symbol, old.origin, new.origin, **texts)

    def _find_credential_action(self, old: Requirements, new: Requirements) -> str:
        """Return the action for requirements that the credentials of some clients do not satisfy."""
        was, is_ = (
            {tuple(sorted(carried.get(n, n) for n in names)) for names in requirements}
            for requirements, carried in zip((old, new), self.carried, strict=True)
        )
        refused = _list_refused(was, is_)
        if not refused:
            return "credential-replaced"
        is_partial = len(refused) < len(was)
        return "credential-alternative-removed" if is_partial else "credential-changed"

    def _compare_servers(
        self, old: ir.Operation, new: ir.Operation, symbol: str
    ) -> None:
        """Compare the servers that an operation or its path item declares."""
        was = next((s.url for s in old.servers if s.has_host), "")
        is_ = next((s.url for s in new.servers if s.has_host), "")
        if was != is_:
            default = "the default server"
            texts = {"old": was or default, "new": is_ or default}
            self._add("server-changed", symbol, old.origin, new.origin, **texts)


def name_method(resource: Resource, method: Method) -> str:
    """Return a method as a program calls it."""
    return f"client.{resource.module}.{method.name}"


def index_forms(side: Side, source: ir.Operation) -> dict[str, tuple[Resource, Method]]:
    """Return the methods of an operation by the kind of their results; "" for the main one."""
    methods = side.methods.get(source.origin, [])
    main = [entry for entry in methods if not _get_form(entry[1], methods[0][1])]
    forms = {_get_form(method, methods[0][1]): (r, method) for r, method in methods}
    return {"": main[0], **forms} if main else forms


def _get_form(method: Method, main: Method) -> str:
    """Return what distinguishes a further method of an operation: its kind of result."""
    if method is main:
        return ""
    return "stream" if method.streams else next(d.kind for d in method.decodings)


def _normalize(path: str) -> str:
    return "/".join("{}" if "{" in step else step for step in path.split("/"))


def _match_schemes(old: ir.Api, new: ir.Api) -> dict[str, str]:
    """Return the earlier names of renamed security schemes, whose credentials requests carry as before."""
    was, is_ = ({scheme.name for scheme in api.schemes} for api in (old, new))
    removed = {describe_scheme(s): s.name for s in old.schemes if s.name not in is_}
    added = {s.name: describe_scheme(s) for s in new.schemes if s.name not in was}
    return {name: removed[text] for name, text in added.items() if text in removed}


def _list_requirements(source: ir.Operation, names: Mapping[str, str]) -> Requirements:
    """Return the alternative requirements; none if a request needs no credential.

    `names` are earlier names of security schemes.
    """
    requirements = {
        tuple(sorted(names.get(name, name) for name in schemes))
        for schemes in source.security
    }
    return set() if () in requirements else requirements


def _list_refused(old: Requirements, new: Requirements) -> list[tuple[str, ...]]:
    """Return the earlier requirements that satisfy none of the new ones."""
    return [o for o in old if not any({*n} <= {*o} for n in new)]


def _describe(requirements: Requirements) -> str:
    texts = sorted(" with ".join(f"`{n}`" for n in names) for names in requirements)
    return " or ".join(texts) or "none"
