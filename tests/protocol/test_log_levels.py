import logging

import pytest

from explorer.protocol.log_levels import VARIABLE, set_log_levels


@pytest.fixture(autouse=True)
def levels():
    """Puts the levels back."""
    names = ("explorer", "explorer.collection", "explorer.engine.jobs")
    before = {name: logging.getLogger(name).level for name in names}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def test_parts_are_told_apart(monkeypatch):
    monkeypatch.setenv(VARIABLE, "error, collection=debug,engine.jobs=INFO")
    set_log_levels()
    assert logging.getLogger("explorer").level == logging.ERROR
    assert logging.getLogger("explorer.collection.decode").isEnabledFor(logging.DEBUG)
    assert logging.getLogger("explorer.engine.jobs").level == logging.INFO
    assert not logging.getLogger("explorer.engine.client").isEnabledFor(logging.WARNING)


def test_what_is_no_level_is_told(caplog):
    set_log_levels("collection=loud")
    assert "'collection=loud' is no level" in caplog.text
