"""The one menu for images: each entry does what it says, from wherever it is opened."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from explorer.gui import image_menu
from explorer.gui.state import member_query
from explorer.protocol.query import Term


@pytest.fixture
def menu(qtbot, opened):
    """The menu for the second and third image of the grid."""
    ids = [int(image) for image in opened.session.catalogue.ids[1:3]]
    opened.image_menu.popup(ids, QPoint(10, 10))
    yield opened.image_menu
    opened.image_menu.menu.hide()


def test_a_right_click_opens_it_for_what_is_selected(qtbot, opened):
    view = opened.workbench.grid.view
    view.show_position(3)
    view.menu_wanted.emit(view.selected_images(), QPoint(5, 5))
    assert opened.image_menu.menu.isVisible()
    assert opened.image_menu.images == [view.current_image()]
    opened.image_menu.menu.hide()


def test_search_add_and_less_change_the_query(qtbot, opened, menu):
    first, second = menu.images
    opened.commands["search_selected"].trigger()
    qtbot.waitUntil(lambda: opened.comparison.query is not None)
    assert [term.value for term in opened.comparison.query.terms] == [first, second]
    other = int(opened.session.catalogue.ids[9])
    menu.popup([other], QPoint(5, 5))
    opened.commands["less_like_this"].trigger()
    assert opened.comparison.query.terms[-1] == Term("member", other, sign=-1)
    menu.popup([other + 1], QPoint(5, 5))
    opened.commands["add_to_query"].trigger()
    assert opened.comparison.query.terms[-1] == Term("member", other + 1)


def test_what_cannot_be_done_is_not_offered(qtbot, opened, menu):
    assert opened.commands["compare_selected"].isEnabled()
    assert not opened.commands["compare_query"].isEnabled(), "nothing is searched for"
    third = int(opened.session.catalogue.ids[2])
    menu.popup([third], QPoint(5, 5))
    assert not opened.commands["compare_selected"].isEnabled()
    menu.menu.hide()
    qtbot.waitUntil(lambda: menu.images != [third])  # the selection counts again


def test_two_selected_are_shown_beside_each_other(qtbot, opened, menu):
    first, second = menu.images
    opened.commands["compare_selected"].trigger()
    viewer = opened.workbench.viewer
    assert opened.workbench.page == "viewer"
    assert viewer.comparing
    assert viewer.image == second
    assert viewer._beside.view._subject.image == first


def test_an_image_is_compared_with_the_query(qtbot, opened):
    ids = opened.session.catalogue.ids
    opened.ask(member_query(int(ids[0])))
    qtbot.waitUntil(opened.comparison.complete)
    result = opened.comparison.column(opened.workbench.columns.focus).result
    opened.image_menu.popup([result.ids[4]], QPoint(5, 5))
    opened.commands["compare_query"].trigger()
    viewer = opened.workbench.viewer
    assert viewer.comparing
    assert viewer.image == result.ids[4]
    assert viewer._counter.text().startswith("5 of ")
    opened.image_menu.menu.hide()


def test_paths_and_pictures_are_copied(qtbot, opened, menu, qapp):
    paths = [str(opened.session.catalogue.path(image)) for image in menu.images]
    opened.commands["copy_path"].trigger()
    assert qapp.clipboard().text() == "\n".join(paths)
    opened.commands["copy_image"].trigger()
    qtbot.waitUntil(lambda: not qapp.clipboard().image().isNull())
    assert qapp.clipboard().image().size().toTuple() == (64, 48)
    assert [url.toLocalFile() for url in qapp.clipboard().mimeData().urls()] == paths
    qapp.clipboard().clear()


def test_reveal_tells_where_the_folder_is_gone(opened, menu, monkeypatch):
    shown = []
    monkeypatch.setattr(image_menu, "reveal", lambda path: bool(shown.append(path)))
    path = opened.session.catalogue.path(menu.images[0])
    opened.commands["reveal"].trigger()
    assert shown == [path]
    assert str(path.parent) in opened.workbench.messages.text


def test_a_list_is_saved_as_a_table(qtbot, opened, tmp_path, monkeypatch):
    target = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    opened.commands["save_list"].trigger()
    qtbot.waitUntil(lambda: opened.workbench.messages.text == f"Saved 24 images to {target}.")
    lines = target.read_text().splitlines()
    assert lines[0] == "place,id,name,label,path"
    image = int(opened.session.catalogue.ids[0])
    assert lines[1] == f"1,{image},apple-0.png,apple,{opened.session.catalogue.path(image)}"
    assert len(lines) == 25


def test_without_a_selection_a_command_says_what_to_do(qtbot, opened):
    opened.workbench.grid.view.clearSelection()
    opened.workbench.grid.view.setCurrentIndex(opened.workbench.grid.view.model().index(-1, -1))
    opened.image_menu._do(opened.image_menu._view)
    assert opened.workbench.messages.text.startswith("Select an image first")


def test_keys_act_on_the_image_in_the_viewer(qtbot, opened, qapp):
    ids = opened.session.catalogue.ids
    opened.view(ids, int(ids[7]))
    opened.commands["copy_path"].trigger()
    assert qapp.clipboard().text() == str(opened.session.catalogue.path(int(ids[7])))
    qtbot.keyClick(opened.workbench.viewer, Qt.Key.Key_Escape)
