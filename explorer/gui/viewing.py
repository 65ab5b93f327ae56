"""Opens the viewer on the list that the person sees, and tells the commands for images what they act on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from explorer.gui.catalogue import CatalogueView
from explorer.gui.comparison import Comparison
from explorer.gui.language import tr
from explorer.gui.session import Session
from explorer.gui.subjects import member_subject, query_subject, rank_facts
from explorer.gui.tile_view import TileView
from explorer.gui.viewer import position_of
from explorer.gui.workbench import Page, Workbench


class Viewing(QObject):
    """Knows which list is in use, and moves between it and the viewer."""

    def __init__(
        self, session: Session, comparison: Comparison, workbench: Workbench, show_page: Callable[[Page], None]
    ) -> None:
        super().__init__(workbench)
        self._session = session
        self._comparison = comparison
        self._workbench = workbench
        self._show_page = show_page
        self._viewer = workbench.viewer
        self._before: Page = "collection"
        self._viewer.closed.connect(self.close)
        comparison.column_changed.connect(lambda _: self._viewer.refresh_ranks())
        comparison.ranks.known.connect(lambda _: self._viewer.refresh_ranks())
        session.catalogue_changed.connect(self._viewer.show_catalogue)

    # What commands act on

    def catalogue(self) -> CatalogueView:
        """See `image_menu.Context`."""
        return self._session.catalogue

    def selected(self) -> list[int]:
        """See `image_menu.Context`."""
        if self._workbench.page == "viewer":
            return [self._viewer.image]
        view = self._view()
        return [] if view is None else view.selected_images() or [view.current_image()]

    def listed(self) -> Sequence[int]:
        """See `image_menu.Context`."""
        page = self._before if self._workbench.page == "viewer" else self._workbench.page
        if page == "collection":
            return self._workbench.grid.model.ids()
        column = self._comparison.column(self._workbench.columns.focus)
        return () if page != "results" or column is None or column.result is None else column.result.ids

    def has_list(self) -> bool:
        """See `image_menu.Context`."""
        page = self._before if self._workbench.page == "viewer" else self._workbench.page
        return len(self._workbench.grid.model) > 0 if page == "collection" else len(self.listed()) > 0

    def has_query_picture(self) -> bool:
        """See `image_menu.Context`."""
        return query_subject(self._comparison.query, self._session.catalogue) is not None

    def has_query(self) -> bool:
        """See `image_menu.Context`."""
        return self._comparison.query is not None

    # Viewing

    def view(self, images: Sequence[int], current: int) -> None:
        """Show an image of a list large; it can be compared with the query."""
        if self._workbench.page != "viewer":
            self._before = self._workbench.page
        self._viewer.open(images, current, self._session.catalogue, lambda image: rank_facts(image, self._comparison))
        partner = query_subject(self._comparison.query, self._session.catalogue)
        if partner is not None and partner.image != current:
            self._viewer.set_partner(partner, tr("Query"))
        self._show_page("viewer")

    def view_one(self, image: int) -> None:
        """Show an image large, with the list that is in use around it."""
        listed = self.listed()
        self.view([image] if position_of(listed, image) is None else listed, image)

    def view_selected(self, images: Sequence[int]) -> None:
        """Show the selected images: one within its list, two beside each other, more as a list of their own."""
        if len(images) == 1:
            self.view_one(images[0])
            return
        if len(images) != 2:
            self.view(images, images[0])
            return
        self.view(images[1:], images[1])
        self._viewer.set_partner(member_subject(images[0], self._session.catalogue), compare=True)

    def compare_with_query(self, image: int) -> None:
        """Show an image beside the query."""
        if self._workbench.page != "viewer" or self._viewer.image != image:
            self.view_one(image)
        partner = query_subject(self._comparison.query, self._session.catalogue)
        if partner is not None:
            self._viewer.set_partner(partner, tr("Query"), compare=True)

    def close(self) -> None:
        """Go back to the list, to the image that was shown last."""
        if self._workbench.page != "viewer":
            return
        image = self._viewer.image
        self._show_page(self._before)
        view = self._view()
        if view is not None and image != view.current_image():
            place = position_of(self.listed(), image)
            if place is not None:
                view.show_position(place)

    def _view(self) -> TileView | None:
        """The list in use."""
        if self._workbench.page == "collection":
            return self._workbench.grid.view
        if self._workbench.page == "results" and self._workbench.columns.focus >= 0:
            return self._workbench.columns.widget_of(self._workbench.columns.focus).view
        return None
