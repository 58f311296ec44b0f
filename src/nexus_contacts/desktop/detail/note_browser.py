"""Shows one note's safe HTML: fetches nothing, as tall as its text, links only reported."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget
from typing_extensions import override

from nexus_contacts.desktop.theme import theme


class NoteBrowser(QTextBrowser):
    """One note. Nothing it names is ever loaded: no picture, no style sheet, no file, no address."""

    link_wanted = Signal(QUrl)
    """The person clicked a link; whoever listens shows where it goes before opening it."""
    focus_moved = Signal(bool, Qt.FocusReason)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._html = ""
        self._heights: dict[int, int] = {}
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Note"))
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self.link_wanted)
        theme().changed.connect(self._restyle)

    def show_html(self, html: str) -> None:
        """Show another note's safe HTML."""
        if html != self._html:
            self._html = html
            self._restyle()

    def _restyle(self) -> None:
        look = theme()
        self.document().setDefaultFont(look.font("body"))
        mono = look.font("mono").family()
        self.document().setDefaultStyleSheet(
            f"a {{ color: {look.color('accentText').name()}; text-decoration: none; }}"
            f"code, pre {{ font-family: '{mono}'; font-size: {look.px(12)}px;"
            f" background-color: {look.color('sunken').name()}; }}"
            f"h1, h2, h3, h4, h5, h6 {{ font-size: {look.px(14)}px; font-weight: 600; }}"
            "p, ul, ol, pre, blockquote, h1, h2, h3, h4, h5, h6 { margin-top: 0; margin-bottom: 4px; }"
            "ul, ol { -qt-list-indent: 0; margin-left: 14px; }"
        )
        self.setHtml(self._html)
        self._heights.clear()
        self.updateGeometry()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> Any:
        return None

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit(True, event.reason())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit(False, event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A note is as tall as its text, so the keys that scroll belong to the list it stands in.
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        found = self._heights.get(width)
        if found is None:
            document, shown = self.document(), self.document().textWidth()
            document.setTextWidth(width)
            found = self._heights[width] = int(document.size().height()) + 2
            document.setTextWidth(shown)
        return found

    @override
    def sizeHint(self) -> QSize:
        width = self.viewport().width() if self.viewport().width() > 0 else 260
        return QSize(200, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, 20)
