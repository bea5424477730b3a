import httpx2
from acme_client import Acme


def main(http: httpx2.Client) -> None:
    client = Acme(transport=http)
    assert client.things.get("a", full=True).size == 3
    things = client.things  # keeps its comment
    assert [things.get(name).name for name in ("a", "b")] == ["a", "a"]
    thing = client.things.get(
        "a",
        full=False,
    )
    assert thing.name == "a"
