"""Opens a note's link after showing where it goes; only http, https, mailto and tel ever leave the program."""

import unicodedata

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

_SCHEMES = ("http", "https", "mailto", "tel")
_SHOWN = 400


def honest_address(url: QUrl) -> str:
    """An address as it may be shown: letters that look like others stay encoded, nothing turns the text around."""
    text = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    shown = "".join(sign if unicodedata.category(sign)[0] != "C" else "�" for sign in text)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"


def may_open(url: QUrl) -> bool:
    """Whether the address is of a kind that may be opened at all."""
    return url.isValid() and url.scheme().lower() in _SCHEMES


def ask_and_open(parent: QWidget, url: QUrl) -> None:
    """Show where a link goes and open it when the person says so; other kinds of links do nothing."""
    if not may_open(url):
        return
    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("links", "Open link"))
    box.setText(QCoreApplication.translate("links", "This link of the note goes to"))
    box.setInformativeText(honest_address(url))
    box.setTextFormat(Qt.TextFormat.PlainText)
    go = box.addButton(QCoreApplication.translate("links", "Open"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.finished.connect(box.deleteLater)
    go.clicked.connect(lambda: QDesktopServices.openUrl(url))
    box.open()
