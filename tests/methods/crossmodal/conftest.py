"""Pairs of images and words that a hidden cause makes, so that each medium tells something of the other."""

from collections.abc import Callable

import numpy as np
import pytest

from explorer.protocol.features import Features
from explorer.protocol.texts import Texts

Paired = Callable[..., Features]


@pytest.fixture
def paired() -> Paired:
    """Makes n items of `topics` topics; captions are shuffled where `shuffled`."""

    def make(n: int = 120, seed: int = 0, topics: int = 6, shuffled: bool = False) -> Features:
        rng, world = np.random.default_rng(seed), np.random.default_rng(99)
        looks, words = world.normal(size=(topics, 20)), world.normal(size=(topics, 12))
        topic = np.arange(n) % topics
        images = looks[topic] + 0.4 * rng.normal(size=(n, 20))
        texts = words[topic] + 0.4 * rng.normal(size=(n, 12))
        order = rng.permutation(n) if shuffled else np.arange(n)
        captions = Texts(texts[order].astype(np.float32), np.arange(n))
        return Features(images.astype(np.float32), 100 + np.arange(n), texts=captions)

    return make
