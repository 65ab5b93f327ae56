"""How good a list is, where the labels of the query are known."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.collection.catalogue import Catalogue
from explorer.collection.user_store import UserStore, corrected
from explorer.evaluation.labels import Labels
from explorer.evaluation.metrics import average_precision
from explorer.evaluation.tied import tied_ranking
from explorer.graph.unit import Rows
from explorer.protocol.ids import Ids
from explorer.protocol.ranking import Scores

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Judgement:
    """The quality of one list.

    Attributes:
        relevant: [<= k] bool, whether each image of the list shares a label with the query.
        average_precision: of the whole list, 0 to 1, tie-averaged; None where nothing is relevant.
        precision_at_k: share of the list that is relevant, 0 to 1.
    """

    relevant: Flags
    average_precision: float | None
    precision_at_k: float


class Judge:
    """Knows the labels of a collection, read once for each column, and again when a person has corrected some."""

    def __init__(self, catalogue: Catalogue, ids: Ids, user: Path) -> None:
        """Judge lists of these images.

        Args:
            catalogue: where labels are.
            ids: [n] of all images that are ranked, in the order of their scores.
            user: the file of what a person added, where labels may be corrected.
        """
        self._catalogue = catalogue
        self._ids = ids
        self._user = UserStore(user)
        self._labels: dict[str | None, tuple[dict[int, list[str]], Labels]] = {}

    def judge(self, rows: Rows, column: str | None, ranked: Ids, scores: Scores, excluded: Flags) -> Judgement | None:
        """Judge the list of one query.

        Args:
            rows: [j] of the query's images; what shares a label with any of them is relevant. Empty where they are not
                of the collection.
            column: that holds the labels; None = `label`.
            ranked: [<= k] ids of the list.
            scores: [n] from which the list was made.
            excluded: [n] bool, images that were left out of it.

        Returns:
            The judgement; None where no label of the query is known.

        Raises:
            InputError: there is no such column.
        """
        known_relevant = self.relevant(rows, column)
        if known_relevant is None:
            return None
        relevant: Flags = known_relevant[np.newaxis]
        lists = tied_ranking(scores[np.newaxis], relevant, self._ids, excluded=excluded[np.newaxis])
        (precision,) = average_precision(lists)
        shown = np.isin(ranked, self._ids[relevant[0]])
        known = None if np.isnan(precision) else float(precision)
        return Judgement(shown, known, float(shown.mean()) if len(shown) else 0.0)

    def relevant(self, rows: Rows, column: str | None) -> Flags | None:
        """[n] bool, which images share a label with any of the query's; None where no label of the query is known.

        Args:
            rows: [j] of the query's images; empty where they are not of the collection.
            column: that holds the labels; None = `label`.

        Raises:
            InputError: there is no such column.
        """
        labels = self._of(column)
        if not len(rows) or not labels.incidence[rows].nnz:
            return None
        relevant: Flags = np.any(labels.relevant(rows, np.arange(len(self._ids))), axis=0)
        return relevant

    def _of(self, column: str | None) -> Labels:
        right = self._user.of_name("label", column or "label")
        known = self._labels.get(column)
        if known is None or known[0] != right:
            read = self._catalogue.labels(self._ids, column)
            known = self._labels[column] = (right, Labels(corrected(read, self._ids.tolist(), right)))
        return known[1]

    def close(self) -> None:
        """Let the corrections go."""
        self._user.close()
