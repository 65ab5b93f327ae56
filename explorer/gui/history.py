"""The queries asked before and after the current one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from explorer.protocol.query import Query

KEPT = 100
"""Older queries are forgotten."""


@dataclass
class History:
    """A line of queries with a place on it, like the pages of a browser.

    Attributes:
        past: queries before the current one, the oldest first.
        current: what is searched for; None where nothing is.
        future: queries after it, the nearest last.
    """

    past: list[Query] = field(default_factory=list)
    future: list[Query] = field(default_factory=list)
    current: Query | None = None

    def visit(self, query: Query | None) -> None:
        """Go to a new query, or to none; what lay ahead is forgotten."""
        if query == self.current:
            return
        if self.current is not None:
            self.past.append(self.current)
            del self.past[:-KEPT]
        self.current = query
        self.future.clear()

    def revise(self, query: Query) -> None:
        """Put another query in the place of the current one: a step of a slider is no page of its own."""
        self.current = query
        self.future.clear()

    def at(self, steps: int) -> Query | None:
        """The query so many steps ahead, or back where negative; None where there is none."""
        line = self.future[::-1] if steps > 0 else self.past[::-1]
        return line[abs(steps) - 1] if 0 < abs(steps) <= len(line) else None

    def go(self, steps: int) -> Query | None:
        """Move so many steps ahead, or back where negative; None where that leads nowhere."""
        if self.at(steps) is None:
            return None
        for _ in range(abs(steps)):
            origin, goal = (self.past, self.future) if steps < 0 else (self.future, self.past)
            if self.current is not None:
                goal.append(self.current)
            self.current = origin.pop()
        return self.current

    def entries(self) -> list[tuple[int, Query]]:
        """All queries with the steps that lead to them, the newest first."""
        ahead = [(steps, query) for steps, query in enumerate(reversed(self.future), start=1)][::-1]
        here = [] if self.current is None else [(0, self.current)]
        return ahead + here + [(-steps, query) for steps, query in enumerate(reversed(self.past), start=1)]

    def restore(self, queries: Sequence[Query], current: int) -> None:
        """Go to one of a line of queries; to none of them, after all, where it is -1."""
        place = current if 0 <= current < len(queries) else -1
        self.past = list(queries if place < 0 else queries[:place])
        self.current = None if place < 0 else queries[place]
        self.future = [] if place < 0 else list(queries[:place:-1])

    def clear(self) -> None:
        """Forget everything, because another collection is open."""
        self.past.clear()
        self.future.clear()
        self.current = None
