"""A scroll bar that lies over a scroll area while the pointer is near, so that the column keeps its whole width."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar
from typing_extensions import override

from nexus_contacts.desktop.theme import theme

_WIDTH_PX = 8


class OverBar(QScrollBar):
    """The area's own vertical bar, which is hidden, shown once more above its content."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        self._wanted = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        own = area.verticalScrollBar()
        own.rangeChanged.connect(lambda _least, _most: self._follow())
        own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(own.setValue)
        area.installEventFilter(self)

    def set_wanted(self, wanted: bool) -> None:
        """Show the bar where there is something to scroll, or hide it."""
        self._wanted = wanted
        self._follow()

    def _follow(self) -> None:
        own = self._area.verticalScrollBar()
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setRange(own.minimum(), own.maximum())
        self.setValue(own.value())
        width = theme().px(_WIDTH_PX)
        mirrored = self._area.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setGeometry(0 if mirrored else self._area.width() - width - 1, 0, width, self._area.height())
        self.setVisible(self._wanted and own.maximum() > own.minimum())
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)
