"""The report of an evaluation as a table, as CSV, as LaTeX and as a page."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest

from explorer.errors import InputError
from explorer.protocol.report import best, check_report, figures_of, footnote, rows, to_csv, to_latex
from explorer.protocol.report_page import to_html


def figures(name, level, **others):
    return {
        "title": name, "name": name, "protocol": "inductive", "map": level, "map_interval": [level - 0.1, level + 0.1],
        "macro_map": level, "difference": level - 0.4, "confidence": [level - 0.45, level - 0.35], "verdict": "better",
        "losing": 0.1, "hit@k": {"1": level}, "recall@k": {"1": 0.1, "10": level, "100": 0.9},
        "precision@recall": {"0.00": 1.0, "0.50": level, "1.00": 0.2}, "hubness": {"skew": 1.25, "k": 10},
        "fit_seconds": 1.5, "query_ms": 2.25, "bytes_per_item": 1024.0, "peak_rss_mb": None, **others,
    }  # fmt: skip


@pytest.fixture
def report():
    return {
        "source": "photos & co_1", "queries": 20, "gallery": 100, "dim": 8, "split": "20 query 100.", "chance": 0.125,
        "notes": ["Mind <this>."],
        "methods": {"cosine": figures("cosine", 0.4), "g": figures("gnn-rerank[k1=40]", 0.6)},
    }  # fmt: skip


def test_each_method_is_a_row_and_the_first_is_compared_with_nobody(report):
    first, second = rows(report)
    assert (first.values["map"], first.values.get("difference"), first.values.get("verdict")) == (0.4, None, None)
    assert second.values["method"] == "g = gnn-rerank[k1=40]"
    assert (second.values["low"], second.values["hubness"]) == (pytest.approx(0.15), 1.25)
    shown = {figure.key: figure for figure in figures_of(report)}
    assert "peak_rss_mb" not in shown, "nothing is known of it"
    assert shown["difference"].shown(0.2) == "+20.0"
    assert best(shown["map"], [first, second]) == 0.6
    assert best(shown["hubness"], [first, second]) == 1.25
    assert best(shown["verdict"], [first, second]) is None


def test_words_and_images_are_two_rows(report):
    both = figures("cca", 0.3)
    report["methods"] = {"cca": {"name": "cca", "image_to_text": both, "text_to_image": both, "query_ms": 3.0}}
    assert [row.title for row in rows(report)] == ["cca, images → texts", "cca, texts → images"]


def test_the_csv_has_every_digit_and_the_protocol(report):
    report["methods"]["g"]["map"] = 0.123456789
    *table, last = csv.reader(io.StringIO(to_csv(report)))
    assert table[2][table[0].index("map")] == "0.123456789"
    assert last == [f"# {footnote(report)}"]
    assert "Chance is 0.125." in last[0]


def test_the_latex_escapes_what_means_something_there_and_marks_the_best(report):
    text = to_latex(report)
    assert r"photos \& co\_1" in text
    assert r"\textbf{0.6000}" in text
    assert r"\textbf{0.4000}" not in text
    assert text.count(r"\\") == 3, "a head and two methods"


def test_the_page_is_whole_and_escapes(report):
    page = to_html(report)
    assert "Mind &lt;this&gt;." in page
    root = ET.fromstring(page.replace("<!doctype html>", "").replace('<meta charset="utf-8">', "").replace(
        '<meta name="viewport" content="width=device-width,initial-scale=1">', ""))  # fmt: skip
    assert len(root.findall(".//tbody/tr")) == 2
    assert len(root.findall(".//figure")) == 2
    report["methods"] = {"cca": {"name": "cca", "image_to_text": {"map": 0.1}, "text_to_image": {"map": 0.1}}}
    assert "<figure>" not in to_html(report)


@pytest.mark.parametrize("data", [[], {}, {"methods": {}}, {"methods": {"a": 1}, "split": ""}, {"methods": {"a": {}}}])
def test_anything_else_is_no_report(data):
    with pytest.raises(InputError, match=r"x\.json is no report"):
        check_report(data, "x.json")
