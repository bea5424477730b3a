# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from ..states.step import StepState
    from .life import Life
    from .store import Store


@dataclass(slots=True, kw_only=True)
class Step(Model):
    step_id: Annotated[UUID, Wire("stepId")]
    if_: Annotated[Store | None, Wire("If")]
    state: str | None = None
    is_terminal: Annotated[bool | None, Wire("isTerminal")] = None
    can_stop: Annotated[bool | None, Wire("canStop")] = None
    rule: Annotated[list[str] | None, Wire("Rule")] = None
    models: Life | None = None

    @property
    def life_state(self) -> StepState:
        """The state of the step with what is there in it, for `match`: see `states.step`."""
        from ..states.step import state_of

        return state_of(self)

    @property
    def is_in_terminal_state(self) -> bool:
        """Whether the step has come to an end: nothing changes its state any more."""
        return self.if_ is not None and self.if_.is_terminal

    @property
    def may_stop(self) -> bool:
        """Whether `models_.stop` is allowed: in {client}, ."""
        return self.if_ in ("{client}", "")
