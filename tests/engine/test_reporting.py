"""Progress becomes few events, with the time left at the recent rate."""

from explorer.engine.reporting import Reporter


class Recorder:
    def __init__(self):
        self.now = 0.0
        self.events = []

    def __call__(self, event, /, **payload):
        self.events.append((event, payload))

    def clock(self):
        return self.now


def test_at_most_ten_events_a_second_but_always_first_and_last():
    recorder = Recorder()
    reporter = Reporter(recorder, clock=recorder.clock)
    reporter.stage("embed")
    for done in range(1, 1001):
        recorder.now += 0.001
        reporter.progress(done, 1000, "embedding")
    counts = [payload["done"] for _, payload in recorder.events]
    assert counts[0] == 1
    assert counts[-1] == 1000
    assert 10 <= len(counts) <= 12


def test_time_left_follows_the_recent_rate():
    recorder = Recorder()
    reporter = Reporter(recorder, clock=recorder.clock)
    reporter.stage("embed")
    for done in range(100):  # one a second
        recorder.now += 1.0
        reporter.progress(done, 1000, "")
    assert recorder.events[-1][1]["seconds_left"] == 901.0
    for done in range(100, 300, 10):  # then ten a second
        recorder.now += 1.0
        reporter.progress(done, 1000, "")
    assert recorder.events[-1][1]["seconds_left"] == 71.0


def test_nothing_is_claimed_where_nothing_is_known():
    recorder = Recorder()
    reporter = Reporter(recorder, clock=recorder.clock)
    reporter.stage("scan")
    reporter.progress(5, 0, "files found")
    recorder.now += 1
    reporter.progress(9, 0, "files found")
    reporter.stage("embed")
    reporter.progress(0, 10, "")
    assert [payload["seconds_left"] for _, payload in recorder.events] == [None, None, None]


def test_a_new_stage_starts_its_own_rate():
    recorder = Recorder()
    reporter = Reporter(recorder, clock=recorder.clock)
    reporter.stage("scan")
    reporter.progress(50, 100, "")
    reporter.stage("embed")
    reporter.progress(1, 100, "")
    reporter.partial("features", images=3)
    assert [event for event, _ in recorder.events] == ["progress", "progress", "partial"]
    assert recorder.events[1][1]["stage"] == "embed"
    assert recorder.events[2][1] == {"what": "features", "images": 3}


def test_losses_are_thinned_out_but_no_name_and_not_the_end_is_lost():
    recorder = Recorder()
    reporter = Reporter(recorder, clock=recorder.clock)
    for step in range(1, 100):
        recorder.now += 0.01
        reporter.losses(step, {"local": 1 / step, **({"held out": 0.5} if step == 42 else {})})
    reporter.last_losses()
    assert {event for event, _ in recorder.events} == {"losses"}
    assert 10 <= len(recorder.events) <= 12
    assert recorder.events[-1][1] == {"step": 99, "values": {"local": 1 / 99}}
    assert [payload["values"]["held out"] for _, payload in recorder.events if "held out" in payload["values"]] == [0.5]
