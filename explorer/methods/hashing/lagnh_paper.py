"""LAGNH exactly as released, to show what its formulation does; `explorer.methods.hashing.lagnh` is the usable form.

Whatever is encoded is cut into consecutive batches of 256, and each batch is a graph of its own: a code depends on the
255 others, and an image alone is a graph of itself. A query needs tags as well as a vector; they are read off the
vector by a linear map (ridge regression), as there is no detector.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.methods.hashing.lagnh_network import PUBLISHED, PaperNetwork, Shape, discriminator
from explorer.methods.hashing.lagnh_training import Material, Recipe, Trainer
from explorer.methods.hashing.semantics import tag_reader
from explorer.methods.method import Job
from explorer.methods.state import State
from explorer.protocol.features import Vectors
from explorer.protocol.ranking import Scores

COMMON = 512
ENCODED_TOGETHER = 256

WARNING = (
    "lagnh: with mode=paper a code depends on the 255 images that happen to be encoded with it, and a single query is "
    "a graph of itself; leave mode out for codes that depend on the image alone."
)


@dataclass(frozen=True)
class PaperFlags:
    """What the released program asks for.

    Attributes:
        bits: length of the codes.
        hidden: width between the two convolutions.
        epochs: passes over all images.
        fusion: weight of the tags in the graph, which the released program sets to 0 whatever is asked for.
        standardised: whether vectors are scaled to mean 0 and variance 1 in each dimension, or left at length 1; the
            paper does not say.
    """

    bits: int
    hidden: int
    epochs: int
    fusion: float
    standardised: bool


class PaperForm:
    """The released network, fitted."""

    def __init__(self, network: PaperNetwork, *, mean: Vectors, size: Vectors, reader: Vectors) -> None:
        self._network, self._mean, self._size, self._reader = network.eval(), mean, size, reader
        self.bits = network.second.out_features

    @classmethod
    def learned(
        cls, unit: Vectors, tags: Vectors, flags: PaperFlags, recipe: Recipe, *, job: Job, random: torch.Generator
    ) -> "PaperForm":
        """Train on vectors [n, d] of length 1 and tags [n, c] of 0 and 1.

        Raises:
            Cancelled: the person asked to stop.
        """
        mean, size = np.zeros(unit.shape[1], np.float32), np.ones(unit.shape[1], np.float32)
        if flags.standardised:
            deviation = unit.std(axis=0)
            mean, size = unit.mean(axis=0), np.where(deviation > 0, deviation, 1).astype(np.float32)
        said = torch.from_numpy(tags)
        network = PaperNetwork(
            Shape(unit.shape[1], tags.shape[1], COMMON, flags.hidden, flags.bits), fusion=flags.fusion
        )
        material = Material(
            torch.from_numpy((unit - mean) / size)[None], said, said, lambda rows: said[rows] @ said[rows].T
        )
        batches = -(-len(unit) // recipe.batch)
        whole = replace(recipe, steps=flags.epochs * batches, form=PUBLISHED, whole_passes=True)
        Trainer(network, network, discriminator(flags.bits), material, whole).train(job, random)
        return cls(network, mean=mean, size=size, reader=tag_reader(unit, tags))

    @torch.no_grad()
    def values(self, unit: Vectors, tags: Vectors | None = None) -> Scores:
        """Z [m, bits] of vectors in the order given; their tags are read off the vectors where they are not given."""
        pairs = zip(*(torch.split(part, ENCODED_TOGETHER) for part in self._read(unit, tags)), strict=True)
        values: Scores = torch.cat([self._network(*pair) for pair in pairs]).numpy()
        return values

    @torch.no_grad()
    def graph(self, unit: Vectors) -> Scores:
        """A [m, m], how much each of m images that are encoded together receives from each; rows sum to 1."""
        weights: Scores = self._network.graph(*self._read(unit, None))[1].numpy()
        return weights

    def _read(self, unit: Vectors, tags: Vectors | None) -> tuple[Tensor, Tensor]:
        said = np.clip(unit @ self._reader, 0, 1) if tags is None else tags
        return torch.from_numpy((unit - self._mean) / self._size), torch.from_numpy(said)

    def state(self) -> State:
        """What `values` needs."""
        layers = {f"paper.{name}": value.numpy() for name, value in self._network.state_dict().items()}
        return layers | {"paper-mean": self._mean, "paper-size": self._size, "paper-reader": self._reader}

    @classmethod
    def restored(cls, state: dict[str, Any], fusion: float) -> "PaperForm":
        """From what `state` gave."""
        layers = {name.removeprefix("paper."): value for name, value in state.items() if name.startswith("paper.")}
        tensors: dict[str, Tensor] = {name: torch.from_numpy(value) for name, value in layers.items()}
        (common, d), (bits, hidden) = tensors["image.weight"].shape, tensors["second.weight"].shape
        network = PaperNetwork(Shape(d, len(tensors["classifier.weight"]), common, hidden, bits), fusion=fusion)
        network.load_state_dict(tensors)
        scaling = {name: state[f"paper-{name}"] for name in ("mean", "size", "reader")}
        return cls(network, **scaling)
