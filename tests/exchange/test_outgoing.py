"""What goes out: the view's contacts in its order, only some, all without some; counted."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from nexus_contacts.api.records import Contact
from nexus_contacts.exchange import outgoing
from nexus_contacts.exchange.errors import NotWritten
from nexus_contacts.exchange.outgoing import Outgoing, Written
from nexus_contacts.exchange.vcard_in import read_cards
from nexus_contacts.exchange.vcard_out import file_name
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import Filter, Sort


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Database]:
    database = Database.open(tmp_path / "copy", bytes(32))
    people = [
        Contact(f"con_{n}", f"Ann{n}", "Lee", f"ann{n}@x.org", company="Acme" if n % 2 else "Bolt", tags=("fair",))
        for n in range(1200)
    ]
    contacts.begin_first_mirror(database)
    contacts.write_page(database, people)
    contacts.finish_first_mirror(database)
    yield database
    database.close()


def ids(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row["id"] for row in csv.DictReader(lines)]


def test_a_view_in_its_order_all_of_it_some_of_it_and_all_but_some(filled: Database, tmp_path: Path) -> None:
    path, told = tmp_path / "out.csv", list[int]()
    bolt = Filter(company="Bolt")

    view = Outgoing(filter=bolt, sort=Sort("email", True), columns=outgoing.columns_of(("name", "email", "custom:x")))
    assert outgoing.write(filled, view, path, told.append) == Written(600, 600)
    assert path.read_text().splitlines()[:2] == ["first_name,last_name,email", "Ann998,Lee,ann998@x.org"]
    assert told == [500]

    but = Outgoing(filter=bolt, sort=Sort("email"), without=frozenset({"con_0", "con_2"}))
    assert outgoing.write(filled, but, path) == Written(598, 598)
    assert not {"con_0", "con_2"} & set(ids(path))

    some = Outgoing(filter=bolt, sort=Sort("email", True), only=frozenset({"con_1", "con_2", "con_3"}))
    assert outgoing.write(filled, some, path) == Written(3, 3)
    assert ids(path) == ["con_3", "con_2", "con_1"]

    one = frozenset({"con_700"})
    assert outgoing.write(filled, Outgoing(only=one), path) == Written(1, 1)
    assert ids(path) == ["con_700"]
    assert list(outgoing.chosen(filled, Outgoing(only=one, without=one))) == []
    assert list(outgoing.chosen(filled, Outgoing(only=frozenset({"con_nobody"})))) == []

    assert outgoing.write(filled, Outgoing(), path) == Written(1200, 1200)


def test_cards_in_one_file_or_each_in_its_own(filled: Database, tmp_path: Path) -> None:
    few = frozenset({"con_1", "con_2"})
    one = tmp_path / "all.vcf"
    assert outgoing.write(filled, Outgoing(only=few, vcard="4.0"), one).count == 2
    assert len(list(read_cards(one))) == 2

    folder = tmp_path / "cards"
    for _ in range(2):
        assert outgoing.write(filled, Outgoing(only=few, vcard="3.0", apart=True), folder).count == 2
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["Ann1 Lee 2.vcf", "Ann1 Lee.vcf", "Ann2 Lee 2.vcf", "Ann2 Lee.vcf"]

    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten):
        outgoing.write(filled, Outgoing(only=few, vcard="3.0", apart=True), tmp_path / "file")


def test_who_is_told_can_stop_it_and_nothing_is_written(filled: Database, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_count: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        outgoing.write(filled, Outgoing(), tmp_path / "out.csv", stop)
    assert list(tmp_path.glob("*.csv")) == []


def test_names_that_no_system_takes_become_names_that_it_does() -> None:
    assert file_name(Contact("c", "A/B:", "..\\x\n", "")) == "A B .. x"
    assert file_name(Contact("c", "...", "", "")) == "contact"
    assert len(file_name(Contact("c", "日" * 300, "", "")).encode()) <= 120
