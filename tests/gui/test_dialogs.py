"""Every dialog holds to what panels hold to."""

from PySide6.QtWidgets import QApplication, QDialog

from .panel import controls_of, cut_off, describe, drawn, full, reached, settle, spoken_name, tab_stops


def test_every_dialog_is_whole_named_and_reached_by_keys(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    for name in ("settings", "guide", "saved", "open_address", "changes", "duplicates", "shortcuts", "about"):
        window.commands[name].trigger()
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
        settle()
        assert not (cut := cut_off(dialog)), f"{name}: {'; '.join(cut)}"
        if name in ("saved", "changes"):
            assert dialog.table.nothing.isVisible(), "an empty table says what will stand there"
            assert dialog.table.nothing.text()
        assert drawn(window, dialog, "light") != drawn(window, dialog, "dark")
        controls, stops = controls_of(dialog), tab_stops(dialog)
        assert not (bare := [describe(one) for one in controls if not spoken_name(one)]), f"{name}, no name: {bare}"
        lost = [describe(one) for one in controls if not reached(one, stops)]
        assert not lost, f"{name}, not reached: {lost}; reached: {[describe(stop) for stop in stops]}"
        dialog.close()
        settle()
