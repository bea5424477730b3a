# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The API in memory, and builders of valid resources in any state."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .. import models
from .._client import AsyncAcme, Acme
from .._operations import json as json_operations, models_ as models__operations
from .fakes import Fake, Route
from .lives import If, Life, Rule, Step, Store

SETTINGS: dict[str, Any] = {
    "base_url": "https://fake.invalid",
}


@cache
def _samples() -> dict[str, Any]:
    """Resources that have everything, and the bodies of errors."""
    found: dict[str, Any] = json.loads(
        Path(__file__).with_name("samples.json").read_text("utf-8")
    )
    return found


@cache
def _light_life() -> Life[models.Light]:
    return Life(
        models.Light,
        status="level",
        key="number",
        initial=100,
        steps=(
            Step((), (50,), "json.make_light"),
            Step(
                (50, 100),
                (0,),
                "json.switch_the_light_off_for_good_and_never_ever_again_unde_e903854f",
            ),
            Step((0,), (50,)),
        ),
        rules=(Rule("watts", (If("level", (0,), is_not=True),), "level != 0"),),
        wires={},
        sample=_samples()["Light"],
    )


def light(level: models.Level | int = 100, **fields: Any) -> models.Light:
    """A valid light in any state, with what is there in it; `fields` are set on it."""
    return _light_life().build({"level": level, **fields})


@cache
def _step_life() -> Life[models.Step]:
    return Life(
        models.Step,
        status="if_",
        key="step_id",
        initial='a"""b\\',
        steps=(
            Step(('a"""b\\',), ("it's",)),
            Step(("it's",), ("{client}", "")),
            Step(("{client}", ""), ("```",), "models_.stop"),
        ),
        rules=(
            Rule("rule", (If("if_", ('a"""b\\',)),), 'If == \'a"""b\\\''),
            Rule(
                "models",
                (If("if_", ("it's", "{client}", "")), If("rule", (None,))),
                "If in [\"it's\", '{client}', ''] and Rule == null",
            ),
        ),
        wires={
            "step_id": "stepId",
            "if_": "If",
            "is_terminal": "isTerminal",
            "can_stop": "canStop",
            "rule": "Rule",
        },
        sample=_samples()["Step"],
    )


def step(if_: models.Store | str = 'a"""b\\', **fields: Any) -> models.Step:
    """A valid step in any state, with what is there in it; `fields` are set on it."""
    return _step_life().build({"if_": if_, **fields})


class FakeAcme(Fake):
    """The API in memory, for real clients: arrange with `add`, act with a client, assert on what is there.

    ```python
    fake = FakeAcme()
    light = fake.json.add(level=50)
    with fake.client() as client:
        client.json.switch_the_light_off_for_good_and_never_ever_again_unde_e903854f(light.number)
    assert fake.json[light.number].level == 0
    ```
    """

    def __init__(self) -> None:
        self.json: Store[models.Light] = Store(_light_life())
        self.models_: Store[models.Step] = Store(_step_life())
        super().__init__(
            Route(json_operations.MAKE_LIGHT, self.json, "number"),
            Route(json_operations.READ_LIGHT, self.json, "number"),
            Route(
                json_operations.SWITCH_THE_LIGHT_OFF_FOR_GOOD_AND_NEVER_EVER_AGAIN_UNDE_E903854F,
                self.json,
                "number",
            ),
            Route(models__operations.STOP, self.models_, "stepId"),
            errors=_samples()["errors"],
        )

    def client(self, **settings: Any) -> Acme:
        """A client that talks to this fake."""
        return Acme(
            transport=self.transport,
            **{**SETTINGS, **settings},
        )

    def async_client(self, **settings: Any) -> AsyncAcme:
        """An asynchronous client that talks to this fake."""
        return AsyncAcme(
            transport=self.async_transport,
            **{**SETTINGS, **settings},
        )
