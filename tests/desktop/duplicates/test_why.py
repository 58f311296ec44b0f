"""Why a pair has its score, as cards."""

from typing import Any

from nexus_contacts.desktop.duplicates.why import WhyView
from nexus_contacts.duplicates.score import Evidence


def test_every_signal_has_its_card_and_is_spoken(qtbot: Any) -> None:
    view = WhyView()
    qtbot.addWidget(view)
    signals = [Evidence("phone", "same", 6.9), Evidence("email", "other", -2.0), Evidence("prior", "", -4.0)]
    view.show_evidence([*signals, Evidence("title", "missing", 0.0)])

    assert view.heightForWidth(190) > view.heightForWidth(900)
    view.resize(900, 120)
    assert not view.grab().isNull()
    assert view.accessibleDescription() == "same phone +6.9; other e-mail -2.0; before any evidence -4.0"
