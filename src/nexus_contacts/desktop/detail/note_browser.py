"""Shows one note's safe HTML: fetches nothing, as tall as its text, links only reported."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget
from typing_extensions import override

from nexus_contacts.desktop.theme import theme


class NoteBrowser(QTextBrowser):
    """One note. Nothing it names is ever loaded: no picture, no style sheet, no file, no address."""

    link_wanted = Signal(QUrl)
    """The person clicked a link; whoever listens shows where it goes before opening it."""

    def __init__(self, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._html = html
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Note"))
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self.link_wanted)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        look = theme()
        self.document().setDefaultFont(look.font("body"))
        self.document().setDefaultStyleSheet(
            f"a {{ color: {look.color('accentText').name()}; text-decoration: none; }}"
            f"code, pre {{ font-family: monospace; background: {look.color('sunken').name()}; }}"
            f"h1, h2, h3, h4, h5, h6 {{ font-size: {look.px(14)}px; font-weight: 600; }}"
            "p, ul, ol, pre, blockquote, h1, h2, h3, h4, h5, h6 { margin-top: 0; margin-bottom: 4px; }"
            "ul, ol { -qt-list-indent: 0; margin-left: 14px; }"
        )
        self.setHtml(self._html)

    @override
    def loadResource(self, type: int, name: QUrl | str) -> Any:
        return None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.document().setTextWidth(self.viewport().width())
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        self.document().setTextWidth(max(120, self.viewport().width()))
        return QSize(200, int(self.document().size().height()) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())
