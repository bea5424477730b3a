# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model


class ParcelSentKind(OpenStrEnum):
    PARCEL = "parcel"


@dataclass(slots=True, kw_only=True)
class ParcelSentFromAbroad(Model):
    kind: ParcelSentKind = ParcelSentKind.PARCEL
    customs: str | None = None


@dataclass(slots=True, kw_only=True)
class ParcelSent(Model):
    kind: ParcelSentKind = ParcelSentKind.PARCEL


@dataclass(slots=True, kw_only=True)
class Parcel(Model):
    sent_from_abroad: ParcelSentFromAbroad | None = None
    sent: ParcelSent | None = None


ParcelSentFromAbroadKind: TypeAlias = "ParcelSentKind"
