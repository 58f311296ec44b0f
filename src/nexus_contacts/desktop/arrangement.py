"""What stands where at which width of the window, as plain values: sidebar or rail, detail docked, drawer or page."""

from dataclasses import dataclass
from typing import Literal

DETAIL_WIDTH = 364
DRAWER_WIDTH = 380
SIDEBAR_WIDTH = 212
RAIL_WIDTH = 56
COMPACT_HEIGHT = 600


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the main window's parts stand. `compact` is for low windows: shorter rows, a header of one line."""

    sidebar: Literal["full", "rail"]
    detail: Literal["docked", "drawer", "page"]
    compact: bool = False


def arrangement(width: int, height: int, *, needs_room: bool = False) -> Arrangement:
    """The arrangement for a window of this many logical pixels; `needs_room`: a rail where it is narrow."""
    compact = height < COMPACT_HEIGHT
    if width >= 1280:
        return Arrangement("full", "docked", compact)
    if width >= 1000:
        return Arrangement("rail" if needs_room else "full", "drawer", compact)
    return Arrangement("rail", "drawer" if width >= 760 else "page", compact)
