"""What happened to a contact of the sample: status changes, deals, calls, mails, meetings and notes that agree with
each other and with the contact, all between its creation and its last change.
"""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from random import Random
from time import gmtime, strftime
from typing import Any, NamedTuple

from nexus_contacts.workspace.contact_rows import StoredContact
from nexus_contacts.workspace.sample_people import office_time
from nexus_contacts.workspace.sample_rows import ActivityRow, DealRow, EventRow, Ids, NoteRow, Story, encode
from nexus_contacts.workspace.sample_shape import DAY
from nexus_contacts.workspace.sample_views import OWNERS
from nexus_contacts.workspace.sample_words import country_of, read

PIPELINE = "pip_sales"
_PATHS = {
    "lead": ("lead",),
    "active": ("lead", "active"),
    "customer": ("lead", "active", "customer"),
    "inactive": ("lead", "inactive"),
    "churned": ("lead", "active", "customer", "churned"),
}
_OUTCOMES_OF_DEALS = {
    "lead": (("open", 0.22),),
    "active": (("open", 0.55), ("open", 0.15), ("lost", 0.12)),
    "customer": (("won", 1.0), ("open", 0.25), ("lost", 0.1)),
    "inactive": (("lost", 0.3),),
    "churned": (("won", 1.0), ("lost", 0.35)),
}
"""The deals a contact of a status may have, each with its share."""
_MEAN_ACTIVITIES = {"lead": 1.6, "active": 3.2, "customer": 4.4, "inactive": 1.2, "churned": 2.6}
_NAMES = dict(OWNERS)


class Stage(NamedTuple):
    """A stage of the pipeline with its probability in percent."""

    id: str
    name: str
    probability: int


WON, LOST = Stage("stg_won", "Won", 100), Stage("stg_lost", "Lost", 0)


class Phrases(NamedTuple):
    """What the stories are told with."""

    stages: tuple[Stage, ...]
    lists: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    currencies: Mapping[str, tuple[str, float, int]]


@cache
def phrases() -> Phrases:
    """The words of the stories."""
    told: dict[str, Any] = read("stories")
    lists = {name: tuple(words) for name, words in told.items() if isinstance(words, list) and name != "stages"}
    currencies = {code: (sign, rate, step) for code, (sign, rate, step) in told["currencies"].items()}
    return Phrases(tuple(Stage(**stage) for stage in told["stages"]), lists, told["sources"], currencies)


def money(value: float, currency: str) -> str:
    """``$48,000``."""
    return f"{phrases().currencies[currency][0]}{value:,.0f}"


