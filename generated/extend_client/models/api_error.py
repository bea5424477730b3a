# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class ApiError(Model):
    """What went wrong, as every error answer tells it."""

    code: str
    """The error for programs, such as INVALID_REQUEST. The list is open."""

    message: str
    """The error for people; its wording may change."""

    retryable: bool
    """Whether the same request may succeed later."""

    request_id: Annotated[str | None, Wire("requestId")] = None
    """Id of the request, for support."""

    doc_url: Annotated[str | None, Wire("docUrl")] = None
    """A page that explains the error; mostly given for invalid requests."""
