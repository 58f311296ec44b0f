"""A tab without content says why: nothing there, on its way, never downloaded, or failed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nexus_contacts.api.errors import ApiError, ServerError, Unauthorized, Unreachable
from nexus_contacts.desktop.controls.buttons import SecondaryButton
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.detail import tab_pages
from nexus_contacts.desktop.detail.scroll_page import ScrollPage
from nexus_contacts.desktop.detail.tab_pages import TabPage
from nexus_contacts.store.details import KINDS, DetailKind


@pytest.fixture
def page(qtbot: QtBot) -> TabPage:
    made = TabPage(ScrollPage("Content"))
    qtbot.addWidget(made)
    made.resize(364, 500)
    made.show()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_says_so_without_blame(page: TabPage, kind: DetailKind) -> None:
    page.show_empty(kind)

    assert page.currentWidget() is page.state
    assert page.state.accessibleName().endswith("yet")
    assert page.state.accessibleDescription().endswith("here.")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("error", [None, Unreachable("dns"), Unreachable("refused")])
def test_what_was_never_downloaded_says_that_it_will_come(
    page: TabPage, kind: DetailKind, error: ApiError | None
) -> None:
    page.show_failure(kind, error, ())

    assert page.state.accessibleName() == "Not downloaded yet"
    assert "as soon as the server answers" in page.state.accessibleDescription()


@pytest.mark.parametrize("error", [Unreachable("timeout"), ServerError(status=503), Unauthorized(status=401)])
def test_a_failure_is_named_for_its_list_with_a_way_on(page: TabPage, error: ApiError) -> None:
    again = SecondaryButton("Try again")

    page.show_failure("timeline", error, (again,))

    assert page.state.accessibleName() == "The timeline could not be loaded"
    assert page.state.buttons() == [again]
    assert type(error).__name__ in " ".join(label.text() for label in page.state.findChildren(Label))


def test_a_list_that_comes_soon_is_not_announced(page: TabPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page.show_waiting()
    words = next(label for label in page.findChildren(Label) if label.text() == "Loading…")

    assert not words.isVisible()
    qtbot.waitUntil(words.isVisible, timeout=20 * tab_pages.QUIET_MS)
    page.show_content()

    assert not words.isVisible()


def test_the_focus_goes_to_what_shows(page: TabPage, qtbot: QtBot) -> None:
    again = SecondaryButton("Try again")
    page.activateWindow()
    page.show_content()
    page.focus_inside()
    qtbot.waitUntil(lambda: page.focusWidget() is page.widget(0))

    page.show_failure("deals", ServerError(status=500), (again,))
    page.focus_inside()

    qtbot.waitUntil(lambda: page.focusWidget() is again)
    assert again.focusPolicy() is Qt.FocusPolicy.StrongFocus
