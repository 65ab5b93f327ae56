"""CLIP and its like (Radford et al., ICML 2021): images and words by the two towers of one model, nothing learned here.

Both media are encoded by the model that the collection was indexed with, its captions too
(`index --encoder FOLDER --text-encoder FOLDER`). Vectors of the two towers lie apart from each other whatever they mean
(Liang et al., Mind the Gap, NeurIPS 2022), which the centring of each medium on the collection's own pairs removes.
"""

from dataclasses import replace
from typing import Any

from explorer.errors import InputError
from explorer.methods.base import Job
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import CENTRE, DIRECT, KEPT, NEIGHBOURS, SEEDS, Pairs, SharedSpace
from explorer.methods.state import State
from explorer.protocol.features import Vectors
from explorer.protocol.query import Modality
from explorer.protocol.specs import MethodSpec


class Clip(SharedSpace):
    """The space that two towers were trained to share."""

    standardises_images = False
    spec = MethodSpec(
        name="clip",
        title="CLIP",
        family="cross-modal",
        summary="Compares images and words by the two towers of a CLIP or SigLIP model of your own.",
        paper="Radford et al., Learning Transferable Visual Models From Natural Language Supervision, ICML 2021, "
        "arXiv 2103.00020",
        modality="image-text",
        moves_queries=True,
        parameters=(CENTRE, replace(NEIGHBOURS, default=0), DIRECT, SEEDS, KEPT),
    )

    def _learn(self, pairs: Pairs, job: Job) -> None:
        del job
        image, text = pairs.images.shape[1], pairs.texts.shape[1]
        if image != text:
            raise InputError(
                f"clip needs images and captions of one model, not of {image} and {text} values; index with --encoder "
                "and --text-encoder naming the same CLIP or SigLIP folder."
            )

    def _project(self, medium: Modality, rows: Vectors) -> Vectors:
        del medium
        return rows

    def _learned(self) -> State:
        return {}

    def _relearn(self, state: dict[str, Any]) -> None:
        """Nothing was learned."""


class ClipSeeds(Seeds):
    """CLIP before another ranker."""

    spec, ranker = Clip.spec, Clip
