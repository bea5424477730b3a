from __future__ import annotations

import httpx2
from acme_client import AsyncAcme
from acme_client.models import Thing as T


async def read(client: AsyncAcme) -> T:
    return await client.things.get("é", full=True)


async def main(http: httpx2.AsyncClient) -> None:
    async with AsyncAcme(transport=http) as client:
        thing = await read(client)
        assert isinstance(thing, T)
