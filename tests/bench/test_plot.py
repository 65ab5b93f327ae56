"""The picture of a benchmark."""

from xml.etree import ElementTree as ET

from explorer.bench.plot import Point, scatter, write_scatter


def test_every_point_is_named_and_inside(tmp_path) -> None:
    points = [Point("a", 0.5, 0.9), Point("b < c", 0.6, 0.9), Point("slow", 500, 1.0)]
    write_scatter(tmp_path / "plot.svg", points, title="Ways", x_label="seconds", y_label="recall")
    root = ET.parse(tmp_path / "plot.svg").getroot()
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"a", "b < c", "slow", "Ways", "seconds", "recall"} <= set(texts)
    circles = [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter("{http://www.w3.org/2000/svg}circle")]
    assert all(0 < x < 620 and 0 < y < 390 for x, y in circles)
    assert circles[2][0] > circles[1][0] > circles[0][0]
    assert circles[2][1] < circles[0][1] == circles[1][1]


def test_one_point() -> None:
    assert "<circle" in scatter([Point("a", 1, 1)], title="", x_label="", y_label="")


def test_points_of_one_name_are_one_line_named_once_on_an_axis_of_round_numbers() -> None:
    picture = scatter([Point("flat", 10.0**n, 0.83) for n in (4, 5, 6)], title="", x_label="", y_label="")
    assert picture.count("<polyline") == 1
    assert picture.count(">flat</text>") == 1
    assert ">0.4</text>" in picture
    assert ">1,000,000</text>" in picture
