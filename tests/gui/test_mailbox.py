"""Items from other threads arrive on the GUI thread: all, in order, in few batches."""

import threading
from time import sleep

from explorer.gui.mailbox import BUDGET_MS, CallMailbox, Mailbox


def test_everything_arrives_in_order_and_in_batches(qtbot):
    mailbox, batches = Mailbox(), []
    mailbox.delivered.connect(batches.append)
    thread = threading.Thread(target=lambda: [mailbox.post(number) for number in range(10_000)])
    thread.start()
    qtbot.waitUntil(lambda: sum(map(len, batches)) == 10_000)
    thread.join()
    assert [item for batch in batches for item in batch] == list(range(10_000))
    assert len(batches) < 1_000
    assert mailbox.is_empty()


def test_what_is_posted_while_a_batch_is_delivered_comes_next(qtbot):
    mailbox, seen = Mailbox(), []

    def receive(batch):
        seen.extend(batch)
        if len(seen) < 3:
            mailbox.post(len(seen))

    mailbox.delivered.connect(receive)
    mailbox.post(0)
    qtbot.waitUntil(lambda: seen == [0, 1, 2])


def test_a_closed_mailbox_delivers_nothing(qtbot):
    mailbox, seen = Mailbox(), []
    mailbox.delivered.connect(seen.extend)
    mailbox.post(1)
    mailbox.close()
    mailbox.post(2)
    qtbot.wait(50)
    assert seen == []


def test_calls_are_made_on_the_gui_thread(qtbot):
    mailbox, threads = CallMailbox(), []
    thread = threading.Thread(target=lambda: mailbox.call(lambda: threads.append(threading.current_thread())))
    thread.start()
    qtbot.waitUntil(lambda: bool(threads))
    thread.join()
    assert threads == [threading.main_thread()]


def test_slow_calls_leave_the_window_time_between_them(qtbot):
    mailbox, done = CallMailbox(), []

    def slow(number):
        sleep(BUDGET_MS / 1000 * 0.7)
        done.append(number)
        if number == 0:
            mailbox.call(done.append, "last")

    for number in range(6):
        mailbox.call(slow, number)
    batches = []
    mailbox.delivered.connect(lambda _: batches.append(len(done)))
    qtbot.waitUntil(lambda: "last" in done)
    assert done == [*range(6), "last"]
    assert len(batches) > 1


def test_no_call_is_made_after_closing_within_a_call(qtbot):
    mailbox, done = CallMailbox(), []
    mailbox.call(mailbox.close)
    mailbox.call(done.append, 1)
    qtbot.wait(50)
    assert done == []


def test_what_is_posted_is_delivered_itself(qtbot):
    """Qt would make a copy with sorted keys of a dict in a list, and the first method of a report is its reference."""
    item = {"z": {"cosine": 1, "alpha-qe": 2}, "a": 3}
    mailbox, got = Mailbox(), []
    mailbox.delivered.connect(got.extend)
    mailbox.post(item)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0] is item
