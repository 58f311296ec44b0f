"""A field with its name above it, a word beside that, and what is wrong with it below."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme


class AskedField(QWidget):
    """Holds `field`, which has its name already."""

    def __init__(self, field: TextField) -> None:
        super().__init__()
        self.field = field
        name = Label(field.accessibleName(), "small_strong")
        name.setBuddy(field)
        self._aside = Label("", "small_strong", "text2")
        self._fault = Label("", "small_strong", "danger", wrap=True)
        self._fault.hide()
        head = QHBoxLayout()
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self._aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(5))
        column.addLayout(head)
        column.addWidget(field)
        column.addWidget(self._fault)
        field.textEdited.connect(lambda _text: self.show_fault(""))

    def set_aside(self, text: str, token: str = "text2") -> None:
        """Say something beside the name, in a token's colour."""
        self._aside.setText(text)
        self._aside.set_token(token)

    @property
    def fault(self) -> str:
        """What is said to be wrong; ``""`` where nothing is."""
        return self._fault.text()

    def show_fault(self, fault: str) -> None:
        """Say what is wrong, or take it back."""
        self.field.set_error(fault)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
