import httpx2
import acme_client.models as m
from acme_client import Acme


class Named(m.Thing):
    def title(self) -> str:
        return self.name.upper()


def main(http: httpx2.Client) -> None:
    assert Named(name="a", size=1).title() == "A"
    things: list[m.Thing] = [Acme(transport=http).things.get("a")]
    assert type(things[0]) is m.Thing
