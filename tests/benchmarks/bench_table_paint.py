"""P6: the contact table repainted and scrolled, against a C++ item model in a plain view of the same shape."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable
from itertools import cycle
from typing import Any

from measuring import interleaved, many_contacts, told
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from nexus_contacts.desktop.table.cells import Cells
from nexus_contacts.desktop.table.columns import FIRST_COLUMNS, completed, shared_widths
from nexus_contacts.desktop.table.model import ContactModel
from nexus_contacts.desktop.table.view import TableView
from nexus_contacts.desktop.theme import theme
from nexus_contacts.store.rows import Row

WIDTH, HEIGHT, ROWS = 1228, 780, 100
RUNS = 60


def rows() -> list[Row]:
    """A page of rows."""
    return [
        Row(
            number, one.id, one.first_name, one.last_name, one.email, one.phone, one.company, one.job_title, one.status,
            one.source, one.tags, one.assigned_to, one.engagement_score, 1_700_000_000, 1_750_000_000, (), "", False,
        )
        for number, one in enumerate(many_contacts(ROWS))
    ]  # fmt: skip


def application() -> QApplication:
    """The application, dressed as the program's."""
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication(["bench"])
    theme().apply(made)
    return made


def ours(page: list[Row]) -> TableView:
    """The contact table with a page."""
    model = ContactModel()
    view = TableView(model)
    model.setParent(view)
    model.show_rows(page, Cells())
    view.resize(WIDTH, HEIGHT)
    view.show()
    room = view.viewport().width() - view.heading.tick_width()
    view.heading.arrange(FIRST_COLUMNS, shared_widths(completed((), ()), FIRST_COLUMNS, room))
    return view


def floor(page: list[Row]) -> QTableView:
    """The same texts in Qt's own model, view and delegate, with columns as wide and rows as high."""
    model = QStandardItemModel()
    cells = Cells()
    for row in page:
        model.appendRow([QStandardItem(""), *(QStandardItem(cells.text(row, key)) for key in FIRST_COLUMNS)])
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(theme().size("row"))
    view.resize(WIDTH, HEIGHT)
    view.show()
    widths = shared_widths(completed((), ()), FIRST_COLUMNS, view.viewport().width() - 48)
    for column, width in enumerate((48, *widths)):
        view.setColumnWidth(column, width)
    return view


def repaint(app: QApplication, view: QTableView) -> Callable[[], None]:
    """One whole frame."""

    def frame() -> None:
        view.viewport().update()
        app.processEvents()

    return frame


def scroll(app: QApplication, view: QTableView, step: int) -> Callable[[], None]:
    """One frame of scrolling down by `step` px, from the top again at the end."""
    app.processEvents()
    bar = view.verticalScrollBar()
    places = cycle(range(0, bar.maximum() - step, step))

    def frame() -> None:
        bar.setValue(next(places))
        app.processEvents()

    return frame


def bench_a_whole_repaint(benchmark: Any) -> None:
    app, page = application(), rows()
    mine, plain = ours(page), floor(page)

    times = interleaved({"ours": repaint(app, mine), "floor": repaint(app, plain)}, runs=RUNS)

    benchmark(repaint(app, mine))
    told("P6 whole repaint, 17 rows × 10 columns", times["ours"], times["floor"], target="≤ 16 ms")


def bench_a_whole_repaint_of_rows_never_seen(benchmark: Any) -> None:
    app, page = application(), rows()
    mine, plain = ours(page), floor(page)

    def cold() -> None:
        mine.painter.lines.forget()
        repaint(app, mine)()

    times = interleaved({"ours": cold, "floor": repaint(app, plain)}, runs=RUNS)

    benchmark(cold)
    told("P6 whole repaint, no line in the cache", times["ours"], times["floor"], target="≤ 16 ms")


def bench_a_frame_of_scrolling(benchmark: Any) -> None:
    app, page = application(), rows()
    mine, plain = ours(page), floor(page)

    for step, what in ((44, "one row"), (132, "a notch of the wheel")):
        times = interleaved({"ours": scroll(app, mine, step), "floor": scroll(app, plain, step)}, runs=RUNS)
        told(f"P6 scroll by {what}", times["ours"], times["floor"], target="≤ 4 ms, ≤ 1.3 ×")

    benchmark(scroll(app, mine, 44))
    assert mine.layoutDirection() is Qt.LayoutDirection.LeftToRight
