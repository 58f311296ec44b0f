"""Who holds an address: the same answers whether few are asked for or many."""

from nexus_contacts.api.records import Contact
from nexus_contacts.store import contacts
from nexus_contacts.store.connection import Database
from nexus_contacts.store.holders import Holders


def test_few_and_many_questions_have_the_same_answers(database: Database) -> None:
    people = [Contact(f"con_{n}", "Ann", email=f"Jürgen.{n}@X.org " if n % 2 else f"ann{n}@x.org") for n in range(900)]
    contacts.write_page(database, people)
    holders = Holders(database)
    questions = [f" jürgen.{n}@x.ORG" if n % 2 else f"ANN{n}@x.org" for n in range(2000)]

    for _ in range(2):
        found = [holders.find(email) for email in questions]

        assert [None if one is None else one.id for one in found] == [
            f"con_{n}" if n < 900 else None for n in range(2000)
        ]
        assert holders.find("") is None
