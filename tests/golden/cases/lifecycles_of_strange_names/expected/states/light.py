# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from . import Unforeseen

if TYPE_CHECKING:
    from ..models.level import Level
    from ..models.light import Light


@dataclass(frozen=True, slots=True)
class State0:
    """The status is 0."""


@dataclass(frozen=True, slots=True)
class State50:
    """The status is 50."""

    watts: float


@dataclass(frozen=True, slots=True)
class State100:
    """The status is 100."""

    watts: float


LightState: TypeAlias = "State0 | State50 | State100 | Unforeseen[Level | None]"


def state_of(light: Light) -> LightState:
    """The state, with what is there in it."""
    if light.level == 0:
        return State0()
    if light.level == 50 and light.watts is not None:
        return State50(watts=light.watts)
    if light.level == 100 and light.watts is not None:
        return State100(watts=light.watts)
    return Unforeseen(light.level)
