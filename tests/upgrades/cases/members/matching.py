import httpx2
from acme_client import Acme, models


def main(http: httpx2.Client) -> None:
    RED = "not a member"
    match Acme(transport=http).paint.get(colour="red").colour:
        case models.Colour.BLUE:
            raise AssertionError(RED)
        case models.Colour.RED:
            pass
