"""Relevance feedback: a query moved towards the images that a person marked right and away from those marked wrong."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from explorer.protocol.query import Query, Term

Mark = Literal[1, -1]
RIGHT: Mark = 1
WRONG: Mark = -1

TOWARDS, AWAY = 0.75, 0.15
"""Weights of all right and of all wrong images together, against 1 for the query: Rocchio's formula with the values of
Manning, Raghavan and Schütze (Introduction to Information Retrieval, 2008, 9.1.1); what is wanted counts more."""


def query_key(query: Query) -> str:
    """By which the marks of a query are kept."""
    return json.dumps(query.to_json(), sort_keys=True, separators=(",", ":"))


def with_feedback(query: Query, marks: Mapping[int, Mark]) -> Query:
    """The query with the marked images as further terms, which are left out of its list like all members.

    What is wrong is a penalty on what is like it, as in all queries here, and moves the query nowhere else.

    Args:
        query: what was searched for; its terms keep their weights.
        marks: image to `RIGHT` or `WRONG`; those that are terms already count as terms alone.
    """
    known = {int(term.value) for term in query.terms if term.kind == "member"}
    sides = [(mark, [image for image, one in sorted(marks.items()) if one == mark and image not in known])
             for mark in (RIGHT, WRONG)]  # fmt: skip
    terms = [
        Term("member", image, weight=(TOWARDS if mark > 0 else AWAY) / len(images), sign=mark, feedback=True)
        for mark, images in sides
        for image in images
    ]
    return replace(query, terms=(*query.terms, *terms)) if terms else query
