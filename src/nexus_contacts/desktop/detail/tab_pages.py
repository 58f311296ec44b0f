"""One tab's page: its content, or what stands in its place while there is none."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from nexus_contacts.desktop.controls.states import EmptyState


class TabPage(QStackedWidget):
    """Content and an empty state on top of each other, one of them shown."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._state: EmptyState | None = None
        self.addWidget(content)

    def show_content(self) -> None:
        """Show the content."""
        self.setCurrentWidget(self._content)

    def show_state(
        self, icon: str, tone: str, title: str, text: str, buttons: Sequence[QPushButton] = (), technical: str = ""
    ) -> None:
        """Show words in place of the content."""
        if self._state is None:
            self._state = EmptyState()
            self.addWidget(self._state)
        self._state.show_state(icon, tone, title, text, buttons, technical)
        self.setCurrentWidget(self._state)
