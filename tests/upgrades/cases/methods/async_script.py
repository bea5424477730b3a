import httpx2
from acme_client import AsyncAcme


class Shop:
    def __init__(self, client: AsyncAcme) -> None:
        self.client = client

    async def size(self, name: str) -> int:
        return (await self.client.things.get(name, full=True)).size


async def main(http: httpx2.AsyncClient) -> None:
    async with AsyncAcme(transport=http) as client:
        assert await Shop(client).size("a") == 3
