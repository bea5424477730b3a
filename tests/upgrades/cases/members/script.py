import httpx2
from acme_client import Acme
from acme_client.models import Colour


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    paint = client.paint.get(colour=Colour.RED)
    assert paint.colour == Colour.RED
    assert paint.colour.value == "red"
    names = {Colour.RED: "warm", Colour.BLUE: "cold"}
    assert names[paint.colour] == "warm"
