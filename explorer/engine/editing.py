"""Fits methods on graphs that a person took something out of, without holding up other questions."""

import threading

from explorer.engine.answering import Preparing
from explorer.methods.gallery import Edits
from explorer.methods.pipeline import Pipeline

PATIENCE_SECONDS = 0.15
"""A question waits so long for its fit; then it is told to come again."""


class Editing:
    """One fit at a time, on a thread of its own; most take a blink, some seconds."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._wanted: tuple[str, Edits] | None = None
        self._failed: Exception | None = None

    def wait(self, pipeline: Pipeline, edits: Edits) -> None:
        """Return once a method answers without the edits' part of the graph as fast as it does otherwise.

        Raises:
            Preparing: that takes longer; the question is to come again.
            InputError: an image of the edits is not in the collection.
        """
        if pipeline.is_edited(edits):
            return
        wanted = (str(pipeline.name), edits)
        if self._thread is None:
            self._wanted, self._failed = wanted, None
            self._thread = threading.Thread(target=self._fit, args=(pipeline, edits), name="edit", daemon=True)
            self._thread.start()
        self._thread.join(PATIENCE_SECONDS)
        if self._thread.is_alive():
            raise Preparing
        self._thread = None
        if self._wanted == wanted and self._failed is not None:
            raise self._failed
        if not pipeline.is_edited(edits):
            raise Preparing

    def _fit(self, pipeline: Pipeline, edits: Edits) -> None:
        try:
            pipeline.edit(edits)
        except Exception as error:  # noqa: BLE001 - whoever asks hears of it; else the question would come again for ever
            self._failed = error
