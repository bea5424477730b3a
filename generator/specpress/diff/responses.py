"""Compare the responses of an operation: results, statuses, errors and headers."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.diff.changes import Direction
from specpress.diff.recorder import Recorder, Spot
from specpress.diff.values import ValueComparer
from specpress.document.media_types import plain
from specpress.package.errors import expand_status, name_error
from specpress.package.methods import Method
from specpress.package.responses import list_error_responses, list_success_responses

Responses = dict[str, list[ir.Response]]


@dataclass(slots=True)
class ResponseComparer:
    """The responses of two operations that correspond to each other."""

    recorder: Recorder
    values: ValueComparer
    symbol: str
    old: ir.Operation
    new: ir.Operation
    methods: tuple[Method, Method]

    def compare(self) -> None:
        """Compare the responses."""
        self._compare_pages()
        old = _group(list_success_responses(self.old))
        new = _group(list_success_responses(self.new))
        if len(old) == len(new) == 1:
            # Another status of the only response, such as 201 for 200.
            first, second = (*old, *new)
            if first != second:
                self._add_statuses([first], [second])
            self._compare_contents(old[first], new[second])
        else:
            self._add_statuses(
                [status for status in old if status not in new],
                [status for status in new if status not in old],
            )
            for status in old:
                if status in new:
                    self._compare_contents(old[status], new[status])
        self._compare_errors()

    def _spot(self, area: str = "response-body") -> Spot:
        noun = "the result" if area == "response-body" else "the response"
        return Spot(
            area,
            f"{self.symbol}(…)",
            noun,
            Direction.RESPONSE,
            self.old.origin,
            self.new.origin,
        )

    def _add_statuses(self, removed: list[str], added: list[str]) -> None:
        for status in removed:
            self.recorder.add_at(self._spot("response"), "status-removed", old=status)
        for status in added:
            self.recorder.add_at(self._spot("response"), "status-added", new=status)

    def _compare_pages(self) -> None:
        """Compare whether the method returns pages."""
        old, new = self.methods
        if (old.pages is None) is not (new.pages is None):
            action = "unpaginated" if new.pages is None else "paginated"
            texts = {"old": old.annotate_result(""), "new": new.annotate_result("")}
            self.recorder.add_at(self._spot("operation"), action, **texts)

    def _compare_contents(self, old: list[ir.Response], new: list[ir.Response]) -> None:
        """Compare the contents of one status."""
        was = {plain(r.media_type): r for r in old if r.media_type is not None}
        is_ = {plain(r.media_type): r for r in new if r.media_type is not None}
        spot = self._spot().at(old[0].origin, new[0].origin)
        if not was or not is_:
            self._compare_presence(spot, bool(was), bool(is_))
            return
        common = [media_type for media_type in was if media_type in is_]
        if not common:
            texts = {"old": ", ".join(was), "new": ", ".join(is_)}
            results = {str(method.annotate_result("")) for method in self.methods}
            action = "media-type-changed" if len(results) > 1 else "media-type-replaced"
            self.recorder.add_at(spot, action, **texts)
        for media_type in common:
            self._compare_types(spot, was[media_type], is_[media_type])

    def _compare_types(self, spot: Spot, old: ir.Response, new: ir.Response) -> None:
        for first, second in ((old.type, new.type), (old.item, new.item)):
            if first is not None and second is not None:
                self.values.compare(spot.at(first, second))

    def _compare_presence(self, spot: Spot, had: bool, has: bool) -> None:
        """Compare whether the response has content."""
        old, new = (method.annotate_result("") for method in self.methods)
        if has and not had:
            self.recorder.add_at(spot, "added", new=new)
        elif had and not has:
            self.recorder.add_at(spot, "removed", old=old)

    def _compare_errors(self) -> None:
        """Compare the statuses that are raised, and the bodies of their exceptions."""
        old = _group(list_error_responses(self.old))
        new = _group(list_error_responses(self.new))
        for status in new:
            if status not in old and expand_status(status):
                name = name_error(expand_status(status)[0])
                place = self._spot("error").at(self.old.origin, new[status][0].origin)
                self.recorder.add_at(place, "added", new=name)
        for status in old:
            if status in new:
                self._compare_error_bodies(old[status], new[status])
            elif expand_status(status):
                name = name_error(expand_status(status)[0])
                place = self._spot("error").at(old[status][0].origin, self.new.origin)
                self.recorder.add_at(place, "removed", old=name)

    def _compare_error_bodies(
        self, old: list[ir.Response], new: list[ir.Response]
    ) -> None:
        """Compare the models of two error responses."""
        first = next((r for r in old if r.type is not None), None)
        second = next((r for r in new if r.type is not None), None)
        if first is None or second is None or not first.type or not second.type:
            return
        name = (
            name_error(first.status)
            if ir.STATUS.fullmatch(first.status)
            else "APIStatusError"
        )
        spot = Spot(
            "error-body",
            f"errors.{name}.body",
            "`body`",
            Direction.RESPONSE,
            first.type,
            second.type,
        )
        self.values.compare(spot)


def _group(responses: tuple[ir.Response, ...] | list[ir.Response]) -> Responses:
    """Return the responses by their status."""
    groups: Responses = {}
    for response in responses:
        groups.setdefault(response.status, []).append(response)
    return groups
