"""Hostile text in every field of every record: the window shows it without a crash, without a lie, without loading."""

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QPainter, QStaticText
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QWidget
from tests.api.raw_server import RawServer
from tests.desktop.desk import Desk
from tests.security.hostile import CANARY, TEXTS, Liar

from nexus_contacts.account import Account, hold_for_session
from nexus_contacts.api.errors import Redirected, Refused
from nexus_contacts.desktop.palette.dialog import Palette
from nexus_contacts.desktop.window import MainWindow
from nexus_contacts.store.filters import Filter

LYING = re.compile("[\0-\x08\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\u2060]")
"""What turns its neighbours around, hides, or is no letter at all."""
HIDDEN = re.compile("(?<!\\S)(?=\\S*\u200b)\\S{1,17}(?!\\S)")
"""A place to break a line that is not the window's own: it breaks only words of 18 letters and more."""
LONGEST = 6_000
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_GETTERS = ("text", "toolTip", "accessibleName", "accessibleDescription", "windowTitle", "title")

Shown = tuple[str, str]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is painted, as it goes to Qt."""
    texts: list[str] = []

    def spied(original: Callable[..., object]) -> Callable[..., object]:
        def spy(*arguments: object) -> object:
            texts.extend(each for each in arguments if isinstance(each, str))
            return original(*arguments)

        return spy

    monkeypatch.setattr(QPainter, "drawText", spied(QPainter.drawText))
    monkeypatch.setattr(QStaticText, "__init__", spied(QStaticText.__init__))
    return texts


def widget_texts(window: QWidget) -> Iterator[Shown]:
    """What every control says in any way, with where it says so."""
    for widget in [window, *window.findChildren(QWidget)]:
        for getter in _GETTERS:
            found = getattr(widget, getter, "")
            said = found() if callable(found) else found
            if isinstance(said, str) and said and not isinstance(widget, QLineEdit):
                yield f"{type(widget).__name__}.{getter}", said
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from view_texts(widget)


def view_texts(view: QAbstractItemView) -> Iterator[Shown]:
    """What the lines of a list or a table say."""
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(min(model.rowCount(), 100)):
        for column in range(columns):
            for role in _ROLES:
                said = model.index(row, column).data(role)
                if isinstance(said, str) and said:
                    yield f"{type(view).__name__} {column} {role.name}", said
    for section in range(columns):
        said = model.headerData(section, Qt.Orientation.Horizontal)
        if isinstance(said, str) and said:
            yield f"{type(view).__name__} heading", said


def lies(shown: list[Shown]) -> list[Shown]:
    """Texts with letters that deceive."""
    return sorted({(where, said[:80]) for where, said in shown if LYING.search(said) or HIDDEN.search(said)})


def loaded_tips(shown: list[Shown]) -> list[Shown]:
    """Tool tips that Qt would take for HTML and that hold an element of the service's own."""
    return sorted(
        {
            (where, said[:80])
            for where, said in shown
            if "tip" in where.lower() and GuiQt.mightBeRichText(said) and re.search("<(img|script|b>)", said)
        }
    )


def too_long(shown: list[Shown]) -> list[tuple[str, int]]:
    """Texts nobody reads and Qt takes seconds to lay out."""
    return sorted({(where, len(said)) for where, said in shown if len(said) > LONGEST})


@pytest.fixture
def window(desk: Desk) -> Iterator[MainWindow]:
    """The window over a service whose every word is hostile; the canary's address is the service's own."""
    liar = Liar(dict(TEXTS))
    with RawServer(liar) as server:
        liar.texts["con_html"] = CANARY.replace("CANARY", server.url)
        account = Account("hostile", "Hostile", f"{server.url}/v1")
        hold_for_session(account, "key")
        window = desk.open(account)
        desk.wait_for_rows()
        desk.wait_until(lambda: len(desk.place.table.model.ids()) == len(TEXTS))
        window.server = server  # type: ignore[attr-defined]
        yield window
        pixels = [asked.target for asked in server.asked if "pixel" in asked.target]
        desk.close()
    assert pixels == []


def read_everything(desk: Desk, window: MainWindow) -> list[Shown]:
    """Open each contact and each of its tabs; gather what is shown on the way."""
    place = desk.place
    shown: list[Shown] = []
    for contact_id in TEXTS:
        place.open_contact(contact_id)
        desk.wait_until(
            lambda contact_id=contact_id: (
                (record := place.detail._record) is not None
                and record.contact.id == contact_id
                and len(record.downloaded) == 4
            )
        )
        for tab in range(5):
            place.set_detail_tab(tab)
            window.grab()
            shown += widget_texts(window)
    return shown


def test_no_text_of_a_record_deceives_or_burdens(desk: Desk, window: MainWindow, painted: list[str]) -> None:
    shown = read_everything(desk, window)
    window.grab()

    everything = shown + [("painted", text) for text in painted]
    guessing = {
        type(label).__name__
        for label in window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText and label.text()
    }
    assert len(painted) > 100
    assert guessing == set()
    assert lies(everything) == []
    assert too_long(everything) == []
    assert loaded_tips(shown) == []


def test_no_filter_by_such_a_text_deceives(desk: Desk, window: MainWindow, painted: list[str]) -> None:
    shown: list[Shown] = []
    for row in [row for row in desk.place.table.model.rows if row is not None]:
        choice = Filter(
            statuses=(row.status,), sources=(row.source,), tags=(row.tags[0],), owners=(row.assigned_to,),
            company=row.company, text=row.first_name[:300],
        )  # fmt: skip
        desk.place.set_filter(choice)
        desk.wait_until(lambda choice=choice: desk.place.choice.statuses == choice.statuses)
        window.grab()
        shown += widget_texts(window)

    everything = shown + [("painted", text) for text in painted]
    assert lies(everything) == []
    assert too_long(everything) == []
    assert loaded_tips(shown) == []


def test_the_palette_lists_such_texts_as_they_are_safe(desk: Desk, window: MainWindow, painted: list[str]) -> None:
    for typed in ("", "Lorem", "inv", "#", "@", "#inv"):
        window.deeds.open_palette()
        (palette,) = [each for each in window.findChildren(Palette) if each.isVisible()]
        palette.findChildren(QLineEdit)[0].setText(typed)
        desk.wait_until(lambda palette=palette: bool(palette.current_id()))
        window.grab()
        shown = [*widget_texts(window), *(("painted", text) for text in painted)]
        palette.reject()

        assert lies(shown) == []
        assert too_long(shown) == []


def test_what_a_service_answers_in_an_error_is_told_without_a_lie(desk: Desk, window: MainWindow) -> None:
    for text in TEXTS.values():
        window.show_error(Refused(message=text))
        window.show_error(Redirected(location=text))
        shown = list(widget_texts(window))

        assert lies(shown) == []
        assert too_long(shown) == []
