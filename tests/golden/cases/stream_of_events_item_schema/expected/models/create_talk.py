# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from .._runtime.models import JsonText, Model, Tag, UnknownVariant

if TYPE_CHECKING:
    from .word import Word

CreateTalkResponseItem: TypeAlias = Annotated[
    "CreateTalkResponseItemWord | CreateTalkResponseItemNote | UnknownVariant",
    Tag(
        "event",
        {"word": "CreateTalkResponseItemWord", "note": "CreateTalkResponseItemNote"},
    ),
]


@dataclass(slots=True, kw_only=True)
class CreateTalkResponseItemWord(Model):
    event: Literal["word"] = "word"
    id: str | None = None
    data: JsonText[Word]


@dataclass(slots=True, kw_only=True)
class CreateTalkResponseItemNote(Model):
    event: Literal["note"] = "note"
    data: str | None = None
    retry: int | None = None
