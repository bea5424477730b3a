# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, Transition, path

if TYPE_CHECKING:
    from ..models.light import Light

MAKE_LIGHT: Operation[Light] = Operation(
    "json.make_light",
    "POST",
    "/lights",
    answers=(Answer("201", type="Light"),),
    errors=(Answer("4XX", media_type=None, kind="empty"),),
)
READ_LIGHT: Operation[Light] = Operation(
    "json.read_light",
    "GET",
    "/lights/{number}",
    parameters=(path("number"),),
    answers=(Answer("201", type="Light"),),
    errors=(Answer("4XX", media_type=None, kind="empty"),),
)
SWITCH_THE_LIGHT_OFF_FOR_GOOD_AND_NEVER_EVER_AGAIN_UNDE_E903854F: Operation[Light] = (
    Operation(
        "json.switch_the_light_off_for_good_and_never_ever_again_unde_e903854f",
        "DELETE",
        "/lights/{number}",
        parameters=(path("number"),),
        answers=(Answer("201", type="Light"),),
        errors=(Answer("4XX", media_type=None, kind="empty"),),
        transition=Transition(
            property="level",
            attribute="level",
            targets=(0,),
            resource="Light",
            read="/lights/{number}",
            refused=423,
            error="SwitchTheLightOffForGoodAndNeverEverAgainUnderAnyCircum_83b487c0Error",
        ),
    )
)
