"""A day as people type it, in the locale's order or ISO's. Pure but for the locale."""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from nexus_contacts.desktop import words

_CENTURY = 2000


def parse_day(text: str, today: date) -> date | None:
    """The day that `text` means, or None. A day without a year is in the year of `today`.

    Read are ISO dates, the locale's short and long forms, and day and month by name in either order.
    """
    typed = " ".join(text.replace(",", " ").split())
    if not typed:
        return None
    for pattern in _patterns():
        whole = (typed, pattern) if "y" in pattern else (f"{typed} {today.year}", f"{pattern} yyyy")
        for locale in (words.locale(), QLocale.c()):
            found = locale.toDate(*whole, _CENTURY)
            if found.isValid():
                return _as_date(found)
    return None


def _patterns() -> tuple[str, ...]:
    short = words.locale().dateFormat(QLocale.FormatType.ShortFormat).replace("yyyy", "yy")
    month_first = short.find("M") < short.find("d")
    numeric = ("M/d/yyyy", "M/d/yy", "M/d") if month_first else ("d/M/yyyy", "d/M/yy", "d/M")
    dotted = ("d.M.yyyy", "d.M.yy", "d.M.")
    named = ("d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "d MMM", "d MMMM", "MMM d", "MMMM d")
    return ("yyyy-M-d", *numeric, *dotted, short, *named)


def _as_date(found: QDate) -> date | None:
    try:
        return date(found.year(), found.month(), found.day())
    except ValueError:
        return None
