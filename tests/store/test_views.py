"""Saved views, kept whole and in order."""

from dataclasses import replace
from datetime import date

from nexus_contacts.store import views
from nexus_contacts.store.connection import Database
from nexus_contacts.store.filters import DateChoice, Filter, Sort
from nexus_contacts.store.views import ColumnState, View

FILTER = Filter(
    text="acm", statuses=("lead",), sources=("api", "social"), tags=("vip",), tag_mode="all", owners=("",),
    company="Acme", created=DateChoice("custom", date(2026, 1, 1), None), updated=DateChoice("last_7_days"),
    score=(10, 90), waiting=True, starred=True, excluded=(("tag", "x"), ("status", "churned")),
)  # fmt: skip
VIEW = View(0, "Hot leads", "flame", FILTER, Sort("company", False, (("name", True),)), (ColumnState("name", 200),))


def test_a_view_comes_back_as_it_was_saved(database: Database) -> None:
    saved, changed = views.save_view(database, VIEW)

    assert views.list_views(database) == (saved,)
    assert saved == replace(VIEW, id=saved.id)
    assert changed.kinds == {"views"}


def test_a_view_is_changed_in_place(database: Database) -> None:
    saved, _ = views.save_view(database, VIEW)

    views.save_view(database, replace(saved, name="Warm", filter=Filter()))

    (found,) = views.list_views(database)
    assert (found.id, found.name, found.filter) == (saved.id, "Warm", Filter())


def test_views_keep_the_order_they_are_given(database: Database) -> None:
    first, second, third = (views.save_view(database, replace(VIEW, name=name))[0] for name in "abc")

    views.reorder(database, [third.id, 999, first.id])
    views.delete_view(database, first.id)

    assert [view.name for view in views.list_views(database)] == ["c", "b"]
    assert [second.position, third.position] == [1, 2]


def test_a_filter_written_by_another_version_is_read_as_far_as_it_is_known() -> None:
    assert views.filter_of('{"text": "a", "mood": "good"}') == Filter(text="a")
    assert views.filter_of(views.filter_text(FILTER)) == FILTER
