# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.files import FileContent
from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class UploadBodyMeta(Model):
    name: str | None = None


@dataclass(slots=True, kw_only=True)
class UploadBody(Model):
    file: FileContent
    meta: UploadBodyMeta | None = None
    tags: list[str] | None = None
