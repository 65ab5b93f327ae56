"""GRAD-Net never holds anything of n x n: what it makes grows with n, not with its square."""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from scipy.sparse import csr_array
from torch.overrides import TorchFunctionMode

from explorer.methods import grad_lesson, sparse_codes
from explorer.methods.base import Gallery, Job, QueryBatch
from explorer.methods.grad_net import GradNet
from explorer.protocol.features import Features
from explorer.protocol.workers import Here

SMALL, LARGE = 1000, 3000


class Largest(TorchFunctionMode):
    """Remembers the size of the largest tensor that anything called inside makes."""

    def __init__(self) -> None:
        super().__init__()
        self.values = 0

    def __torch_function__(self, function, types, args=(), kwargs=None):
        made = function(*args, **(kwargs or {}))
        for one in made if isinstance(made, tuple | list) else (made,):
            if isinstance(one, torch.Tensor):
                self.values = max(self.values, one.numel())
        return made


@contextmanager
def counted() -> Iterator[list[int]]:
    """Largest number of bytes of all NumPy arrays that are held at once inside."""
    peak: list[int] = []
    tracemalloc.start()
    try:
        yield peak
        peak.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def made_by(n: int) -> tuple[int, int]:
    """Values of the largest tensor and bytes of all arrays at once, of one fit and one query."""
    random = np.random.default_rng(0)
    centres = random.normal(size=(n // 30, 12))
    values = (centres[np.arange(n) % len(centres)] + 0.4 * random.normal(size=(n, 12))).astype(np.float32)
    with counted() as peak, Largest() as largest:
        ranker = GradNet(epochs=1, atoms=64).fit(Features(values))
        ranker.search(QueryBatch.unseen(values[:2] + np.float32(0.1)), 10)
    return largest.values, peak[0]


def test_nothing_grows_with_the_square_of_the_collection(monkeypatch) -> None:
    monkeypatch.setattr(grad_lesson, "LEAST_STEPS", 3)
    GradNet(epochs=1).fit(np.eye(40, dtype=np.float32))  # what is loaded and compiled once does not count
    (tensor, arrays), (larger_tensor, larger_arrays) = made_by(SMALL), made_by(LARGE)
    growth = LARGE / SMALL
    assert larger_tensor < LARGE**2
    assert larger_tensor <= 1.2 * growth * tensor
    assert larger_arrays <= 1.5 * growth * arrays


def test_what_all_atoms_reach_is_never_held_at_once(monkeypatch) -> None:
    monkeypatch.setattr(sparse_codes, "_COLUMNS", 4)
    n, atoms = 20_000, np.arange(64)
    gallery = Gallery(Features(np.ones((n, 1), np.float32)), cluster=Here())

    def reach(rows: np.ndarray) -> csr_array:
        starts, images = np.arange(len(rows) + 1) * n, np.tile(np.arange(n, dtype=np.int32), len(rows))
        return csr_array((np.repeat(rows + 1, n).astype(np.float32), images, starts), shape=(len(rows), n))

    sparse_codes.reached_codes(reach, atoms[:1], gallery, 3, Job())  # what is compiled once does not count
    with counted() as peak:
        codes = sparse_codes.reached_codes(reach, atoms, gallery, 3, Job())
    np.testing.assert_array_equal(codes.atoms[::1000], np.tile([63, 62, 61], (20, 1)))
    assert peak[0] < 8 * n * len(atoms) / 2
