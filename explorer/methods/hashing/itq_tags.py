"""ITQ of vectors and tags side by side: the fair rival of methods that learn from tags.

A query has a vector only. Its tags are read off that vector by a linear map that is fitted on the fit rows (ridge
regression), and those of the collection are read off in the same way, so that both sides are alike.
"""

from typing import Any

import numpy as np

from explorer.methods.base import Job
from explorer.methods.hashing.base import hashing_spec
from explorer.methods.hashing.itq import PAPER, Rotated
from explorer.methods.hashing.semantics import SOURCE, semantics, tag_reader
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter


class ItqTags(Rotated):
    """Vectors with tags appended, quantised."""

    spec = hashing_spec(
        "itq-tags",
        "ITQ with tags",
        "ITQ of vectors to which what a class head sees in the image is appended.",
        PAPER,
        SOURCE,
        Parameter("weight", "float", 0.3, 0.0, 10.0, help="Length of the tags beside that of the vector, which is 1."),
    )

    def _learn(self, training: Features, job: Job) -> None:
        unit = training.unit()
        tags = semantics(training, self.parameters["tags"], job.seed)
        self.notes.append(tags.note("itq-tags"))
        said = unit_rows(tags.values)
        self._tags = tag_reader(unit, said)
        self._learn_map(self._with_tags(unit), job)

    def _with_tags(self, unit: Vectors) -> Vectors:
        tags = unit_rows(unit @ self._tags)
        return np.concatenate([unit, np.float32(self.parameters["weight"]) * tags], axis=1)

    def _values(self, unit: Vectors) -> Scores:
        return self._mapped(self._with_tags(unit))

    def _learned(self) -> State:
        return {**super()._learned(), "tags": self._tags}

    def _restore_learned(self, state: dict[str, Any]) -> None:
        super()._restore_learned(state)
        self._tags = state["tags"]
