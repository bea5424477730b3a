"""Compare the parameters of an operation, which are the arguments of a method."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specpress import ir
from specpress.diff.changes import Direction, Edit
from specpress.diff.recorder import Recorder, Spot
from specpress.diff.values import ValueComparer, format_default
from specpress.package.methods import Method
from specpress.python.names.argument_names import get_key

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
Pair = tuple[ir.Parameter, ir.Parameter]


@dataclass(slots=True)
class ParameterComparer:
    """The parameters of two operations that correspond to each other."""

    recorder: Recorder
    values: ValueComparer
    symbol: str
    """The method in the old package: `client.books.list`."""
    old: ir.Operation
    new: ir.Operation
    methods: tuple[Method, Method]
    old_names: Mapping[str, str] = field(init=False)
    new_names: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        recorder = self.recorder
        self.old_names = recorder.old.operations.methods.name_arguments(self.old)
        self.new_names = recorder.new.operations.methods.name_arguments(self.new)

    def compare(self) -> None:
        """Compare the parameters."""
        pairs = [*self._match()]
        matched_old = {get_key(old) for old, _ in pairs}
        matched_new = {get_key(new) for _, new in pairs}
        for old, new in pairs:
            self._compare_pair(old, new)
        for parameter in self.old.parameters:
            if get_key(parameter) not in matched_old:
                self._add_removed(parameter)
        for parameter in self.new.parameters:
            if get_key(parameter) not in matched_new:
                self._add_added(parameter)

    def _match(self) -> Iterator[Pair]:
        """Yield the parameters that correspond to each other.

        Those of a path do by their position, if the paths differ only in their names; others by the names of their
        arguments, also in another location.
        """
        by_key = {get_key(p): p for p in self.new.parameters}
        renamed = dict(self._match_path())
        by_name = {self.new_names[key]: p for key, p in by_key.items()}
        for parameter in self.old.parameters:
            key = get_key(parameter)
            if parameter.location == "path":
                match = by_key.get(renamed.get(key, key))
            else:
                match = by_name.get(self.old_names[key])
            if match is not None and self._is_similar(parameter, match):
                yield parameter, match

    def _is_similar(self, old: ir.Parameter, new: ir.Parameter) -> bool:
        """Return whether both are in a path, or have the same name in requests."""
        if "path" in (old.location, new.location):
            return old.location == new.location
        return _fold(old) == _fold(new)

    def _match_path(self) -> Iterator[tuple[str, str]]:
        old, new = (_PLACEHOLDER.sub("{}", o.path) for o in (self.old, self.new))
        if old == new:
            names = map(_PLACEHOLDER.findall, (self.old.path, self.new.path))
            for first, second in zip(*names, strict=True):
                yield f"path {first}", f"path {second}"

    def _describe(self, name: str) -> str:
        return f"{self.symbol}({name}=…)"

    def _add(
        self,
        action: str,
        old: ir.Parameter | None,
        new: ir.Parameter | None,
        edit: Edit | None = None,
        /,
        **texts: object,
    ) -> None:
        source = old or new
        assert source is not None
        names = self.old_names if old is not None else self.new_names
        name = names[get_key(source)]
        self.recorder.add(
            f"{source.location}-parameter-{action}",
            self._describe(name),
            old.origin if old else self.old.origin,
            new.origin if new else self.new.origin,
            edit,
            **{"name": name, **texts},
        )

    def _add_removed(self, source: ir.Parameter) -> None:
        if source.location == "querystring":
            return
        name = self.old_names[get_key(source)]
        edit = Edit(self._describe(name), f"{self.symbol}(…)")
        self._add("removed", source, None, edit)

    def _add_added(self, source: ir.Parameter) -> None:
        if source.location == "querystring":
            return
        name = self.new_names[get_key(source)]
        if not source.required or source.location == "path":
            self._add("added", None, source)
        elif self._is_required(name):
            edit = Edit(f"{self.symbol}(…)", self._describe(name))
            self._add("added-required", None, source, edit)
        else:
            # The client sends the default.
            self._add("added", None, source)

    def _is_required(self, name: str) -> bool:
        return any(p.name == name and p.is_required for p in self.methods[1].parameters)

    def _compare_pair(self, old: ir.Parameter, new: ir.Parameter) -> None:
        if old.location == "querystring" or new.location == "querystring":
            return
        was, is_ = self.old_names[get_key(old)], self.new_names[get_key(new)]
        if was != is_:
            edit = Edit(self._describe(was), self._describe(is_))
            self._add("renamed", old, new, edit, old=was, new=is_)
        if old.location != new.location:
            self._add("moved", old, new, old=old.location, new=new.location)
        else:
            self._compare_styles(old, new)
        if old.required is not new.required:
            action = "became-required" if new.required else "became-optional"
            self._add(action, old, new)
        if new.deprecated and not old.deprecated:
            self._add("deprecated", old, new)
        area = f"{old.location}-parameter"
        noun = f"argument `{was}`"
        symbol = self._describe(was)
        types = old.type, new.type
        is_text = old.content_type is None and new.content_type is None
        spot = Spot(area, symbol, noun, Direction.REQUEST, *types, is_text=is_text)
        self.values.compare(spot)
        if old.default is not None and old.default != new.default:
            spot = spot.at(old.origin, new.origin)
            texts = {
                "old": format_default(old.default),
                "new": format_default(new.default),
            }
            self.recorder.add_at(spot, "default-changed", **texts)

    def _compare_styles(self, old: ir.Parameter, new: ir.Parameter) -> None:
        """Record another style or media type if a value is written in another way with it."""
        was, is_ = _describe_style(old), _describe_style(new)
        if was == is_:
            return
        python = self.recorder.old.python
        schema = python.plain(old.type)
        is_list = isinstance(schema, (ir.Array, ir.Tuple))
        # Items in a header are written in one way.
        has_styles = is_list and old.location != "header"
        is_quoted = old.content_type != new.content_type and python.is_textual(old.type)
        if has_styles or is_quoted or isinstance(schema, (ir.Object, ir.Map)):
            self._add("style-changed", old, new, old=was, new=is_)


def _fold(parameter: ir.Parameter) -> str:
    return parameter.wire.casefold().replace("-", "_")


def _describe_style(source: ir.Parameter) -> str:
    if source.content_type is not None:
        return source.content_type
    return f"{source.style} {'exploded' if source.explode else 'in one value'}"
