# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TYPE_CHECKING, TypeAlias
from .._runtime.models import Model, UnknownVariant

if TYPE_CHECKING:
    from .word import Word

CreateTalkResponseItem: TypeAlias = (
    "CreateTalkResponseItemWord | CreateTalkResponseItemNote | UnknownVariant"
)


@dataclass(slots=True, kw_only=True)
class CreateTalkResponseItemWord(Model):
    """`CreateTalkResponseItemWord` of the document."""

    event: Literal["word"] = "word"

    id: str | None = None

    data: Word


@dataclass(slots=True, kw_only=True)
class CreateTalkResponseItemNote(Model):
    """`CreateTalkResponseItemNote` of the document."""

    event: Literal["note"] = "note"

    data: str | None = None

    retry: int | None = None
