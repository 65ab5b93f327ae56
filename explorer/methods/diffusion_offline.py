"""Diffusion with its work done before any query (Yang, Hinami, Matsui, Ly, Satoh: AAAI 2019, arXiv 1811.10907).

    c_j = (I - alpha S)^-1 e_j for every image j, solved once          S and y as in `explorer.methods.flow`
    f   = (1 - alpha) sum of y_j c_j over the kq images nearest to the query

Of each column the largest entries are kept. Columns are solved on the whole graph and cut afterwards, so that what is
kept is what diffusion ranks first. The paper instead cuts before it solves: column j lives on the images nearest to j
by cosine, with the entries that S has among them (its *late truncation*, for S was normalised before); images that are
near along the graph alone are lost. This is `cut=cosine`, and the preset `published` takes it.

S falls into the connected parts of the graph; each column is solved on its own part only, which changes nothing. In a
large collection even that is too much: there the flow from each image is pushed along until what is left of it is small
(`explorer.graph.pushing`), which takes the same time whatever the number of images, and fewer entries are kept.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from explorer.errors import WorkspaceError
from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.methods.base import Gallery, Job, QueryBatch
from explorer.methods.flow import GAMMA, KQ, Flow, K, alpha_parameter, preset_parameter
from explorer.methods.flow_columns import Cut, Found, nearest_blocks, nearest_columns, pushed_blocks, solved_blocks
from explorer.methods.state import State, map_arrays, save_arrays, state_bytes
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter, Value

_ROWS = 256

_PUSHED = 50_000
"""Images from which columns are pushed instead of solved."""

_MANY, _FEWER = 200_000, 128
"""From so many images on, so many entries of a column are kept where nothing else is asked for: 1 kB an image."""

_SPARE = 16
"""Arrays of unknown length grow by a part in so many."""


class OfflineDiffusion(Flow):
    """The flow from every image, solved and cut before any query."""

    spec = MethodSpec(
        name="diffusion-offline",
        title="Diffusion, offline",
        family="diffusion",
        summary="Solves the flow from every image beforehand, so that a query only adds up what its neighbours send.",
        paper="Yang et al., Efficient Image Retrieval via Decoupling Diffusion into Online and Offline Processing, "
        "AAAI 2019, arXiv 1811.10907",
        parameters=(
            K,
            KQ,
            GAMMA,
            alpha_parameter("fit"),
            Parameter(
                "length",
                "int",
                1000,
                1,
                10_000_000,
                unit="images",
                help="Images kept of what flows from each; all of them make the scores those of diffusion, exactly. "
                "Above 200,000 images 128 are kept unless a number is given.",
            ),
            Parameter(
                "cut",
                "choice",
                "scores",
                choices=("scores", "cosine"),
                help="Which images are kept: those that most flows to, or, as in the paper, the nearest by cosine.",
            ),
            Parameter("iterations", "int", 200, 1, 10000, help="Limit for the solver, which stops by itself at 1e-6."),
            preset_parameter(
                "published takes the paper's k 50, alpha 0.99, cut=cosine and 20 iterations where no other is given."
            ),
        ),
    )
    fits_vectors: ClassVar[bool] = True

    published: ClassVar[dict[str, Value]] = {
        "k": 50,
        "kq": 10,
        "gamma": 3.0,
        "alpha": 0.99,
        "length": 1000,
        "cut": "cosine",
        "iterations": 20,
    }

    def _prepare(self, job: Job, degrees: NDArray[np.float64]) -> None:
        self._columns: _Columns | None = None
        if self.gallery.intact is not self.gallery:
            return  # An edited graph is asked for a few columns only: they are solved when they are needed.
        n, length = len(self.gallery), self._length()
        nearest, pushed = self.parameters["cut"] == "cosine", n >= _PUSHED
        how = self._cut(), self.gallery.workers, job.cancelled
        if nearest:
            blocks = nearest_blocks(self._smoothing, self._nearest_lists(), *how)
        elif pushed:
            blocks = pushed_blocks(self._smoothing, degrees, *how)
        else:
            blocks = solved_blocks(self._smoothing, *how)
        self._columns = _Columns.gathered(n, _counted(blocks, n, job))
        longest = int((self._columns.stops - self._columns.starts).max())
        if nearest or longest >= length < self._largest_part() or pushed:
            by = ", found by local pushes" if pushed and not nearest else ""
            self._report_loss(job, f"of each column the {length} largest entries are kept{by}")

    def _length(self) -> int:
        """Entries kept of a column."""
        length = int(self.parameters["length"])
        return min(length, _FEWER) if len(self.gallery) > _MANY and "length" not in self._given else length

    def _largest_part(self) -> int:
        return int(np.bincount(connected_components(self._smoothing, directed=False)[1]).max())

    def _cut(self) -> Cut:
        return Cut(self.parameters["alpha"], self.parameters["iterations"], self._length())

    def _nearest_lists(self) -> Iterator[tuple[Rows, NDArray[np.int32]]]:
        """Some rows at a time, and where their columns live."""
        for start in range(0, len(self.gallery), _ROWS):
            rows = np.arange(start, min(start + _ROWS, len(self.gallery)))
            yield rows, self._nearest(rows)

    def _nearest(self, rows: Rows) -> NDArray[np.int32]:
        """The images on which the columns of some live, beside these themselves: [m, length - 1]."""
        batch = QueryBatch.members(self.gallery.features, rows)
        length = min(self._length(), len(self.gallery)) - 1
        # Edits take edges out of S; which images a column lives on is not a matter of edges.
        return self.gallery.intact.neighbours(batch, length, self.gallery.cosines(batch)).indices

    def _flow(self, sources: Csr) -> Scores:
        flow: Scores = self._sparse_flow(sources).toarray()
        return flow

    def _sparse_flow(self, sources: Csr) -> Csr:
        columns = self._columns_of(sources.indices)
        starts, images, values = [0], [np.empty(0, np.int32)], [np.empty(0, np.float32)]
        for query in range(sources.shape[0]):
            part = slice(sources.indptr[query], sources.indptr[query + 1])
            found, flow = _added([columns[int(row)] for row in sources.indices[part]], sources.data[part].tolist())
            images.append(found)
            values.append(flow)
            starts.append(starts[-1] + len(found))
        arrays = (np.concatenate(values), np.concatenate(images), np.array(starts))
        return csr_array(arrays, shape=sources.shape)

    def _towards(self, rows: NDArray[np.integer], row: int) -> Scores:
        columns = self._columns_of(rows)
        return np.array([_at(*columns[int(source)], row) for source in rows], np.float32)

    def _columns_of(self, rows: NDArray[np.integer]) -> "dict[int, _Column]":
        """The columns of some images."""
        wanted = np.unique(rows).astype(np.int64)
        if self._columns is not None:
            return {int(row): self._columns[int(row)] for row in wanted}
        if not len(wanted):
            return {}
        cut = self._cut()
        if self.parameters["cut"] == "cosine":
            _, found = nearest_columns(lambda: self._smoothing, cut, (wanted, self._nearest(wanted)))
        else:
            n = len(self.gallery)
            found = cut.kept(cut.solved(self._smoothing, wanted), np.arange(n), n)
        solved_now = _Columns(found.indptr[:-1], found.indptr[1:], found.indices, found.data)
        return {int(row): solved_now[place] for place, row in enumerate(wanted)}

    def bytes_per_item(self) -> float:
        """As for all methods, and the columns, which may stay on disk."""
        columns = {} if self._columns is None else self._columns.arrays()
        return super().bytes_per_item() + state_bytes(columns) / len(self.gallery)

    def save(self, folder: Path) -> None:
        """Write the fitted state; the columns lie in files of their own, which `load` maps into memory."""
        super().save(folder)
        if self._columns is not None:
            save_arrays(folder, self._columns.arrays())

    def load(self, folder: Path, gallery: Gallery) -> Self:
        """Take back what `save` wrote; of the columns only what a query needs is read, when it needs it.

        Raises:
            WorkspaceError: the files are damaged, or of another method, version, parameters or gallery.
        """
        super().load(folder, gallery)
        self._columns = _Columns(**map_arrays(folder, ("starts", "stops", "images", "values")))
        if not self._columns.fit_together(len(gallery)):
            raise WorkspaceError(f"The columns in {folder} are damaged; fit the method again.")
        return self


_Column = tuple[NDArray[np.int32], Scores]
"""Images and what flows to them."""


class _Columns:
    """Columns one after the other, in the order in which they were found.

    Attributes:
        starts: [n] int64 where each begins.
        stops: [n] int64 where each ends.
        images: [total] int32 rows.
        values: [total] float32 what flows to them.
    """

    def __init__(
        self, starts: NDArray[np.integer], stops: NDArray[np.integer], images: NDArray[np.int32], values: Scores
    ) -> None:
        self.starts, self.stops, self.images, self.values = starts, stops, images, values

    @classmethod
    def gathered(cls, n: int, blocks: Iterable[Found]) -> Self:
        """The columns of n images from blocks in any order; of a million they are 1 GB, so they are held only once."""
        starts, stops = np.empty(n, np.int64), np.empty(n, np.int64)
        images, values, used = np.empty(0, np.int32), np.empty(0, np.float32), 0
        for rows, columns in blocks:
            needed = used + columns.nnz
            if needed > len(images):
                _resize(needed + needed // _SPARE, images, values)
            images[used:needed], values[used:needed] = columns.indices, columns.data
            starts[rows], stops[rows] = used + columns.indptr[:-1], used + columns.indptr[1:]
            used = needed
        _resize(used, images, values)
        return cls(starts, stops, images, values)

    def __getitem__(self, row: int) -> _Column:
        part = slice(int(self.starts[row]), int(self.stops[row]))
        return self.images[part], self.values[part]

    def arrays(self) -> State:
        """What is stored."""
        return {"starts": self.starts, "stops": self.stops, "images": self.images, "values": self.values}

    def fit_together(self, n: int) -> bool:
        """Whether these can be the columns of n images."""
        return len(self.starts) == len(self.stops) == n and int(self.stops.max(initial=0)) == len(self.images) == len(
            self.values
        )


def _counted(blocks: Iterable[Found], n: int, job: Job) -> Iterator[Found]:
    """The same blocks, told as they come."""
    done = 0
    for rows, columns in blocks:
        yield rows, columns
        done += len(rows)
        job.progress(done, n, "diffusion from every image")


def _resize(length: int, *arrays: NDArray[Any]) -> None:
    """Make arrays longer or shorter where they are; the system moves no memory for large ones."""
    for array in arrays:
        array.resize(length, refcheck=False)  # nobody else holds them


def _added(columns: list[_Column], weights: list[float]) -> _Column:
    """The weighted sum of some columns."""
    if not columns:
        return np.empty(0, np.int32), np.empty(0, np.float32)
    images, place = np.unique(np.concatenate([held for held, _ in columns]), return_inverse=True)
    flows = np.concatenate([weight * values for weight, (_, values) in zip(weights, columns, strict=True)])
    return images, np.bincount(place, flows, len(images)).astype(np.float32)


def _at(images: NDArray[np.int32], values: Scores, row: int) -> float:
    """What a column holds for one image, 0 where that was cut off."""
    found = values[images == row]
    return float(found[0]) if found.size else 0.0
