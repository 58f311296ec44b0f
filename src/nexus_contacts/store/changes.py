"""What a write changed, told to the screens: every writing function of the store returns one `Changed`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """The contacts and the kinds of things that changed.

    `ids` is None where they are many or unknown, and empty where the change is not about contacts. `kinds` are words
    of ``contacts``, ``details``, ``views``, ``owners``, ``stars``.
    """

    ids: frozenset[str] | None = frozenset()
    kinds: frozenset[str] = frozenset()
    renamed: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def __or__(self, other: "Changed") -> "Changed":
        ids = None if self.ids is None or other.ids is None else self.ids | other.ids
        return Changed(ids, self.kinds | other.kinds, self.renamed + other.renamed)


NOTHING = Changed()
EVERYTHING = Changed(None, frozenset({"contacts", "details"}))