class Teller:
    """Makes stories up; the same seed and the same contacts in the same order give the same stories."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(f"{seed}:stories")

    def tell(self, contact: StoredContact, place: int, country: str) -> Story:
        """The story of a contact, which stands at a place of the sample."""
        return _Telling(self.rng, contact, Ids(place, contact.id), country_of(country).currency).story()


class _Telling:
    """One contact's story while it is being told."""

    def __init__(self, rng: Random, contact: StoredContact, ids: Ids, currency: str) -> None:
        self._rng = rng
        self._contact = contact
        self._ids = ids
        self._currency = currency
        self._first, self._last = contact.created_at, contact.updated_at
        self._user = contact.assigned_to or rng.choice(OWNERS)[0]
        self._deals: list[DealRow] = []
        self._activities: list[ActivityRow] = []
        self._events: list[EventRow] = []
        self._notes: list[NoteRow] = []

    def story(self) -> Story:
        self._created()
        changes = self._status_changes()
        for outcome, share in _OUTCOMES_OF_DEALS[self._contact.status]:
            if self._rng.random() < share:
                self._deal(outcome, changes.get("customer"))
        mean = _MEAN_ACTIVITIES[self._contact.status]
        for _ in range(min(int(self._rng.expovariate(1 / mean) + 0.5), 14)):
            self._activity()
        if self._rng.random() < 0.38:
            self._note()
            if self._rng.random() < 0.25:
                self._note()
        if self._rng.random() < 0.45:
            self._visit()
        self._events.sort(key=lambda event: event.occurred_at)
        return Story(tuple(self._deals), tuple(self._activities), tuple(self._events), tuple(self._notes))

    def _pick(self, name: str) -> str:
        words = phrases().lists[name]
        return words[int(self._rng.random() * len(words))]

    def _moment(self, first: int, last: int) -> int:
        """A moment between two, in office hours where that fits."""
        drawn = first + int(self._rng.random() * max(last - first, 1))
        return min(max(office_time(drawn, self._rng), first), last)

    def _event(self, kind: str, title: str, at: int, text: str = "", user: str | None = None, **data: str) -> None:
        told = encode(data)
        self._events.append(EventRow(self._ids.new("evt"), kind, title, text or None, told, user, at))

    def _created(self) -> None:
        source = self._contact.source
        text = phrases().sources[source]
        if source == "import":
            text = text.format(file=self._pick("import_files"))
        self._event("created", "Contact created", self._first, text, source=source)

    def _status_changes(self) -> dict[str, int]:
        """The path to the contact's status; answers when each was reached."""
        path = _PATHS[self._contact.status]
        moments = sorted(self._moment(self._first, self._last) for _ in path[1:])
        by = f" · by {_NAMES[self._user]}"
        for before, after, at in zip(path, path[1:], moments, strict=False):
            text = f"{before.capitalize()} → {after.capitalize()}{by}"
            self._event("status_changed", "Status changed", at, text, self._user, **{"from": before, "to": after})
        return dict(zip(path[1:], moments, strict=True))

    def _deal(self, outcome: str, customer_since: int | None) -> None:
        """A deal with its way through the stages; the deal that made a customer is won at that moment."""
        closed = outcome != "open"
        title = f"{(self._contact.company or self._contact.first_name).split(' ')[0]} – {self._pick('products')}"
        end = customer_since if outcome == "won" and customer_since else self._moment(self._first, self._last)
        begin = self._moment(self._first, end)
        value, deal_id = self._value(), self._ids.new("deal")
        stages = phrases().stages
        passed = stages[: self._rng.randint(2 if closed else 1, len(stages))]
        worth = f"{passed[0].name} · {money(value, self._currency)}"
        self._event("deal_associated", f"Deal linked: {title}", begin, worth, deal_id=deal_id)
        changed = begin
        for before, after in pairwise(passed):
            changed = self._moment(changed, end)
            self._stage_change(f"Deal moved: {title}", changed, f"{before.name} → {after.name}", deal_id)
        stage = passed[-1]
        if closed:
            why = money(value, self._currency) if outcome == "won" else self._pick("lost")
            last = WON if outcome == "won" else LOST
            self._stage_change(f"Deal {outcome}: {title}", end, f"{stage.name} → {last.name} · {why}", deal_id)
            stage, changed = last, end
        closes = end if closed else self._last + self._rng.randint(5, 120) * DAY
        day = strftime("%Y-%m-%d", gmtime(closes))
        self._deals.append(
            DealRow(deal_id, title, PIPELINE, stage.id, stage.name, value, self._currency, stage.probability,
                    self._contact.assigned_to, day, outcome, "{}", begin, changed)
        )  # fmt: skip

    def _stage_change(self, title: str, at: int, text: str, deal_id: str) -> None:
        self._event("deal_stage_changed", title, at, text, self._user, deal_id=deal_id)

    def _value(self) -> float:
        _, rate, step = phrases().currencies[self._currency]
        dollars = min(max(self._rng.lognormvariate(9.2, 1.0), 400), 400_000)
        return float(max(round(dollars * rate / step), 1) * step)

    def _activity(self) -> None:
        draw = self._rng.random()
        at = self._moment(self._first, self._last)
        if draw < 0.55:
            self._email(at)
        elif draw < 0.85:
            self._call(at)
        else:
            self._meeting(at)

    def _log(self, kind: str, subject: str, outcome: str, at: int, minutes: int | None = None, body: str = "") -> None:
        activity_id = self._ids.new("act")
        self._activities.append(
            ActivityRow(activity_id, kind, subject, body or None, outcome or None, minutes, self._user, at, at)
        )

    def _email(self, at: int) -> None:
        subject, outcome = f"“{self._pick('emails')}”", self._pick("email_outcomes")
        self._log("email", subject, outcome, at)
        self._event("email_sent", f"Email sent: {subject}", at, outcome.split(" ")[0].capitalize())
        if outcome.startswith("opened") and at < self._last:
            opens = int(outcome.removeprefix("opened ").removesuffix("×"))
            text = f"{opens} open{'s' if opens > 1 else ''} · last on {self._pick('devices')}"
            seen = min(at + 300 + int(self._rng.random() * 2 * DAY), self._last)
            self._event("email_opened", f"Opened {subject}", seen, text)

    def _call(self, at: int) -> None:
        subject, outcome = self._pick("calls"), self._pick("call_outcomes")
        connected = outcome == "connected"
        minutes = 3 + int(self._rng.random() * 40) if connected else None
        body = self._pick("call_notes") if connected and self._rng.random() < 0.5 else ""
        self._log("call", subject, outcome, at, minutes, body)
        text = f"{minutes} min · connected" if connected else outcome.capitalize()
        data = {"activity_type": "call", **({"quote": body} if body else {})}
        self._event("activity_logged", f"Call with {_NAMES[self._user]}", at, text, self._user, **data)

    def _meeting(self, at: int) -> None:
        subject, outcome = self._pick("meetings"), self._pick("meeting_outcomes")
        minutes = 15 * (1 + int(self._rng.random() * 6))
        self._log("meeting", subject, outcome, at, minutes)
        title = f"Meeting with {_NAMES[self._user]}: {subject}"
        self._event("activity_logged", title, at, f"{minutes} min · {outcome}", self._user, activity_type="meeting")

    def _note(self) -> None:
        """A note, which is an activity and an event as well."""
        at = self._moment(self._first, self._last)
        contact = self._contact
        day = gmtime(at + self._rng.randint(7, 90) * DAY)
        content = self._pick("notes").strip().format(
            first=contact.first_name,
            name=f"{contact.first_name} {contact.last_name or ''}".strip(),
            company=contact.company or "the firm",
            product=self._pick("products"),
            date=strftime("%Y-%m-%d", day),
        )  # fmt: skip
        note_id = self._ids.new("note")
        self._notes.append(NoteRow(note_id, content, self._user, at, at))
        subject = content.splitlines()[0].strip("#*|>- ").replace("**", "")[:80]
        self._log("note", subject, "", at, body=content)
        self._event("note_added", "Note added", at, "", self._user, note_id=note_id, quote=subject)

    def _visit(self) -> None:
        count = 1 + int(self._rng.random() * 5)
        pages = " · ".join(self._pick("pages") for _ in range(count))
        title = f"Visited {count} pages" if count > 1 else "Visited a page"
        self._event("page_visited", title, self._moment(self._first, self._last), pages)
