"""How many threads torch computes on."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def threads_restored() -> Iterator[None]:
    """Undo what the threads of a pool say about the number of threads, which holds for those that come later."""
    before = torch.get_num_threads()
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def one_thread() -> Iterator[None]:
    """Small steps on one thread: others would only wait for each other, and numbers do not depend on their count."""
    with threads_restored():
        torch.set_num_threads(1)
        yield
