"""Store: takes requests to operations that touch resources with a life, gives the answers that the life allows."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, unquote

from specpress import ir
from specpress.mock import errors
from specpress.mock.responses import Change, MockResponse
from specpress.mock.lifecycle import LifecycleStore
from specpress.mock.operations import MockOperation
from specpress.mock.requests import ReceivedRequest, Rejection
from specpress.mock.operation_roles import Role, Roles, id_property
from specpress.mock.schemas import ContradictoryDocument
from specpress.mock.availability import AvailabilityRules
from specpress.views.media import is_json

log = logging.getLogger("specpress.mock")
STATE = "x-mock-state"
"""A header that puts the resource into a state first."""
MISSING = (404, 410, 400)


@dataclass(slots=True)
class Store:
    """The resources of all lifecycles, and which operation does what to them."""

    shaper: AvailabilityRules
    advance: str | float
    clock: Callable[[], float] = time.monotonic
    lives: list[LifecycleStore] = field(default_factory=list)
    _roles: dict[tuple[str, str], tuple[LifecycleStore, Role]] = field(default_factory=dict)

    def settle(self, served: Sequence[MockOperation]) -> list[MockOperation]:
        """Have the resources; gives the operations, and those that read what the document reads without saying so."""
        found = [*served]
        for told in self.shaper.api.lifecycles:
            roles = Roles(self.shaper, told)
            own = {s.operation.origin: roles.role(s.operation) for s in served}
            if not any(own.values()):
                continue
            try:
                life = self._life(told, roles, served, [r for r in own.values() if r])
            except ContradictoryDocument as error:
                log.error(
                    "the life of %s cannot be told: %s", ir.schema_id(told.resource), error
                )
                continue
            for operation in served:
                role = own[operation.operation.origin]
                if role is not None:
                    self._assign(operation, life, role)
                    found += self._confirming(operation, life, role)
        return found

    def reply(self, served: MockOperation, asked: ReceivedRequest) -> MockResponse:
        """The answer to a request that keeps the rules.

        Raises:
            ContradictoryDocument: the document contradicts itself.
        """
        found = self._roles.get(_key(served.operation))
        if found is None:
            return served.reply(asked, change=self._shaping(served))
        life, role = found
        if role.kind == "make":
            return self._make(served, asked, life)
        if role.kind == "list":
            return self._list(served, asked, life, role)
        return self._one(served, asked, life, role)

    # -- what there is -------------------------------------------------------------------------

    def _life(
        self,
        told: ir.Lifecycle,
        roles: Roles,
        served: Sequence[MockOperation],
        own: Sequence[Role],
    ) -> LifecycleStore:
        key = next((role.key for role in own if role.key), "id")
        named = id_property(self.shaper.plain(told.resource), key)
        base = self._base(told, roles, served)
        life = LifecycleStore(told, self.shaper, base, named, self.advance, self.clock)
        life.seed()
        self.lives.append(life)
        return life

    def _base(
        self, told: ir.Lifecycle, roles: Roles, served: Sequence[MockOperation]
    ) -> dict[str, Any]:
        """A resource as the document shows one: what an operation answers with, else a sample."""
        for operation in served:
            if roles.gives(operation.operation):
                answers = operation.answers
                for media_type in filter(is_json, answers.media_types(answers.success)):
                    value = answers.value(answers.success, media_type)
                    if isinstance(value, dict):
                        return value
        cursor = self.shaper.workspace.find(ir.schema_id(told.resource))
        schema = (
            self.shaper.sampler.schemas.at(cursor)
            if cursor is not None
            else {"type": "object"}
        )
        value = self.shaper.sampler.sample(schema, told.resource)
        return value if isinstance(value, dict) else {}

    def _assign(self, served: MockOperation, life: LifecycleStore, role: Role) -> None:
        self._roles[_key(served.operation)] = (life, role)

    def _confirming(self, served: MockOperation, life: LifecycleStore, role: Role) -> Iterator[MockOperation]:
        """A GET that only `x-idempotent` tells of: clients read there what became of a call."""
        repetition = served.operation.confirmation
        if role.kind != "step" or repetition is None or life.life.read is not None:
            return
        operation = replace(
            served.operation,
            method="GET",
            path=repetition.path,
            operation_id=None,
            bodies=(),
        )
        reading = replace(
            served,
            operation=operation,
            requests=replace(served.requests, operation=operation),
        )
        self._roles[_key(operation)] = (life, Role("read", role.key))
        yield reading

    # -- what is done --------------------------------------------------------------------------

    def _make(self, served: MockOperation, asked: ReceivedRequest, life: LifecycleStore) -> MockResponse:
        targets = [
            *life.life.targets(served.operation.origin),
            *life.life.initial,
            *life.life.states,
        ]
        value = life.make(targets[0], _object(asked.body))
        return served.reply(asked, change=self._giving(served, life, value))

    def _list(self, served: MockOperation, asked: ReceivedRequest, life: LifecycleStore, role: Role) -> MockResponse:
        wanted = dict(parse_qsl(asked.query))
        fields = {f.wire for f in life.fields}
        filters = {k: v for k, v in wanted.items() if k in fields}
        found = [
            value
            for value in life.all()
            if all(str(value.get(name)) == text for name, text in filters.items())
        ]

        def change(value: Any) -> Any:
            return (
                {**value, role.items: found}
                if role.items and isinstance(value, dict)
                else found
            )

        return served.reply(asked, change=change)

    def _one(self, served: MockOperation, asked: ReceivedRequest, life: LifecycleStore, role: Role) -> MockResponse:
        key = unquote(asked.path.get(role.key, ""))
        state = asked.headers.get(STATE)
        if state is not None:
            named = next((s for s in life.life.states if str(s) == state), None)
            if named is None:
                known = ", ".join(map(str, life.life.states))
                return errors.problem(
                    400, f"{STATE}: there is no state {state!r}: there are {known}"
                )
            life.put(key, named)
        if life.get(key) is None:
            known = ", ".join(life.kept) or "none"
            return served.refused(
                asked, Rejection(MISSING, f"there is no {key!r}; there are {known}")
            )
        match role.kind:
            case "read":
                value = life.read(key)
            case "change":
                value = life.change(key, _object(asked.body))
            case "remove":
                value = life.get(key)
                life.remove(key)
            case _:
                if not life.step(key, served.operation.origin):
                    return self._forbidden(served, asked, life, key)
                value = life.get(key)
        return served.reply(asked, change=self._giving(served, life, value))

    def _forbidden(self, served: MockOperation, asked: ReceivedRequest, life: LifecycleStore, key: str) -> MockResponse:
        """The declared refusal: its status, and what its body says."""
        operation, value = served.operation.origin, life.get(key) or {}
        allowed = " or ".join(map(str, life.life.sources(operation)))
        message = (
            f"{key} is {value.get(life.life.field)}: only what is {allowed} can do this"
        )
        refusal = life.life.refusal(operation)
        status = (
            int(refusal.status)
            if refusal and ir.STATUS.fullmatch(refusal.status)
            else 409
        )
        said = dict(refusal.body) if refusal else {}
        return served.refused(asked, Rejection((status,), message), said)

    def _giving(
        self, served: MockOperation, life: LifecycleStore, value: dict[str, Any] | None
    ) -> Change | None:
        """The resource in place of the sample, where the operation answers with it."""
        roles = Roles(self.shaper, life.life)
        return (
            (lambda _: value)
            if value is not None and roles.gives(served.operation)
            else None
        )

    def _shaping(self, served: MockOperation) -> Change | None:
        """What keeps the rules of availability in an answer without a life."""
        answers = served.operation.responses
        types = [
            a.type for a in answers if a.type and served.answers.is_success(a.status)
        ]
        if not types:
            return None

        def change(value: Any) -> Any:
            return self.shaper.shaped(types[0], value, served.operation.origin)

        return change


def _key(operation: ir.Operation) -> tuple[str, str]:
    return operation.origin, operation.method


def _object(body: bytes) -> dict[str, Any]:
    """The object that a body says; nothing where it says none."""
    try:
        found = json.loads(body or b"null")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
