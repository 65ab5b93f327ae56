"""What the server does besides answering."""

from types import SimpleNamespace

from explorer.engine import server
from explorer.engine.server import _Idle, _load_when_quiet


def test_the_server_is_idle_only_while_it_waits():
    idle = _Idle()
    assert idle.seconds == 0
    with idle:
        while not idle.seconds:
            pass
    assert idle.seconds == 0


def test_what_further_methods_need_is_loaded_once_nobody_asks(monkeypatch):
    loaded, looks = [], iter([0.0, 0.0, 5.0])

    class Busy(_Idle):
        """Works at the first two looks."""

        seconds = property(lambda _: next(looks))

    monkeypatch.setattr(server, "QUIET_SECONDS", 0.001)
    monkeypatch.setattr(server, "importlib", SimpleNamespace(import_module=loaded.append))
    _load_when_quiet(Busy())
    assert loaded == ["torch"]
    assert next(looks, None) is None
