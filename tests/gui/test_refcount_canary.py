"""A canary for Qt bindings that lose references: PySide6 6.12.0 loses one to None at each void call."""

import sys

import pytest

CALLS = 300
NOISE = 30
"""References to None and True that 300 calls may gain or lose for reasons of their own (caches, frames)."""

PROGRAM = f"""
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Sender(QObject):
    plain = Signal()
    flagged = Signal(bool)

app = QCoreApplication([])
sender = Sender()
sender.plain.connect(lambda: None)
sender.flagged.connect(lambda flag: None)

def work():
    for _ in range({CALLS}):
        sender.setObjectName("canary")
        sender.blockSignals(False)
        sender.plain.emit()
        sender.flagged.emit(True)

work()
before = sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)
work()
after = sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)
print(*(b - a for a, b in zip(before, after)))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on")
def test_void_calls_and_signals_keep_the_reference_counts_of_none_and_booleans(run_python):
    done = run_python(PROGRAM)
    assert done.returncode == 0, done.stderr
    changes = [int(word) for word in done.stdout.split()]
    assert len(changes) == 3
    assert all(abs(change) < NOISE for change in changes), f"None, True, False changed by {changes} in {CALLS} calls"
