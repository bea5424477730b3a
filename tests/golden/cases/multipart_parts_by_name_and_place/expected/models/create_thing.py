# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.files import FileContent
from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class CreateThingBodyDetails(Model):
    size: int | None = None


@dataclass(slots=True, kw_only=True)
class CreateThingBody(Model):
    picture: FileContent
    attachments: list[FileContent] | None = None
    details: CreateThingBodyDetails | None = None
