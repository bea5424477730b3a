"""Terminal output of ``specpress repair``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from specpress.cli import report
from specpress.cli.report import err, escape

if TYPE_CHECKING:
    from specpress.repair.repairing import Repair


def print_contradictions(result: Repair, is_repaired: bool) -> None:
    """Print the contradictions by kind, the requests without an operation, and the counts.

    Args:
        is_repaired: An overlay is written.
    """
    from specpress.repair.messages import describe_places, describe_unknown

    for title, problems in describe_places(result.places, is_repaired):
        report.print_group(title, problems)
    unknown = describe_unknown(result)
    if unknown:
        report.print_group(f"unknown operations: {len(result.unknown)}", unknown)
    _print_counts(result)
    if is_repaired and result.remaining:
        places = _count(len(result.remaining), "place")
        err.print(f"[yellow]{places} cannot be repaired[/] by an overlay")


def _print_counts(result: Repair) -> None:
    exchanges = _count(len(result.exchanges), "exchange")
    if not result.places:
        err.print(f"[green]no contradictions[/] in {exchanges}")
        return
    contradictions = [c for place in result.places for c in place.contradictions]
    affected = {(c.exchange.file, c.exchange.index) for c in contradictions}
    count = _count(len(contradictions), "contradiction")
    places = _count(len(result.places), "place")
    where = f"{len(affected)} of {exchanges}"
    err.print(f"[yellow]{count}[/] to {places} of the document, in {where}")


def print_overlay(output: Path, result: Repair) -> None:
    """Print the name of the overlay, and how to use it."""
    name = escape(str(output))
    actions = _count(len(result.actions), "action")
    err.print(f"[green]wrote[/] [bold]{name}[/]: {actions}")
    err.print(f"  next: specpress generate --overlay {name}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
