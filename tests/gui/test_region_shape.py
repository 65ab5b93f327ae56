"""How a region changes under the mouse and the keyboard."""

import pytest

from explorer.gui.region_shape import SMALLEST, drawn, grip_at, moved, percent_text, resized
from explorer.protocol.query import Term

REGION = (0.2, 0.3, 0.6, 0.7)


def test_two_corners_in_any_order_are_the_same_region():
    assert drawn((0.2, 0.3), (0.6, 0.7)) == drawn((0.6, 0.7), (0.2, 0.3)) == drawn((0.6, 0.3), (0.2, 0.7)) == REGION


@pytest.mark.parametrize("corner", [(0.0, 0.0), (1.0, 1.0), (0.5, 0.999), (-3.0, 7.0)])
def test_what_is_drawn_is_never_too_small_nor_outside(corner):
    region = drawn(corner, corner)
    assert region[2] - region[0] == pytest.approx(SMALLEST)
    assert region[3] - region[1] == pytest.approx(SMALLEST)
    Term("member", 1, region=region)  # a valid one


def test_moving_keeps_the_size_and_stops_at_the_border():
    assert moved(REGION, 0.1, -0.1) == pytest.approx((0.3, 0.2, 0.7, 0.6))
    assert moved(REGION, 9.0, -9.0) == pytest.approx((0.6, 0.0, 1.0, 0.4))


@pytest.mark.parametrize(
    ("grip", "expected"),
    [
        ("w", (0.3, 0.3, 0.6, 0.7)),
        ("e", (0.2, 0.3, 0.7, 0.7)),
        ("nw", (0.3, 0.4, 0.6, 0.7)),
        ("se", (0.2, 0.3, 0.7, 0.8)),
    ],
)
def test_edges_and_corners_move_alone(grip, expected):
    assert resized(REGION, grip, 0.1, 0.1) == pytest.approx(expected)


def test_a_region_cannot_be_turned_inside_out():
    assert resized(REGION, "w", 5, 0) == pytest.approx((0.6 - SMALLEST, 0.3, 0.6, 0.7))
    assert resized(REGION, "ne", -5, 5) == pytest.approx((0.2, 0.7 - SMALLEST, 0.2 + SMALLEST, 0.7))


def test_a_press_takes_hold_of_what_is_near():
    reach = (0.02, 0.02)
    assert grip_at(None, (0.5, 0.5), reach) == "new"
    assert grip_at(REGION, (0.9, 0.9), reach) == "new"
    assert grip_at(REGION, (0.4, 0.5), reach) == "move"
    assert grip_at(REGION, (0.21, 0.5), reach) == "w"
    assert grip_at(REGION, (0.4, 0.69), reach) == "s"
    assert grip_at(REGION, (0.61, 0.29), reach) == "ne"


def test_a_region_in_words():
    assert percent_text(None) == "the whole image"
    assert percent_text(REGION) == "40 × 40 % of the image, from 20 % left and 30 % top"
