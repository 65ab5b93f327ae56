"""Explanations in words."""

import pytest

from explorer.engine.sentence import sentence
from explorer.methods.explanation import DIRECT, NOT_REACHED, ONE_HOP, Explanation


@pytest.mark.parametrize(
    ("shares", "supporters", "words"),
    [
        ({DIRECT: 0.8}, ((7, 0.8),), "Its own similarity to the query decides its place."),
        (
            {ONE_HOP: 0.5},
            ((3, 0.3), (4, 0.2)),
            "All of its score comes through other images, above all image 3, image 4.",
        ),
        (
            {DIRECT: 0.1, ONE_HOP: 0.3},
            ((3, 0.2), (7, 0.1), (4, 0.06), (5, 0.03), (6, 0.01)),
            "25% of its score is its own similarity; 75% comes through other images, above all image 3, image 4,"
            " image 5.",
        ),
        ({DIRECT: 0.1, ONE_HOP: 0.3}, (), "25% of its score is its own similarity; 75% comes through other images."),
        ({NOT_REACHED: -0.4}, (), "The graph does not lead from the query to this image; it stands below all others"),
        ({DIRECT: 0.0}, (), "Its own similarity to the query decides its place."),
    ],
)
def test_where_a_score_comes_from(shares, supporters, words):
    explanation = Explanation(7, sum(shares.values()), shares, supporters=supporters)
    assert sentence(explanation, lambda image: f"image {image}").startswith(words)
