# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime.models import Model

if TYPE_CHECKING:
    from ..states.light import LightState
    from .level import Level


@dataclass(slots=True, kw_only=True)
class Light(Model):
    number: int | None = None
    level: Level | None = None
    watts: float | None = None

    @property
    def state(self) -> LightState:
        """The state of the light with what is there in it, for `match`: see `states.light`."""
        from ..states.light import state_of

        return state_of(self)

    @property
    def is_terminal(self) -> bool:
        """Whether the light has come to an end: nothing changes its state any more."""
        return self.level is not None and self.level.is_terminal

    @property
    def can_switch_the_light_off_for_good_and_never_ever_again_unde_e903854f(
        self,
    ) -> bool:
        """Whether `json.switch_the_light_off_for_good_and_never_ever_again_unde_e903854f` is allowed:
        in 50, 100.
        """
        return self.level in (50, 100)
