# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from . import Unforeseen

if TYPE_CHECKING:
    from ..models.life import Life
    from ..models.step import Step
    from ..models.store import Store


@dataclass(frozen=True, slots=True)
class AB:
    """The status is a\"\"\"b\\."""

    rule: list[str]


@dataclass(frozen=True, slots=True)
class ItS:
    """The status is it's."""

    models: Life | None


@dataclass(frozen=True, slots=True)
class Client:
    """The status is {client}."""

    models: Life | None


@dataclass(frozen=True, slots=True)
class Empty:
    """The status is ."""

    models: Life | None


@dataclass(frozen=True, slots=True)
class GraveAccentGraveAccentGraveAccent:
    """The status is ```."""


StepState: TypeAlias = (
    "AB | ItS | Client | Empty | GraveAccentGraveAccentGraveAccent | Unforeseen[Store | None]"
)


def state_of(step: Step) -> StepState:
    """The state, with what is there in it."""
    if step.if_ == 'a"""b\\' and step.rule is not None:
        return AB(rule=step.rule)
    if step.if_ == "it's":
        return ItS(models=step.models)
    if step.if_ == "{client}":
        return Client(models=step.models)
    if step.if_ == "":
        return Empty(models=step.models)
    if step.if_ == "```":
        return GraveAccentGraveAccentGraveAccent()
    return Unforeseen(step.if_)
