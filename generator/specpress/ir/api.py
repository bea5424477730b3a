"""The API as a whole: operations with their parameters, bodies and answers, servers, security schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specpress.ir.types import Type, TypeId


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an operation."""

    wire: str
    location: str
    style: str
    explode: bool
    required: bool
    type: TypeId
    default: Any
    description: str
    deprecated: bool
    content_type: str | None
    allow_reserved: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Body:
    """One media type of a request body."""

    media_type: str
    type: TypeId | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One media type of one response; `media_type` is None where the response has no content."""

    status: str
    media_type: str | None
    type: TypeId | None
    description: str
    headers: tuple[str, ...]
    example: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: a method on a path."""

    operation_id: str | None
    method: str
    path: str
    tag: str | None
    summary: str
    description: str
    deprecated: bool
    parameters: tuple[Parameter, ...]
    bodies: tuple[Body, ...]
    body_required: bool
    body_description: str
    answers: tuple[Answer, ...]
    security: tuple[tuple[str, ...], ...]
    servers: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Server:
    """One base URL."""

    url: str
    name: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One security scheme."""

    name: str
    kind: str
    location: str
    wire: str
    description: str


@dataclass(frozen=True, slots=True)
class Api:
    """What a document says."""

    title: str
    version: str
    description: str
    tags: Mapping[str, str]
    servers: tuple[Server, ...]
    schemes: tuple[Scheme, ...]
    operations: tuple[Operation, ...]
    types: Mapping[TypeId, Type]
