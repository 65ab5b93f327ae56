"""The panel of jobs and the report on every file."""

import numpy as np
from PIL import Image

from explorer.collection.records import Outcome
from explorer.gui.job_report import JobReport, as_csv, matching
from explorer.gui.jobs import Job
from explorer.gui.jobs_panel import _told

OUTCOMES = [
    Outcome("a/broken.jpg", "broken", "It is cut off."),
    Outcome("a/new.jpg", "added"),
    Outcome("b/old.jpg", "unchanged"),
]


def test_words_and_kinds_narrow_the_report():
    assert matching(OUTCOMES, "", "") == OUTCOMES
    assert matching(OUTCOMES, "added", "") == OUTCOMES[1:2]
    assert matching(OUTCOMES, "", "CUT broken") == OUTCOMES[:1]
    assert matching(OUTCOMES, "added", "cut") == []


def test_the_saved_table_has_a_head_and_a_line_a_file():
    assert as_csv(OUTCOMES).splitlines() == [
        "path,outcome,reason", "a/broken.jpg,broken,It is cut off.", "a/new.jpg,added,", "b/old.jpg,unchanged,",
    ]  # fmt: skip


def test_a_job_tells_step_count_rate_and_time_left(monkeypatch):
    job = Job(1, "Read photos", "index")
    job.report({"stage": "embed", "done": 500, "total": 5000, "seconds_left": 12})
    job._stage_began -= 10
    assert job.progress_text() == "Embed · 500 of 5,000 · 50/s · 12 s left"
    assert "closed" not in _told(job)
    job.report({"stage": "embed", "done": 500, "total": 50000, "seconds_left": 1200})
    assert _told(job).endswith("It goes on where it was when the program is closed and opened again.")


def test_ended_jobs_stay_until_they_are_cleared(qtbot, opened):
    panel = opened.panels.jobs_dock.widget()
    qtbot.waitUntil(lambda: bool(opened.jobs.ended()))
    (job,) = opened.jobs.ended()
    row = panel.row(job.number)
    assert not row.isHidden()
    assert not row.report.isHidden()
    assert row._sign.toolTip() == "Done"
    panel.clear.click()
    assert opened.jobs.ended() == []
    assert not panel._empty.isHidden()
    assert panel.clear.isHidden()


def test_of_the_jobs_that_ended_the_last_few_are_listed(qtbot, opened, monkeypatch):
    monkeypatch.setattr("explorer.gui.jobs.KEPT", 2)
    for _ in range(4):
        qtbot.waitUntil(lambda: not opened.jobs.running())
        opened.commands["read_again"].trigger()
    qtbot.waitUntil(lambda: not opened.jobs.running())
    rows = opened.panels.jobs_dock.widget()._rows
    assert sorted(rows) == sorted(job.number for job in opened.jobs.ended())
    assert len(rows) == 3  # two, and the one that has ended since


def test_the_report_lists_every_file_with_what_needs_a_look_first(qtbot, opened, engines, pictures, qapp, tmp_path):
    qtbot.waitUntil(lambda: bool(opened.jobs.ended()))
    (pictures / "apple" / "apple-0.png").unlink()
    Image.fromarray(np.zeros((8, 8, 3), np.uint8)).save(pictures / "sky" / "sky-new.png")
    engines[-1].index_result = {"problems": [{"path": "leaf/odd.png", "reason": "It is damaged."}]}
    opened.commands["read_again"].trigger()
    messages = opened.workbench.messages
    qtbot.waitUntil(lambda: messages.text == "1 file was missing or could not be read; all others are ready.")
    messages.act()
    report = opened.findChild(JobReport)
    qtbot.waitUntil(lambda: report.model.rowCount() == 26)
    shown = [(outcome.path, outcome.outcome) for outcome in report.model.shown[:3]]
    assert shown[0] == ("leaf/odd.png", "broken")
    assert ("apple/apple-0.png", "missing") in shown
    assert ("sky/sky-new.png", "added") in shown
    buttons = [button.text() for button in report._group.buttons()]
    assert buttons == ["All 26", "Broken 1", "Missing 1", "Added 1", "Unchanged 23"]
    report._group.buttons()[3].click()
    qtbot.waitUntil(lambda: report.model.rowCount() == 1)
    report._copy()
    assert qapp.clipboard().text() == "sky/sky-new.png\tadded\t"
    report.save(tmp_path / "report.csv")
    qtbot.waitUntil(lambda: (tmp_path / "report.csv").exists() and "Saved" in report.state.text())
    assert (tmp_path / "report.csv").read_text() == "path,outcome,reason\nsky/sky-new.png,added,\n"
    report.search.setText("no such")
    qtbot.waitUntil(lambda: report.state.text() == "No file is like that.")
    gone = []
    report.destroyed.connect(lambda: gone.append(True))
    report.search.setText("again")
    report.close()  # what is still being looked for then is of no use, and is an error of nobody
    qtbot.waitUntil(lambda: bool(gone))
    told = []
    opened._background.run(lambda: None, told.append, told.append)
    opened._background.run(lambda: None, told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)


def test_a_crash_of_a_child_is_told(opened):
    opened.session.engine.restarted.emit("search")
    assert "ended unexpectedly and was started again" in opened.workbench.messages.text
