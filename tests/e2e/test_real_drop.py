"""A picture dragged from one program into the window of another, through a real X server."""

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

HERE = Path(__file__).parent
SECONDS = 180
PAUSE = 0.15
"""Between two steps of the hand: programs answer each other's messages in between."""

needed = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
needed += [name for name in ("xcb-cursor", "xcb-icccm", "xkbcommon-x11") if find_library(name) is None]
pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X servers are tested on Linux"),
    pytest.mark.skipif(
        bool(needed), reason=f"a real drop needs {', '.join(needed)}; .ci/run installs them where it may"
    ),
]


@contextmanager
def x_server():
    """An X server on a display of its own; gives the environment of its programs."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        try:
            yield {**os.environ, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(HERE.parents[1])}
        finally:
            server.terminate()


@contextmanager
def program(name, argument, environment):
    command = [sys.executable, str(HERE / name), str(argument)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as shown:
        try:
            yield shown
        finally:
            if shown.poll() is None:
                shown.terminate()


def wait_for(shown, word):
    """The line that begins with a word."""
    for line in shown.stdout:
        if line.startswith(word):
            return line[len(word) :].strip()
    return pytest.fail(f"ended without saying {word!r}: {shown.stderr.read()[-1500:]}")


def place_of(text):
    return [int(number) for number in text.strip("()").split(",")]


def drag(start, end, environment):
    """Press at one place, move in steps as a hand does, let go at another."""
    steps = [[round(a + (b - a) * share / 8) for a, b in zip(start, end, strict=True)] for share in range(9)]
    actions = [["mousemove", *map(str, steps[0])], ["mousedown", "1"]]
    actions += [["mousemove", *map(str, step)] for step in steps[1:]]
    actions += [["mousemove_relative", "--", "-3", "3"], ["mousemove_relative", "3", "-3"], ["mouseup", "1"]]
    for action in actions:
        subprocess.run(["xdotool", *action], env=environment, check=True, timeout=20)
        time.sleep(PAUSE)


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(12):
        image = Image.new("RGB", (120, 90), (20 * number, 120, 255 - 20 * number))
        ImageDraw.Draw(image).ellipse((10, 10, 30 + 5 * number, 70), fill=(255, 20 * number, 60))
        image.save(folder / f"{number:02d}.jpg")
    return folder


def test_a_picture_dropped_by_another_program_is_searched_for(pictures, tmp_path):
    outside = tmp_path / "outside.jpg"
    Image.new("RGB", (100, 100), (90, 120, 160)).save(outside)
    with (
        x_server() as environment,
        program("watched_window.py", pictures, environment) as window,
    ):
        target = place_of(wait_for(window, "ready"))
        with program("drag_source.py", outside, environment) as source:
            drag(place_of(wait_for(source, "ready")), target, environment)
            assert wait_for(source, "dropped") == "True"
        assert wait_for(window, "answered") == str(outside)
        assert window.wait(SECONDS) == 0, window.stderr.read()
