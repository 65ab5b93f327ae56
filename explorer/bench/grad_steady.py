"""How steady GRAD-Net is: images that come later, and queries that lose half of what they hear."""

from dataclasses import replace

import numpy as np

from explorer.graph.knn import KnnGraph
from explorer.graph.unit import NO_ROW
from explorer.methods.gallery import Gallery
from explorer.methods.grad_net import GradNet
from explorer.methods.method import Job
from explorer.methods.pipeline import Pipeline
from explorer.protocol.naming import parse_pipeline

LATER = 0.1
"""Share of the images that the network is not fitted on."""


def added_later(gallery: Gallery, name: str, seed: int, device: str) -> Pipeline:
    """The method fitted on nine tenths of the gallery, the rest placed afterwards without training.

    Args:
        gallery: all images.
        name: preprocessing and GRAD-Net.
        seed: of the training, and of who comes later.
        device: cpu or cuda, of the training.
    """
    n = len(gallery)
    kept = np.sort(np.random.default_rng(seed).permutation(n)[round(n * LATER) :])
    pipeline = Pipeline(parse_pipeline(name)).fit(
        Gallery(gallery.features.subset(kept), device=device), seed=seed, device=device
    )
    current = gallery
    for stage in pipeline.transforms:
        current = stage.apply_gallery(current, Job())
    assert isinstance(pipeline.ranker, GradNet)
    pipeline.ranker = pipeline.ranker.grown(current)
    return pipeline


def half_deaf(pipeline: Pipeline, seed: int) -> Pipeline:
    """A fitted GRAD-Net, whose queries hear a random half of their nearest images from now on.

    Args:
        pipeline: preprocessing and GRAD-Net.
        seed: of what is not heard.
    """
    random = np.random.default_rng(seed)

    def halved(lists: KnnGraph) -> KnnGraph:
        gone = random.random(lists.indices.shape).argsort(axis=1) < lists.k // 2
        similarities = np.where(gone, np.float32(0), lists.similarities)
        return replace(lists, indices=np.where(gone, np.int32(NO_ROW), lists.indices), similarities=similarities)

    assert isinstance(pipeline.ranker, GradNet)
    pipeline.ranker.heard = halved
    return pipeline
