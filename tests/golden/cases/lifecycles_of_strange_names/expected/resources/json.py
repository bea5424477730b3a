# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import json as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.light import Light


class Json:
    """Operations tagged json."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def make_light(
        self,
        **options: Unpack[RequestOptions],
    ) -> Light:
        """POST /lights

        Returns:
            The light.

        Raises:
            OtherClientError: No.
        """
        return self._client.request(operations.MAKE_LIGHT, {}, options)

    def read_light(
        self,
        number: int,
        **options: Unpack[RequestOptions],
    ) -> Light:
        """GET /lights/{number}

        Returns:
            The light.

        Raises:
            OtherClientError: No.
        """
        return self._client.request(operations.READ_LIGHT, {"number": number}, options)

    def switch_the_light_off_for_good_and_never_ever_again_unde_e903854f(
        self,
        number: int,
        **options: Unpack[RequestOptions],
    ) -> Light:
        """DELETE /lights/{number}

        Returns:
            The light.

        Raises:
            OtherClientError: No.
            SwitchTheLightOffForGoodAndNeverEverAgainUnderAnyCircum_83b487c0Error: the level forbids
                it, which is allowed in 50, 100.
        """
        return self._client.request(
            operations.SWITCH_THE_LIGHT_OFF_FOR_GOOD_AND_NEVER_EVER_AGAIN_UNDE_E903854F,
            {"number": number},
            options,
        )


class AsyncJson:
    """Operations tagged json."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def make_light(
        self,
        **options: Unpack[RequestOptions],
    ) -> Light:
        """POST /lights

        Asynchronous: see `Json.make_light`.
        """
        return await self._client.request(operations.MAKE_LIGHT, {}, options)

    async def read_light(
        self,
        number: int,
        **options: Unpack[RequestOptions],
    ) -> Light:
        """GET /lights/{number}

        Asynchronous: see `Json.read_light`.
        """
        return await self._client.request(
            operations.READ_LIGHT, {"number": number}, options
        )

    async def switch_the_light_off_for_good_and_never_ever_again_unde_e903854f(
        self,
        number: int,
        **options: Unpack[RequestOptions],
    ) -> Light:
        """DELETE /lights/{number}

        Asynchronous: see `Json.switch_the_light_off_for_good_and_never_ever_again_unde_e903854f`.
        """
        return await self._client.request(
            operations.SWITCH_THE_LIGHT_OFF_FOR_GOOD_AND_NEVER_EVER_AGAIN_UNDE_E903854F,
            {"number": number},
            options,
        )
