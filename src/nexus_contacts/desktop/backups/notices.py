"""A card with a title and a few words: what to know before going on, or what went wrong."""

from nexus_contacts.desktop.controls.cards import Card
from nexus_contacts.desktop.controls.labels import Label

_COLORS = {"warn": ("warnSoft", "warnLine", "warn"), "danger": ("dangerSoft", "dangerLine", "danger")}


class Notice(Card):
    """Hidden while it has nothing to say. `tone` is ``warn``, ``danger`` or ``""`` for a plain one."""

    def __init__(self, title: str = "", text: str = "", tone: str = "") -> None:
        fill, line, ink = _COLORS.get(tone, ("canvas", "border", "text"))
        super().__init__(fill=fill, line=line, padding=(12, 10))
        self._title = Label("", "strong", ink, wrap=True)
        self._text = Label("", "body", "text2", wrap=True)
        self.body.addWidget(self._title)
        self.body.addWidget(self._text)
        self.say(title, text)

    def say(self, title: str, text: str = "") -> None:
        """Say this; ``""`` hides the card."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title}. {text}".strip(". "))
        if not title:
            self.hide()
        elif self.parentWidget() is not None:  # shown before it has one, it would be a window of its own
            self.show()
