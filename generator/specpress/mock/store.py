"""The stateful part of the mock: requests to operations on resources with a lifecycle."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, unquote

from specpress import ir
from specpress.document.media_types import is_json
from specpress.mock import errors
from specpress.mock.availability import AvailabilityRules
from specpress.mock.json_text import parse_json
from specpress.mock.lifecycle import LifecycleStore
from specpress.mock.limits import shorten
from specpress.mock.operation_roles import Role, Roles, find_id_property
from specpress.mock.operations import MockOperation
from specpress.mock.requests import ReceivedRequest, Rejection
from specpress.mock.responses import MockResponse, Transform
from specpress.schema.validation import ContradictoryDocument

log = logging.getLogger("specpress.mock")
# Request header that sets the state of the resource first.
STATE_HEADER = "x-mock-state"
NOT_FOUND = (404, 410, 400)
DEFAULT_REFUSAL_STATUS = 409


@dataclass(slots=True)
class Store:
    """The resources of all lifecycles, and the roles of operations in them."""

    rules: AvailabilityRules
    advance: str | float
    clock: Callable[[], float] = time.monotonic
    lifecycles: list[LifecycleStore] = field(default_factory=list)
    _roles: dict[tuple[str, str], tuple[LifecycleStore, Role]] = field(
        default_factory=dict
    )

    def populate(self, operations: Sequence[MockOperation]) -> list[MockOperation]:
        """Create the resources and assign roles to the operations.

        Returns:
            The operations, with those that the document implies but does not declare.
        """
        served = [*operations]
        for lifecycle in self.rules.api.lifecycles:
            roles = Roles(self.rules, lifecycle)
            by_origin = {
                o.operation.origin: roles.find_role(o.operation) for o in operations
            }
            assigned = [role for role in by_origin.values() if role]
            if not assigned:
                continue
            try:
                store = self._create_store(lifecycle, roles, operations, assigned)
            except ContradictoryDocument as error:
                name = ir.schema_id(lifecycle.resource)
                log.error("cannot simulate the lifecycle of %s: %s", name, error)
                continue
            for operation in operations:
                role = by_origin[operation.operation.origin]
                if role is not None:
                    self._roles[_key(operation.operation)] = (store, role)
                    served += self._add_confirmation(operation, store, role)
        return served

    def respond(
        self, operation: MockOperation, request: ReceivedRequest
    ) -> MockResponse:
        """Return the response to a valid request.

        Raises:
            ContradictoryDocument: The document describes no valid response.
        """
        assigned = self._roles.get(_key(operation.operation))
        if assigned is None:
            return operation.respond(request, transform=self._apply_rules(operation))
        store, role = assigned
        if role.kind == "create":
            return self._create(operation, request, store)
        if role.kind == "list":
            return self._list(operation, request, store, role)
        return self._access_resource(operation, request, store, role)

    # -- set-up --------------------------------------------------------------------------------

    def _create_store(
        self,
        lifecycle: ir.Lifecycle,
        roles: Roles,
        operations: Sequence[MockOperation],
        assigned: Sequence[Role],
    ) -> LifecycleStore:
        parameter = next((r.id_parameter for r in assigned if r.id_parameter), "id")
        resource = self.rules.resolve_type(lifecycle.resource)
        store = LifecycleStore(
            lifecycle,
            self.rules,
            self._sample_resource(lifecycle, roles, operations),
            find_id_property(resource, parameter),
            self.advance,
            self.clock,
        )
        store.populate()
        self.lifecycles.append(store)
        return store

    def _sample_resource(
        self,
        lifecycle: ir.Lifecycle,
        roles: Roles,
        operations: Sequence[MockOperation],
    ) -> dict[str, Any]:
        """Return the response of an operation that returns the resource, else a sample."""
        for operation in operations:
            if roles.returns_resource(operation.operation):
                responses = operation.responses
                status = responses.success_status
                for media_type in filter(is_json, responses.media_types(status)):
                    value = responses.body_value(status, media_type)
                    if isinstance(value, dict):
                        return value
        sampler = self.rules.sampler
        cursor = self.rules.workspace.find(ir.schema_id(lifecycle.resource))
        schema = (
            sampler.schemas.reference(cursor)
            if cursor is not None
            else {"type": "object"}
        )
        value = sampler.sample(schema, lifecycle.resource)
        return value if isinstance(value, dict) else {}

    def _add_confirmation(
        self, operation: MockOperation, store: LifecycleStore, role: Role
    ) -> Iterator[MockOperation]:
        """Yield the GET operation that ``x-specpress-idempotent`` names and ``paths`` does not declare.

        Clients call it to learn whether an interrupted call took effect.
        """
        confirmation = operation.operation.confirmation
        is_declared = store.lifecycle.read is not None
        if role.kind != "transition" or confirmation is None or is_declared:
            return
        get_operation = replace(
            operation.operation,
            method="GET",
            path=confirmation.path,
            operation_id=None,
            bodies=(),
        )
        validator = replace(operation.validator, operation=get_operation)
        self._roles[_key(get_operation)] = (store, Role("read", role.id_parameter))
        yield replace(operation, operation=get_operation, validator=validator)

    # -- requests ------------------------------------------------------------------------------

    def _create(
        self, operation: MockOperation, request: ReceivedRequest, store: LifecycleStore
    ) -> MockResponse:
        lifecycle = store.lifecycle
        state, *_ = [
            *lifecycle.targets(operation.operation.origin),
            *lifecycle.initial,
            *lifecycle.states,
        ]
        value = store.create(state, _parse_object(request.body))
        return operation.respond(
            request, transform=self._return_resource(operation, store, value)
        )

    def _list(
        self,
        operation: MockOperation,
        request: ReceivedRequest,
        store: LifecycleStore,
        role: Role,
    ) -> MockResponse:
        """Return the resources that match the query parameters named like properties."""
        names = {f.wire for f in store.fields}
        query = dict(parse_qsl(request.query))
        filters = {name: text for name, text in query.items() if name in names}
        resources = [
            value
            for value in store.values()
            if all(str(value.get(name)) == text for name, text in filters.items())
        ]

        def transform(value: Any) -> Any:
            if role.items_property and isinstance(value, dict):
                return {**value, role.items_property: resources}
            return resources

        return operation.respond(request, transform=transform)

    def _access_resource(
        self,
        operation: MockOperation,
        request: ReceivedRequest,
        store: LifecycleStore,
        role: Role,
    ) -> MockResponse:
        """Read, update, delete or transition the resource that the path identifies."""
        key = unquote(request.path_parameters.get(role.id_parameter, ""))
        error = _apply_state_header(request, store, key)
        if error is not None:
            return error
        if store.get(key) is None:
            existing = ", ".join(store.resources) or "none"
            message = f"no resource with id {shorten(key)!r}; existing ids: {shorten(existing)}"
            return operation.reject(request, Rejection(NOT_FOUND, message))
        match role.kind:
            case "read":
                value = store.read(key)
            case "update":
                value = store.update(key, _parse_object(request.body))
            case "delete":
                value = store.get(key)
                store.delete(key)
            case _:
                if not store.transition(key, operation.operation.origin):
                    return self._refuse(operation, request, store, key)
                value = store.get(key)
        return operation.respond(
            request, transform=self._return_resource(operation, store, value)
        )

    def _refuse(
        self,
        operation: MockOperation,
        request: ReceivedRequest,
        store: LifecycleStore,
        key: str,
    ) -> MockResponse:
        """Return the refusal that the document declares for the current state."""
        lifecycle, origin = store.lifecycle, operation.operation.origin
        value = store.get(key) or {}
        allowed = " or ".join(map(str, lifecycle.sources(origin)))
        state = value.get(lifecycle.field)
        message = f"{operation.name} is not allowed: {key!r} is {state} (only while {allowed})"
        refusal = lifecycle.refusal(origin)
        # A refusal may be declared for a range such as 4XX.
        is_exact = refusal is not None and ir.STATUS.fullmatch(refusal.status)
        status = int(refusal.status) if refusal and is_exact else DEFAULT_REFUSAL_STATUS
        properties = dict(refusal.body) if refusal else {}
        return operation.reject(request, Rejection((status,), message), properties)

    def _return_resource(
        self,
        operation: MockOperation,
        store: LifecycleStore,
        value: dict[str, Any] | None,
    ) -> Transform | None:
        """Return a transform to the resource, for operations that return it."""
        roles = Roles(self.rules, store.lifecycle)
        if value is None or not roles.returns_resource(operation.operation):
            return None
        return lambda _: value

    def _apply_rules(self, operation: MockOperation) -> Transform | None:
        """Return a transform that applies availability rules, for other operations."""
        types = [
            response.type
            for response in operation.operation.responses
            if response.type and operation.responses.is_success(response.status)
        ]
        if not types:
            return None

        def transform(value: Any) -> Any:
            return self.rules.apply(types[0], value, operation.operation.origin)

        return transform


def _apply_state_header(
    request: ReceivedRequest, store: LifecycleStore, key: str
) -> MockResponse | None:
    """Set the state in the request header; return an error if it is unknown."""
    name = request.headers.get(STATE_HEADER)
    if name is None:
        return None
    states = {str(state): state for state in store.lifecycle.states}
    if name not in states:
        message = (
            f"header {STATE_HEADER!r} must be one of {', '.join(states)}, got {name!r}"
        )
        return errors.problem_details(400, message)
    store.put(key, states[name])
    return None


def _key(operation: ir.Operation) -> tuple[str, str]:
    # The origin alone is ambiguous: `_add_confirmation` adds a second method.
    return operation.origin, operation.method


def _parse_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object in a body, empty for any other body."""
    try:
        value = parse_json(body or b"null")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
