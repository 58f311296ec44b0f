"""Who works in the sample workspace and what they look at: owners and saved views as plain data, free of SQL."""

from dataclasses import dataclass

WORKSPACE_NAME = "Northwind Sales"

MAYA, LEO, PRIYA = "usr_xyz789", "usr_lb4417", "usr_pr2093"
OWNERS: tuple[tuple[str, str], ...] = ((MAYA, "Maya Okafor"), (LEO, "Leo Brandt"), (PRIYA, "Priya Raman"))
"""The ids of the people whom contacts are assigned to, with their names."""


@dataclass(frozen=True, slots=True)
class SampleView:
    """A saved view: its name, its icon and what it filters by; what is empty does not filter.

    An owner of ``""`` is nobody. `updated` is a preset of `store.filters.DateChoice`, `score` is from and to, both
    included, `sort` names a column of `store.filters.SORT_COLUMNS`.
    """

    name: str
    icon: str
    statuses: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    updated: str = ""
    score: tuple[int, int] | None = None
    sort: str = "updated"
    descending: bool = True


SAMPLE_VIEWS: tuple[SampleView, ...] = (
    SampleView("My open leads", "star", statuses=("lead",), owners=(MAYA,)),
    SampleView("Hot this week", "bolt", updated="last_7_days", score=(70, 100), sort="score"),
    SampleView(
        "At risk of churn",
        "alert",
        statuses=("customer",),
        updated="not_for_90_days",
        score=(0, 30),
        sort="score",
        descending=False,
    ),
    SampleView("No owner", "user", owners=("",)),
)
"""With the default sample they show 86, 24, 31 and 112 contacts."""
