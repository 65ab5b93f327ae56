"""The line of queries that Back and Forward walk."""

from explorer.gui.history import KEPT, History
from explorer.gui.state import member_query as query


def visited(*images: int) -> History:
    history = History()
    for image in images:
        history.visit(query(image))
    return history


def test_back_and_forward_and_what_lay_ahead_is_forgotten():
    history = visited(1, 2, 3)
    assert history.go(-1) == query(2)
    assert history.go(-1) == query(1)
    assert history.go(-1) is None
    assert history.go(1) == query(2)
    history.visit(query(9))
    assert history.go(1) is None
    assert history.go(-1) == query(2)


def test_several_steps_at_once():
    history = visited(1, 2, 3, 4)
    assert history.at(-3) == query(1)
    assert history.at(-4) is None
    assert history.at(0) is None
    assert history.go(-3) == query(1)
    assert history.go(2) == query(3)
    assert history.entries() == [(1, query(4)), (0, query(3)), (-1, query(2)), (-2, query(1))]


def test_the_same_query_twice_is_visited_once():
    assert visited(1, 1).past == []


def test_a_revision_takes_the_place_of_the_current_query():
    history = visited(1, 2)
    history.revise(query(3))
    assert history.current == query(3)
    assert history.go(-1) == query(1)


def test_nothing_can_be_searched_for_and_back_returns():
    history = visited(1)
    history.visit(None)
    assert history.current is None
    assert history.go(-1) == query(1)
    assert history.future == []


def test_the_oldest_are_forgotten():
    history = visited(*range(KEPT + 20))
    assert len(history.past) == KEPT
    assert history.past[0] == query(19)
