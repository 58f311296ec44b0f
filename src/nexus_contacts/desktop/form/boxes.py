"""One field of a form: its label with a hint, the control, and what is wrong with it below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nexus_contacts.desktop.controls.fields import TextField
from nexus_contacts.desktop.controls.labels import Label
from nexus_contacts.desktop.theme import theme


class FieldBox(QWidget):
    """Holds `control`; `required` is said beside the label, `hint` at the line's end."""

    def __init__(self, label: str, control: QWidget, *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self.title = label
        name = Label(label, "small_strong", "text2")
        name.setBuddy(control)
        self._hint = Label(hint, "small", "text3")
        self._fault = Label("", "small_strong", "danger", wrap=True)
        self._fault.hide()
        line = QHBoxLayout()
        line.setSpacing(theme().px(6))
        line.addWidget(name)
        if required:
            line.addWidget(Label(self.tr("required"), "small", "text3"))
        line.addStretch(1)
        line.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(5))
        column.addLayout(line)
        column.addWidget(control)
        column.addWidget(self._fault)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def set_hint(self, hint: str) -> None:
        """Say something else at the line's end."""
        self._hint.setText(hint)

    @property
    def fault(self) -> str:
        """What is said to be wrong; ``""`` where nothing is."""
        return self._fault.text()

    def show_fault(self, fault: str) -> None:
        """Say what is wrong with the field, or take it back."""
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        if isinstance(self.control, TextField):
            self.control.set_error(fault)
