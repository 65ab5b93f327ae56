"""LAGNH (Cui, Zhu, Li, Cheng, Zhang: ACM MM 2021, arXiv 2108.03914), in a form whose codes depend on the image alone.

The losses, the tags and the two kinds of training steps are the paper's (`lagnh_network`, `lagnh_training`). The
released code builds a graph inside each batch that is encoded; here an image meets a bank of fit rows, always the same:
codes do not change with the batch, its order, or images that are added. What else differs, and why:

- vectors are centred, turned to their main directions and scaled, and the first layer starts as that; the published
  kernel of fixed width is the identity or uniform on vectors of another scale, so its width follows their distances;
- attention and graph keep the best few: dense ones collapse the codes;
- what is reconstructed is the graph of vectors and tags, two steps far, not the cosine of tags alone, which made codes
  worse than no training; negative cosines of codes are not clamped, as they would have no gradient;
- at the end codes are centred and turned as ITQ does. Reconstruction and adversary do not notice a rotation, so this
  lowers the quantisation loss for nothing.
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array
from torch import Tensor, nn

from explorer.graph.knn import Csr
from explorer.methods.base import Job
from explorer.methods.hashing.base import Hashing, hashing_spec
from explorer.methods.hashing.itq import principal_directions, rotation
from explorer.methods.hashing.lagnh_network import Bank, RobustNetwork, Shape, discriminator
from explorer.methods.hashing.lagnh_training import Material, Recipe, Trainer
from explorer.methods.hashing.semantics import AUTO, SOFT_CLUSTERS, TAGS, Semantics, semantics
from explorer.methods.sparse import divide_rows, row_norms
from explorer.methods.state import State
from explorer.methods.training import seeded
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import check
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter

PAPER = (
    "Cui et al., Lightweight Augmented Graph Network Hashing for Scalable Image Retrieval, ACM MM 2021, "
    "arXiv 2108.03914"
)

COMMON, HIDDEN = 256, 512
MOST_TRAINED_ON = 10_000
BATCH, RATE = 512, 1e-3

_ATTENDED = 10
_PULL = 0.3
_RIDGE = 1e-2
_BLOCK = 1024
_BATCH_ENCODED = 2048


def _weight(name: str, default: float, help_: str) -> Parameter:
    return Parameter(name, "float", default, 0.0, 1000.0, help=help_)


PARAMETERS = (
    Parameter(
        "tags",
        "choice",
        AUTO,
        choices=(AUTO, TAGS, SOFT_CLUSTERS),
        help="Who says what is in an image: the encoder's class head (tags), soft clusters of the vectors (clusters), "
        "or the first of these that there is.",
    ),
    Parameter("anchors", "int", 1024, 16, 16384, unit="images", help="Images that every code is computed against."),
    Parameter("neighbours", "int", 3, 1, 100, unit="images", help="Anchors that an image receives messages from."),
    Parameter("similar", "int", 10, 1, 100, unit="images", help="Images that each shall share its code with."),
    Parameter("fusion", "float", 0.2, 0.0, 10.0, help="How much tags count in the graph beside vectors."),
    Parameter("attention", "bool", True, help="Whether tags of the anchors repair the vector of an image."),
    Parameter("steps", "int", 60, 0, 10000, help="Steps of training at most; it ends earlier where nothing improves."),
    _weight("adversary", 1.0, "Weight of the discriminator that keeps bits balanced and independent."),
    _weight("quantise", 1.0, "Weight of the distance between values and their signs."),
    _weight("classify", 1.0, "Weight of reading the tags back from the code."),
    _weight("reconstruct", 100.0, "Weight of reconstructing the similarity graph."),
)


class Lagnh(Hashing):
    """Codes from a graph network over a bank of anchors."""

    spec = hashing_spec(
        "lagnh",
        "LAGNH",
        "Learns codes with a graph network that repairs vectors by what a class head sees in similar images.",
        PAPER,
        *PARAMETERS,
        learned=True,
    )

    def _learn(self, training: Features, job: Job) -> None:
        with seeded(job.seed) as random:
            sample = self._sample(training, random)
            unit, said = sample.unit(), semantics(sample, self.parameters["tags"], job.seed)
            check(job.cancelled)
            self._start(unit)
            views = torch.stack([self._inputs(view) for view in self._views(sample, unit, job)])
            network = self._network(views[-1], said)
            tags = torch.from_numpy(said.values)
            target = self._target(sample, views[0], said, job)
            material = Material(views, tags, torch.from_numpy(said.said()), target)
            judge = discriminator(self._bits)
            Trainer(network, network.batch, judge, material, self._recipe()).train(job, random)
            self._finish(network.eval(), views[-1], tags, random, job)

    def _sample(self, training: Features, random: torch.Generator) -> Features:
        """At most so many fit rows, in the order of their ids."""
        if len(training) <= MOST_TRAINED_ON:
            return training
        chosen = torch.randperm(len(training), generator=random)[:MOST_TRAINED_ON]
        return training.subset(np.sort(chosen.numpy()))

    def _views(self, sample: Features, unit: Vectors, job: Job) -> list[Vectors]:
        """The ways in which images are seen while training; the last is that in which anchors are."""
        del sample, job
        return [unit]

    def _target(self, sample: Features, inputs: Tensor, said: Semantics, job: Job) -> "Affinity":
        """What the codes shall reconstruct: the cosine of rows of the augmented semantic graph, two steps far."""
        del sample
        tags = torch.from_numpy(said.values)
        lists = _semantic_lists(inputs, tags, self.parameters["similar"], self._fusion, job)
        own = np.arange(len(lists))[:, None]
        columns = np.concatenate([own, lists], axis=1)
        starts = np.arange(0, columns.size + 1, columns.shape[1])
        graph = csr_array((np.ones(columns.size, np.float32), columns.ravel(), starts), shape=(len(lists), len(lists)))
        return Affinity(graph @ graph)

    # The network ------------------------------------------------------------------------------------------------

    def _start(self, unit: Vectors) -> None:
        """The map of vectors to inputs: centred, turned, of length sqrt(inputs) on average."""
        largest = min(unit.shape[1], max(len(unit) - 1, 1))
        self._bits = self._at_most("bits", max(8 * (largest // 8), 1), f"{len(unit)} fit rows give no more")
        self._mean, directions = principal_directions(unit, min(COMMON, largest))
        size = np.sqrt(((unit - self._mean) @ directions).var(axis=0).mean())
        self._turn = directions / np.float32(size if size > 0 else 1)

    def _inputs(self, unit: Vectors) -> Tensor:
        return torch.from_numpy((unit - self._mean) @ self._turn)

    def _neighbours(self, n: int) -> int:
        return max(1, min(int(self.parameters["neighbours"]), n - 1))

    @property
    def _fusion(self) -> float:
        return float(self.parameters["fusion"])

    def _made(self, shape: Shape, anchors: int) -> RobustNetwork:
        return RobustNetwork(
            shape,
            attended=min(_ATTENDED, anchors),
            neighbours=self._neighbours(anchors),
            fusion=self._fusion,
            dropout=0.5,
            attention=bool(self.parameters["attention"]),
        )

    def _network(self, inputs: Tensor, said: Semantics) -> RobustNetwork:
        """An untrained network that starts from the inputs as they are, and from the vectors that tags stand for."""
        d = inputs.shape[1]
        network = self._made(Shape(d, said.values.shape[1], d, min(HIDDEN, 2 * d), self._bits), len(inputs))
        tags = torch.from_numpy(said.values)
        with torch.no_grad():
            network.image.weight.copy_(torch.eye(d))
            network.image.bias.zero_()
            gram = tags.T @ tags + _RIDGE * len(tags) / tags.shape[1] * torch.eye(tags.shape[1])
            network.tags.weight.copy_(_PULL * torch.linalg.solve(gram, tags.T @ inputs).T)
            network.tags.bias.zero_()
        return network

    def _recipe(self) -> Recipe:
        p = self.parameters
        weights = (p["adversary"], p["quantise"], p["classify"], p["reconstruct"])
        return Recipe(*weights, steps=p["steps"], batch=BATCH, rate=RATE)

    @torch.no_grad()
    def _finish(self, network: RobustNetwork, inputs: Tensor, tags: Tensor, random: torch.Generator, job: Job) -> None:
        """Choose the anchors, take what they need, turn the codes, and fold the map of vectors into the first layer."""
        chosen = torch.randperm(len(inputs), generator=random)[: self.parameters["anchors"]].sort().values
        if network.scale == 0:  # no step was asked for
            network.train().batch(inputs[:BATCH], tags[:BATCH])
            network.eval()
        self._bank = network.bank(inputs[chosen], tags[chosen])
        codes = torch.cat([network(part, self._bank) for part in torch.split(inputs, _BATCH_ENCODED)])
        shift = codes.mean(dim=0)
        turn = torch.from_numpy(rotation((codes - shift).numpy(), job.seed, job))
        first, last = network.image, network.second
        image = nn.Linear(len(self._mean), first.out_features)
        image.weight.copy_(first.weight @ torch.from_numpy(self._turn).T)
        image.bias.copy_(first.bias - image.weight @ torch.from_numpy(self._mean))
        second = nn.Linear(last.in_features, self._bits)
        second.weight.copy_(turn.T @ last.weight)
        second.bias.copy_(-shift @ turn)
        network.image, network.second = image, second
        self._encoder = network.requires_grad_(requires_grad=False)

    @torch.no_grad()
    def _values(self, unit: Vectors) -> Scores:
        values: Scores = self._encoder(torch.from_numpy(unit), self._bank).numpy()
        return values

    def _learned(self) -> State:
        network, bank = self._encoder, self._bank
        layers = {"image": network.image, "second": network.second}
        state = {f"{name}.weight": layer.weight.numpy() for name, layer in layers.items()}
        state |= {f"{name}.bias": layer.bias.numpy() for name, layer in layers.items()}
        state |= {"first.weight": network.first.weight.numpy(), "scale": network.scale.numpy().reshape(1)}
        return state | {f"bank.{name}": getattr(bank, name).numpy() for name in ("semantics", "nodes", "hidden")}

    def _restore_learned(self, state: dict[str, Any]) -> None:
        tensors = {name: torch.from_numpy(value) for name, value in state.items() if name != "codes"}
        self._bank = Bank(*(tensors[f"bank.{name}"] for name in ("semantics", "nodes", "hidden")))
        common, inputs = tensors["image.weight"].shape
        self._bits, hidden = tensors["second.weight"].shape
        network = self._made(Shape(inputs, 1, common, hidden, self._bits), len(self._bank.nodes))
        network.second = nn.Linear(hidden, self._bits)
        for name in ("image", "second"):
            layer = getattr(network, name)
            layer.weight, layer.bias = (nn.Parameter(tensors[f"{name}.{part}"]) for part in ("weight", "bias"))
        network.first.weight = nn.Parameter(tensors["first.weight"])
        network.scale = tensors["scale"][0]
        self._encoder = network.eval().requires_grad_(requires_grad=False)


class Affinity:
    """Cosines of sparse rows; most pairs have none."""

    def __init__(self, rows: Csr) -> None:
        self._rows = divide_rows(rows.tocsr(), row_norms(rows))

    def __call__(self, rows: Tensor) -> Tensor:
        """Of some rows with each other: [b, b]."""
        some = self._rows[rows.numpy()]
        return torch.from_numpy((some @ some.T).toarray())


def _semantic_lists(inputs: Tensor, tags: Tensor, k: int, fusion: float, job: Job) -> NDArray[np.int64]:
    """The k images nearest to each by vectors and tags together: [n, k] int64."""
    vectors, semantics_ = nn.functional.normalize(inputs), nn.functional.normalize(tags)
    lists = []
    for start in range(0, len(inputs), _BLOCK):
        check(job.cancelled)
        part = slice(start, start + _BLOCK)
        near = vectors[part] @ vectors.T + fusion * (semantics_[part] @ semantics_.T)
        near.diagonal(start).fill_(-torch.inf)
        lists.append(near.topk(min(k, len(inputs) - 1), dim=1).indices)
    return torch.cat(lists).numpy()
