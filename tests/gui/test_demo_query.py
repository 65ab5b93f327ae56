"""The picture with which the demo begins is one of the demo's."""

import csv

from explorer.gui.screenshot import DEMO_QUERY
from explorer.protocol import resources


def test_the_demo_begins_with_a_picture_that_it_has():
    with resources.find("demo/images.csv").open(encoding="utf-8", newline="") as stream:
        assert DEMO_QUERY in {row["path"] for row in csv.DictReader(stream)}
