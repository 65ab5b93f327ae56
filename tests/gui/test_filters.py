"""Filters and orders against plain loops."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from explorer.collection.records import Listed
from explorer.gui.catalogue import CatalogueView
from explorer.gui.class_names import with_class_names
from explorer.gui.filters import (
    Between,
    ColumnWords,
    Filter,
    OneOf,
    Selection,
    Sorting,
    arrange,
    counted_values,
    is_prose,
    passing,
    range_of,
)
from explorer.workspace.listing import make_listing

COLUMNS = ["label", "caption", "weight", "shop"]


def rows():
    rng = np.random.default_rng(0)
    labels = ["apple", "pear", "apple;red", ""]
    for number in range(200):
        weight = "" if number % 11 == 0 else str(int(rng.integers(0, 50)))
        metadata = {"weight": weight, "shop": ["Nord", "Süd", ""][number % 3]}
        path = f"{'AB'[number % 2]}/img_{int(rng.integers(0, 999))}-{number}.jpg"
        caption = f"A {['big', 'small'][number % 2]} thing number {number}"
        size, time = int(rng.integers(0, 9)), int(rng.integers(0, 1000))
        yield Listed(number * 3 + 1, path, size, time, labels[int(rng.integers(4))], "", caption, metadata)


@pytest.fixture(scope="module")
def catalogue() -> CatalogueView:
    """Two hundred images with columns of every kind."""
    listing = make_listing(rows(), COLUMNS, Path("/nowhere"))
    return CatalogueView(listing, database=Path("catalogue.sqlite")).with_labels(None)


def ids_where(passes) -> list[int]:
    return [row.id for row in rows() if passes(row)]


def between(row: Listed, low: float, high: float) -> bool:
    return bool(row.metadata["weight"]) and low <= float(row.metadata["weight"]) <= high


CASES = [
    (Filter(words="IMG a/"), lambda row: row.path.startswith("A/")),
    (Filter(words="-7"), lambda row: "-7" in row.path),
    (Filter(conditions=(OneOf("label", ("apple",)),)), lambda row: "apple" in row.labels),
    (Filter(conditions=(OneOf("label", ("red", "pear")),)), lambda row: row.labels in ("apple;red", "pear")),
    (Filter(conditions=(OneOf("label", ("",)),)), lambda row: not row.labels),
    (Filter(conditions=(Between("weight", 10, 20),)), lambda row: between(row, 10, 20)),
    (Filter(conditions=(Between("weight", None, 20),)), lambda row: between(row, -1e9, 20)),
    (Filter(conditions=(Between("weight", 10, None),)), lambda row: between(row, 10, 1e9)),
    (
        Filter(conditions=(ColumnWords("caption", "SMALL 1"),)),
        lambda row: "small" in row.caption and "1" in row.caption,
    ),
    (Filter(conditions=(ColumnWords("shop", "süd"),)), lambda row: row.metadata["shop"] == "Süd"),
    (
        Filter("-1", (OneOf("shop", ("Nord",)), Between("weight", 5, 45))),
        lambda row: "-1" in row.path and row.metadata["shop"] == "Nord" and between(row, 5, 45),
    ),
]


@pytest.mark.parametrize(("wanted", "passes"), CASES)
def test_filters_agree_with_a_plain_loop(catalogue, wanted, passes):
    found = arrange(catalogue, wanted, Sorting())
    assert found.ids.tolist() == ids_where(passes)
    assert sorted(catalogue.ids[found.rows].tolist()) == found.ids.tolist()
    assert len(found)


def test_a_selection_knows_only_images_that_are_there(catalogue):
    found = arrange(catalogue, Filter(selection=Selection(np.array([4, 1, 999999, 2]), "2 images")), Sorting())
    assert found.ids.tolist() == [1, 4]


KEYS = {
    "date": lambda row: row.mtime_ns,
    "size": lambda row: row.size,
    "weight": lambda row: float(row.metadata["weight"] or "-inf"),
    "label": lambda row: row.labels,
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("key", KEYS)
def test_orders_agree_with_sorted(catalogue, key, descending):
    sorting = Sorting(key, "", descending) if key in ("date", "size") else Sorting("column", key, descending)
    found = arrange(catalogue, Filter(), sorting)
    keys = {row.id: KEYS[key](row) for row in rows()}
    values = [keys[image] for image in catalogue.ids[found.rows].tolist()]
    assert values == sorted(values, reverse=descending)
    assert sorted(found.rows.tolist()) == list(range(len(catalogue)))


def test_an_order_holds_within_a_filter(catalogue):
    everything = arrange(catalogue, Filter(), Sorting("size"))
    some = arrange(catalogue, Filter(words="a/"), Sorting("size"))
    kept = set(some.rows.tolist())
    assert some.rows.tolist() == [row for row in everything.rows.tolist() if row in kept]
    assert all(some.position(int(catalogue.ids[row])) == place for place, row in enumerate(some.rows.tolist()))
    assert some.position(10**9) is None


def test_an_empty_list_names_the_filter_that_emptied_it(catalogue):
    one = arrange(catalogue, Filter(words="nowhere"), Sorting())
    assert one.reason == "No image passes the filter “name: nowhere”."
    apples, none = OneOf("label", ("apple",)), Between("weight", 1000, None)
    both = arrange(catalogue, Filter(conditions=(apples, none)), Sorting())
    assert both.reason == "No image passes the filter “weight ≥ 1000”."
    small = ColumnWords("caption", "small")
    together = arrange(catalogue, Filter(words="a/", conditions=(small,)), Sorting())
    assert together.reason == "No image passes all filters; without “name: a/” there would be 100 images."
    assert not len(together)


def test_columns_that_are_gone_let_nothing_pass(catalogue):
    for condition in (OneOf("gone", ("x",)), Between("gone", 1, 2), Between("shop", 1, 2), ColumnWords("gone", "x")):
        assert not len(arrange(catalogue, Filter(conditions=(condition,)), Sorting()))
    assert len(arrange(catalogue, Filter(), Sorting("column", "gone"))) == len(catalogue)


def test_values_are_counted_one_label_at_a_time(catalogue):
    values, counts = counted_values(catalogue.listing, "label")
    expected = Counter(label for row in rows() for label in row.labels.split(";"))
    assert dict(zip(values, counts.tolist(), strict=True)) == expected
    assert values == ["", "apple", "pear", "red"]
    assert is_prose(catalogue.listing, "caption")
    assert not is_prose(catalogue.listing, "shop")


def test_a_filter_is_made_and_unmade_part_by_part():
    wanted = Filter("x", selection=Selection(np.array([1]), "1 image")).with_condition("label", OneOf("label", ("a",)))
    assert [part.title for part in wanted.parts()] == ["name: x", "label: a", "1 image"]
    for part in list(wanted.parts()):
        wanted = wanted.without(part)
    assert wanted == Filter()
    assert not wanted
    assert OneOf("label", ("a", "b", "c", "")).title == "label: a, b + 2 more"
    assert Between("x", 1, 2.5).title == "x: 1–2.5"


CLASSES = "fine_label,name,coarse_label,coarse_name\n0,Golden,7,Apple\n1,Granny Smith,7,Apple\n2,Pear,8,Other\n"


@pytest.mark.parametrize(
    ("classes", "fine", "coarse"),
    [
        (CLASSES, ["Golden", "Pear", "Granny Smith", ""], ["Apple", "Other", "Apple", ""]),
        (CLASSES.replace("2,Pear", "3,Pear"), ["0", "2", "1", ""], ["Apple", "Other", "Apple", ""]),
        (CLASSES.replace("Apple", "Apple;Fruit"), ["Golden", "Pear", "Granny Smith", ""], ["7", "8", "7", ""]),
        ("number\n1\n", ["0", "2", "1", ""], ["7", "8", "7", ""]),
        ("", ["0", "2", "1", ""], ["7", "8", "7", ""]),
    ],
    ids=["named", "one number without a name", "a name that would be two labels", "another table", "empty"],
)
def test_numbers_of_classes_are_told_by_their_names(tmp_path, classes, fine, coarse):
    (tmp_path / "classes.csv").write_text(classes)
    numbers = [("0", "7"), ("2", "8"), ("1", "7"), ("", "")]
    rows = [
        Listed(number, f"{number}.jpg", 1, 1, "", "", "", {"fine_label": one, "coarse_label": other})
        for number, (one, other) in enumerate(numbers, start=1)
    ]
    listing = make_listing(rows, ["fine_label", "coarse_label"], tmp_path)
    view = CatalogueView(with_class_names(listing), database=Path("c.sqlite"))
    assert view.column("fine_label", view.ids) == fine
    assert view.column("coarse_label", view.ids) == coarse


def test_labels_that_are_numbers_are_told_with_the_name_of_their_column(tmp_path):
    rows = [Listed(number, f"{number}.jpg", 1, 1, str(number % 2), "", "", {}) for number in range(1, 5)]
    view = CatalogueView(make_listing(rows, ["label"], tmp_path)).with_labels("label")
    assert (view.title(1), view.describe(1), view.label(1)) == ("label 1", "label 1 · 1.jpg", "1")
    assert view.label_codes(view.ids)[1] == ["label 0", "label 1"]


def test_facts_and_columns_of_a_view(catalogue):
    first = catalogue.ids[:3]
    assert catalogue.column("shop", first) == ["Nord", "Süd", ""]
    assert catalogue.column("shop", np.array([2])) == [""]
    codes, values = catalogue.codes("shop", np.array([4, 2, 1]))
    assert [values[code] if code >= 0 else None for code in codes.tolist()] == ["Süd", None, "Nord"]
    facts = dict(catalogue.facts(4))
    assert facts["Folder"] == "B"
    assert facts["shop"] == "Süd"
    assert facts["Caption"] == "A small thing number 1"
    assert catalogue.facts(2) == []
    assert catalogue.label_columns[0] == "label"
    assert catalogue.path(2) is None


def test_values_and_ranges_are_those_that_the_other_filters_leave(catalogue):
    among = passing(catalogue, Filter(conditions=(OneOf("label", ("pear",)), Between("weight", 10, 20))))
    left = [row for row in rows() if row.labels == "pear" and between(row, 10, 20)]
    values, counts = counted_values(catalogue.listing, "shop", among)
    expected = Counter(row.metadata["shop"] for row in left)
    assert dict(zip(values, counts.tolist(), strict=True)) == {value: expected[value] for value in values}
    weights = [float(row.metadata["weight"]) for row in left]
    assert range_of(catalogue.listing.columns["weight"], among) == (min(weights), max(weights))
    nothing = np.zeros(len(catalogue), np.bool_)
    assert range_of(catalogue.listing.columns["weight"], nothing) == range_of(catalogue.listing.columns["weight"])
    assert passing(catalogue, Filter()) is None
