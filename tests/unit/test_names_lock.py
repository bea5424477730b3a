"""The names lock keeps names, whatever is added to a document or removed from it."""

from __future__ import annotations

import pytest

from specpress.document.problems import UsageError
from specpress.python.names import Claim
from specpress.python.names.lock import EarlierName, NamesLock, parse_lock
from specpress.python.names.namer import Namer, Rename, Space

METHODS = Space("operation", prefix="tickets.")


def claim(key: str, *names: str) -> Claim:
    return Claim(key, names)


def test_text_is_sorted_and_read_back() -> None:
    lock = NamesLock(
        {("field", "Book", "isbn 13"): "isbn_13", ("class", "Book"): "Book"},
        removed=[EarlierName(("class", '"odd" -> name\u2028'), "Odd", 1)],
        renamed=[EarlierName(("class", "Book"), "Volume", 1)],
    )
    text = lock.to_text()
    assert parse_lock(text, "names.lock") == lock
    lines = text.splitlines()[1:]
    assert lines == sorted(lines)
    assert 'field Book "isbn 13" -> isbn_13' in lines


@pytest.mark.parametrize(
    "line", ["class Book", "class -> Book", "x", 'class "Book -> B']
)
def test_damaged_line_is_an_error_with_its_number(line: str) -> None:
    with pytest.raises(UsageError, match=r"names\.lock:2: expected"):
        parse_lock(f"# header\n{line}\n", "names.lock")


def test_new_part_takes_the_longer_name() -> None:
    first = Namer()
    assert first.assign([claim("getTicketCode", "get_code")], "method", METHODS) == {
        "getTicketCode": "get_code"
    }
    second = Namer(first.build_lock())
    names = second.assign(
        [
            claim("getCode", "get_code", "get_code_by_path"),
            claim("getTicketCode", "get_code", "get_ticket_code"),
        ],
        "method",
        METHODS,
    )
    assert names == {"getTicketCode": "get_code", "getCode": "get_code_by_path"}
    assert not second.renames
    assert (
        second.build_lock().names["operation", "getCode"] == "tickets.get_code_by_path"
    )


def test_name_of_a_removed_part_is_not_reused_silently() -> None:
    lock = NamesLock({("class", "Old"): "Thing"})
    namer = Namer(lock)
    namer.assign([claim("New", "Thing")], "class", Space("class"))
    assert [*namer.renames] == [
        Rename(("class", "New"), "Thing", "Thing", ("class", "Old"))
    ]
    assert namer.list_removed() == [(("class", "Old"), "Thing")]


def test_removed_part_keeps_its_name_until_the_next_major_version() -> None:
    lock = NamesLock({("class", "Old"): "Thing"})
    namer = Namer(lock, major=1)
    namer.assign([], "class", Space("class"))
    later = namer.build_lock()
    assert later.removed == [EarlierName(("class", "Old"), "Thing", 1)]
    again = Namer(later, major=1)
    assert again.assign([claim("Old", "Longer")], "class", Space("class")) == {
        "Old": "Thing"
    }
    next_major = Namer(later, major=2)
    next_major.assign([], "class", Space("class"))
    assert next_major.build_lock().removed == []


def test_name_by_hand_wins_and_is_a_rename() -> None:
    lock = NamesLock({("class", "Book"): "Book"})
    namer = Namer(lock, {("class", "Book"): "Volume"})
    assert namer.assign([claim("Book", "Book")], "class", Space("class")) == {
        "Book": "Volume"
    }
    assert [*namer.renames] == [Rename(("class", "Book"), "Book", "Volume")]
    assert namer.build_lock().renamed == [EarlierName(("class", "Book"), "Book", 0)]


def test_locked_name_that_became_reserved_is_a_rename() -> None:
    lock = NamesLock({("operation", "doIt"): "tickets.do_it"})
    namer = Namer(lock)
    names = namer.assign(
        [claim("doIt", "do_it", "do_it_now")], "method", METHODS, unavailable=["do_it"]
    )
    assert names == {"doIt": "do_it_now"}
    assert [*namer.renames] == [
        Rename(("operation", "doIt"), "tickets.do_it", "tickets.do_it_now")
    ]


def test_spaces_are_independent() -> None:
    lock = NamesLock({("field", "A", "x"): "y", ("field", "B", "x"): "z"})
    namer = Namer(lock)
    assert namer.assign([claim("x", "x")], "field", Space("field", "A")) == {"x": "y"}
    assert namer.assign([claim("y", "y")], "field", Space("field", "B")) == {"y": "y"}
    assert not namer.renames


def test_moved_operation_is_a_rename() -> None:
    lock = NamesLock({("operation", "getCode"): "codes.get_code"})
    namer = Namer(lock)
    namer.assign([claim("getCode", "get_code")], "method", METHODS)
    assert [*namer.renames] == [
        Rename(("operation", "getCode"), "codes.get_code", "tickets.get_code")
    ]


def test_names_of_a_later_call_are_not_taken() -> None:
    lock = NamesLock({("operation", "get", "stream"): "tickets.get_stream"})
    namer = Namer(lock)
    claims = [
        claim("getStream", "get_stream", "get_stream_by_path"),
        claim("get", "get"),
    ]
    names = namer.assign(claims, "method", METHODS, later=[("get", "stream")])
    assert names == {"getStream": "get_stream_by_path", "get": "get"}
    assert not namer.renames


def test_new_part_does_not_take_an_earlier_name() -> None:
    earlier = EarlierName(("operation", "getTicketCode"), "tickets.get_code", 0)
    lock = NamesLock(
        {("operation", "getTicketCode"): "tickets.code"}, renamed=[earlier]
    )
    claims = [
        claim("getCode", "get_code", "get_code_by_path"),
        claim("getTicketCode", "get_code"),
    ]
    expected = {"getTicketCode": "code", "getCode": "get_code_by_path"}
    assert Namer(lock).assign(claims, "method", METHODS) == expected
    next_major = Namer(lock, major=1).assign(claims, "method", METHODS)
    assert next_major["getCode"] == "get_code"


def test_new_part_does_not_take_a_name_that_changes_in_this_run() -> None:
    lock = NamesLock({("operation", "getTicketCode"): "tickets.get_code"})
    by_hand = {("operation", "getTicketCode"): "tickets.code"}
    claims = [
        claim("getCode", "get_code", "get_code_by_path"),
        claim("getTicketCode", "get_code"),
    ]
    names = Namer(lock, by_hand).assign(claims, "method", METHODS)
    assert names == {"getTicketCode": "code", "getCode": "get_code_by_path"}


def test_name_by_hand_that_is_an_earlier_name_of_another_part() -> None:
    earlier = EarlierName(("class", "Book"), "Volume", 0)
    lock = NamesLock({("class", "Book"): "Book"}, renamed=[earlier])
    namer = Namer(lock, {("class", "Tome"): "Volume"})
    namer.assign(
        [claim("Book", "Book"), claim("Tome", "Tome")], "class", Space("class")
    )
    assert [*namer.renames] == [
        Rename(("class", "Tome"), "Volume", "Volume", ("class", "Book"))
    ]
    assert namer.build_lock().renamed == []


def test_fields_of_a_schema_without_a_name_have_their_own_space() -> None:
    namer = Namer()
    namer.assign([claim("x", "x")], "field", Space("field", ""))
    assert parse_lock(namer.build_lock().to_text(), "lock").names == {
        ("field", "", "x"): "x"
    }
