"""Compare the bodies of requests."""

from __future__ import annotations

from specpress import ir
from specpress.diff.changes import Direction
from specpress.diff.recorder import Recorder, Spot
from specpress.diff.values import ValueComparer
from specpress.document.media_types import plain


def compare_bodies(
    recorder: Recorder,
    values: ValueComparer,
    symbol: str,
    old: ir.Operation,
    new: ir.Operation,
) -> None:
    """Compare the bodies of two operations: whether they exist, their media types, their values."""
    name = f"{symbol}(body=…)"
    spot = Spot(
        "request-body", name, "the body", Direction.REQUEST, old.origin, new.origin
    )
    if not old.bodies or not new.bodies:
        if new.bodies:
            required = new.body_required
            recorder.add_at(spot, "added-required" if required else "added")
        elif old.bodies:
            recorder.add_at(spot, "removed")
        return
    if old.body_required is not new.body_required:
        required = new.body_required
        recorder.add_at(spot, "became-required" if required else "became-optional")
    was = {plain(body.media_type): body for body in old.bodies}
    is_ = {plain(body.media_type): body for body in new.bodies}
    for media_type in was.keys() - is_.keys():
        recorder.add_at(spot, "media-type-removed", old=media_type)
    for media_type in is_.keys() - was.keys():
        recorder.add_at(spot, "media-type-added", new=media_type)
    for media_type in was:
        if media_type in is_:
            first, second = was[media_type].type, is_[media_type].type
            if first is not None and second is not None:
                values.compare(spot.at(first, second))
