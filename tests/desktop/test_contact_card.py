"""What a printed card says of a contact."""

from datetime import UTC, datetime, timedelta

from nexus_contacts.api.records import Activity, Address, Contact, Deal, Note, TimelineEvent
from nexus_contacts.desktop.contact_card import read_card
from nexus_contacts.desktop.printing.cards import Card, Day, Happened, Noted, Pair, Section
from nexus_contacts.desktop.session import Session
from nexus_contacts.store import contacts, details, outbox
from nexus_contacts.store.edits import Edit

NOW = datetime.now(UTC)
THEN = datetime(2026, 11, 18, 14, 22, tzinfo=UTC)
ADA = Contact(
    "con_1",
    "Ada",
    "Lovelace",
    "ada@example.com",
    "+14155550123",
    "Riverstone",
    "Analyst",
    "active",
    "paid_ads",
    ("trial", "<b>eu</b>"),
    "usr_1",
    85.0,
    (("industry", "Steel"), ("seats", 1250)),
    Address("1 High St", "London", "", "N1", "UK"),
    created_at=THEN,
    updated_at=NOW,
    odd=(("revision", 3),),
)


def names(owner: str) -> str:
    return {"usr_1": "Maya Okafor"}.get(owner, "")


def keep(session: Session, contact: Contact = ADA) -> None:
    contacts.write_page(session.database, (contact,))


def card(session: Session) -> Card:
    found = read_card(session.database, "con_1", names)
    assert found is not None
    return found


def section(of: Card, title: str) -> Section:
    return next(one for one in of.sections if one.title == title)


def test_every_field_is_there_as_people_write_it(session: Session) -> None:
    keep(session)

    found = card(session)

    assert (found.name, found.work) == ("Ada Lovelace", "Analyst · Riverstone")
    assert found.standing == "Active · Engagement score 85 of 100"
    pairs = {item.label: item.value for one in found.sections for item in one.items if isinstance(item, Pair)}
    assert pairs["Email"] == "ada@example.com"
    assert pairs["Phone"] == "+1 415 555 0123"
    assert pairs["Address"] == "1 High St, London, N1, UK"
    assert pairs["Source"] == "Paid ads"
    assert pairs["Owner"] == "Maya Okafor"
    assert pairs["Tags"] == "trial, <b>eu</b>"
    assert (pairs["industry"], pairs["seats"], pairs["revision"]) == ("Steel", "1,250", "3")
    assert pairs["ID"] == "con_1"


def test_what_was_never_downloaded_is_said_to_be_missing(session: Session) -> None:
    keep(session)

    for title in ("Deals", "Notes", "Activities", "Timeline"):
        one = section(card(session), title)
        assert one.items == ()
        assert one.remark.startswith("Not downloaded yet")


def test_what_is_empty_is_said_to_be_empty(session: Session) -> None:
    keep(session)
    for kind in details.KINDS:
        details.replace(session.database, "con_1", kind, ())

    assert section(card(session), "Deals").remark == "No deals."
    assert section(card(session), "Timeline").remark == "Nothing happened yet."


def test_the_lists_are_there_newest_first_under_dates_that_stay_true(session: Session) -> None:
    keep(session)
    database = session.database
    before = NOW - timedelta(minutes=5)
    deal = Deal("deal_1", "Rollout", stage_name="Proposal", value=48000.0, currency="USD", probability=60.0)
    details.replace(database, "con_1", "deals", (deal,))
    details.replace(database, "con_1", "notes", (Note("n1", "con_1", "**Hello**", "usr_1", THEN),))
    logged = (
        Activity("a1", "con_1", "call", "Call", outcome="connected", occurred_at=THEN),
        Activity("a2", "con_1", "meeting", "Review", occurred_at=before),
        Activity("a3", "con_1", "note", "Hidden", occurred_at=before),
    )
    details.replace(database, "con_1", "activities", logged)
    events = (
        TimelineEvent("t1", "con_1", "created", "Contact created", occurred_at=THEN),
        TimelineEvent("t2", "con_1", "status_changed", "Status changed", "Lead → Active", occurred_at=before),
        TimelineEvent("t3", "con_1", "odd_thing"),
    )
    details.replace(database, "con_1", "timeline", events)

    found = card(session)

    (happened,) = section(found, "Deals").items
    assert happened == Happened("Rollout", "$48,000", "Proposal · 60 %")
    (note,) = section(found, "Notes").items
    assert isinstance(note, Noted)
    assert (note.author, note.markdown) == ("Maya Okafor", "**Hello**")
    assert note.when.startswith("18 Nov 2026, ")
    done = [one for one in section(found, "Activities").items if isinstance(one, Happened)]
    assert [one.title for one in done] == ["Review", "Call"]
    assert done[1].detail == "connected"
    timeline = section(found, "Timeline").items
    assert [one.text for one in timeline if isinstance(one, Day)][1:] == ["18 Nov 2026", "No date"]
    shown = [one.title for one in timeline if isinstance(one, Happened)]
    assert shown == ["Status changed", "Contact created", "odd_thing"]
    every = " ".join(str(one) for one in found.sections)
    assert "Today" not in every
    assert "Yesterday" not in every


def test_what_waits_to_be_sent_is_said(session: Session) -> None:
    keep(session)
    outbox.edit(session.database, ("con_1",), Edit(fields=(("company", "Northwind"),)))

    assert "1 change waits to be sent" in card(session).standing


def test_somebody_who_is_gone_has_no_card(session: Session) -> None:
    assert read_card(session.database, "con_1", names) is None
