"""TLS that is not to be trusted, or goes wrong: no request is ever sent over it."""

from __future__ import annotations

from extend_client import Timeout

from tests.faults.acts import CLOSE, CUT, DONE, HOLD, RUN, answer, head
from tests.faults.case import Case, late, lost, undecodable, value

ONCE = {"max_retries": 0}

CASES = [
    Case(
        number=111,
        title="certificate of an unknown issuer",
        does="It shows a certificate that nobody vouches for.",
        answers=(DONE,),
        tls="unknown issuer",
        settings=ONCE,
        expected=lost(False, requests=0),
    ),
    Case(
        number=112,
        title="certificate of another host",
        does="It shows a certificate for elsewhere.example.",
        answers=(DONE,),
        tls="wrong host",
        settings=ONCE,
        expected=lost(False, requests=0),
    ),
    Case(
        number=113,
        title="expired certificate",
        does="It shows a certificate that ended in 2020.",
        answers=(DONE,),
        tls="expired",
        settings=ONCE,
        expected=lost(False, requests=0),
    ),
    Case(
        number=114,
        title="plain HTTP where TLS is expected",
        does="It answers the handshake with an HTTP answer.",
        greetings=((answer(400, b"{}"), CLOSE),),
        scheme="https",
        settings=ONCE,
        expected=lost(False, requests=0),
    ),
    Case(
        number=115,
        title="handshake that stalls",
        does="It accepts and says nothing.",
        greetings=((HOLD,),),
        tls="good",
        settings={"timeout": Timeout(connect=0.5), **ONCE},
        expected=late(False, requests=0),
    ),
    Case(
        number=116,
        title="handshake that is cut once",
        does="It closes the first connection in the handshake and serves the second.",
        greetings=((CLOSE,),),
        answers=(DONE,),
        tls="good",
        expected=value(),
    ),
    Case(
        number=117,
        title="TLS as it should be",
        does="It answers.",
        answers=(DONE,),
        tls="good",
        expected=value(),
    ),
    Case(
        number=118,
        title="TLS cut in the middle of the body",
        does="It ends the connection without the alert that TLS asks for; the length was told.",
        answers=((head(200, f"content-length: {len(RUN)}"), RUN[:80], CUT),),
        tls="good",
        settings=ONCE,
        expected=lost(raw=RUN[:80], status=200),
    ),
    Case(
        number=119,
        title="TLS cut at the end of a body without length",
        does="It ends the connection without the alert that TLS asks for; no length was told.",
        answers=((head(200, "connection: close"), RUN[:80], CUT),),
        tls="good",
        settings=ONCE,
        expected=undecodable(RUN[:80]),
        of={"pyreqwest": lost(raw=RUN[:80], status=200)},
    ),
    Case(
        number=120,
        title="TLS where plain HTTP is expected",
        does="It waits for a handshake and gets a request.",
        answers=(DONE,),
        tls="good",
        scheme="http",
        settings=ONCE,
        expected=lost(requests=0),
    ),
]
