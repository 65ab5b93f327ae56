"""The status bar: how many images, by which encoder, under which protocol, how many are selected; what runs."""

from PySide6.QtWidgets import QStatusBar

from explorer.gui.actions import WHY, shown_keys
from explorer.gui.elided import ElidedLabel
from explorer.gui.job_status import JobStatus
from explorer.gui.language import mark_text, tr, tr_count
from explorer.protocol.query import Query

PROTOCOLS = {
    "": "",
    "member": mark_text("Query: an image of the collection, left out of the results"),
    "outside": mark_text("Query: not in the collection (inductive)"),
    "mixed": mark_text("Query: images of the collection, left out of the results, and others"),
}
_TIPS = {
    "images": mark_text("Images of the collection that are there"),
    "encoder": mark_text("The encoder whose vectors the collection is searched by"),
    "protocol": mark_text("How the query relates to the collection; figures are compared only under the same protocol"),
    "selected": mark_text("Images selected in the list that is in use"),
}


class Status:
    """Keeps the fields of a status bar; a field without text takes no room."""

    def __init__(self, bar: QStatusBar, job_status: JobStatus) -> None:
        bar.setSizeGripEnabled(False)
        self._fields: dict[str, ElidedLabel] = {}
        for name, tip in _TIPS.items():
            label = self._fields[name] = ElidedLabel()
            label.setObjectName("statusField")
            label.setContentsMargins(10, 0, 10, 0)
            label.setToolTip(tr(tip))
            label.hide()
            bar.addWidget(label)
        bar.addPermanentWidget(job_status)

    @property
    def texts(self) -> dict[str, str]:
        """What each field shows."""
        return {name: label.whole for name, label in self._fields.items()}

    def show_collection(self, title: str, count: int, vectors: str) -> None:
        """Tell what is open, and whose vectors it is searched by; no images yet is no number yet."""
        self._set(
            "images", tr_count("{n:,} image in {title}", "{n:,} images in {title}", count, title=title) if count else ""
        )
        self._set("encoder", vectors if count else "")

    def show_query(self, query: Query | None) -> None:
        """Tell the protocol of what is searched for."""
        kinds = {"member" if term.kind == "member" else "outside" for term in query.terms} if query else set()
        self._set("protocol", tr(PROTOCOLS["mixed" if len(kinds) > 1 else next(iter(kinds), "")]))

    def show_selected(self, count: int) -> None:
        """Tell how many images are selected; of one, which is seen, how its place is explained."""
        explained = (
            tr("Why is it here? {shown_keys}", shown_keys=shown_keys(WHY))
            if count == 1 and self._fields["protocol"].whole
            else ""
        )
        self._set("selected", tr("{count:,} selected", count=count) if count > 1 else explained)

    def clear(self) -> None:
        """Nothing is open."""
        for name in self._fields:
            self._set(name, "")

    def _set(self, name: str, text: str) -> None:
        self._fields[name].set_whole(text)
        self._fields[name].setVisible(bool(text))
