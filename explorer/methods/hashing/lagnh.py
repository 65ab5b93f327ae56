"""LAGNH (Cui, Zhu, Li, Cheng, Zhang: ACM MM 2021, arXiv 2108.03914), in a form whose codes depend on the image alone.

The losses, the tags and the two kinds of training steps are the paper's (`lagnh_network`, `lagnh_training`). The
released code builds a graph inside each batch that is encoded; here an image meets a bank of fit rows, always the same:
codes do not change with the batch, its order, or images that are added. What else differs, and why:

- vectors are centred, turned to their main directions, half whitened and made of equal length, which leaves more pairs
  of images near to each other from both sides in every collection that was looked at; the published kernel of fixed
  width is the identity or uniform on vectors of another scale, so its width follows their distances;
- attention and graph keep the best few: dense ones collapse the codes;
- the two convolutions start as what the graph alone gives, vectors after two rounds of messages turned as ITQ turns
  them, so that training begins where its plain rival ends; from random weights it mostly had to find that again;
- what is reconstructed is the graph of vectors and tags, two steps far, not the cosine of tags alone, which made codes
  worse than no training. Codes are compared by their signs, as they will be stored (straight-through), pairs that are
  alike count for more, and negative cosines are not clamped, as they would have no gradient;
- the bank holds all images up to a number, and beyond it the centres of as many clusters of them.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array
from torch import Tensor, nn

from explorer.graph.knn import Csr
from explorer.graph.threads import one_thread, threads_restored
from explorer.methods.base import Job
from explorer.methods.hashing.base import AT_ONCE, Hashing, hashing_spec
from explorer.methods.hashing.itq import principal_directions, rotation
from explorer.methods.hashing.lagnh_network import Bank, RobustNetwork, Shape, discriminator
from explorer.methods.hashing.lagnh_paper import WARNING, PaperFlags, PaperForm
from explorer.methods.hashing.lagnh_training import Material, Recipe, Trainer
from explorer.methods.hashing.semantics import SOURCE, Semantics, cluster_centres, semantics
from explorer.methods.sparse import divide_rows, in_threads, row_norms
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

COMMON = 256
MOST_TRAINED_ON = 10_000
BATCH, RATE = 512, 3e-4

_ATTENDED = 10
_PULL = 0.1
"""How much of what tags stand for attention adds at the start."""

_POWER = 0.5
"""Inputs are whitened half."""

_RIDGE = 1e-2
_CLUSTER_ROUNDS = 8
_WARM_UP = 10
"""Batches over which the median of distances runs before anything is trained."""

_DROPOUT = 0.1
_BLOCK = 1024
_BATCH_ENCODED = 1024


_ROBUST, _PAPER = "robust", "paper"
_STANDARDISED, _UNIT = "standardised", "unit"


_BANK = tuple(field.name for field in fields(Bank))


def _weight(name: str, default: float, help_: str) -> Parameter:
    return Parameter(name, "float", default, 0.0, 1000.0, help=help_)


PARAMETERS = (
    SOURCE,
    Parameter(
        "anchors",
        "int",
        4096,
        16,
        16384,
        unit="images",
        help="Images that every code is computed against; where there are more, centres of so many clusters.",
    ),
    Parameter("neighbours", "int", 5, 1, 100, unit="images", help="Anchors that an image receives messages from."),
    Parameter("similar", "int", 10, 1, 100, unit="images", help="Images that each shall share its code with."),
    Parameter("fusion", "float", 0.1, 0.0, 10.0, help="How much tags count in the graph beside vectors."),
    Parameter("attention", "bool", True, help="Whether tags of the anchors repair the vector of an image."),
    Parameter("steps", "int", 10, 0, 10000, help="Steps of training at most; it ends earlier where nothing improves."),
    _weight("adversary", 1.0, "Weight of the discriminator that keeps bits balanced and independent."),
    _weight("quantise", 1.0, "Weight of the distance between values and their signs."),
    _weight("classify", 1.0, "Weight of reading the tags back from the code."),
    _weight("reconstruct", 100.0, "Weight of reconstructing the similarity graph."),
)

_OF_PAPER = "Only with mode=paper: "
MODES = (
    Parameter(
        "mode",
        "choice",
        _ROBUST,
        choices=(_ROBUST, _PAPER),
        help="Codes that depend on the image alone (robust), or the released formulation, whose codes depend on the "
        "batch (paper), to compare with.",
    ),
    Parameter("epochs", "int", 300, 0, 10000, help=_OF_PAPER + "passes over all images."),
    Parameter("batch", "int", 1024, 2, 16384, unit="images", help=_OF_PAPER + "images that are a graph in training."),
    Parameter("hidden", "int", 1024, 1, 16384, help=_OF_PAPER + "width between the two graph convolutions."),
    Parameter("rate", "float", 1e-4, 1e-6, 1.0, help=_OF_PAPER + "step size of Adam."),
    Parameter(
        "scaling",
        "choice",
        _STANDARDISED,
        choices=(_STANDARDISED, _UNIT),
        help=_OF_PAPER + "vectors of variance 1 in each dimension, or of length 1; the paper does not say.",
    ),
)


class Lagnh(Hashing):
    """Codes from a graph network over a bank of anchors."""

    spec = hashing_spec(
        "lagnh",
        "LAGNH",
        "Learns codes with a graph network that repairs vectors by what a class head sees in similar images.",
        PAPER,
        *PARAMETERS,
        *MODES,
        learned=True,
    )
    version = 4
    _paper: PaperForm | None = None

    def _learn(self, training: Features, job: Job) -> None:
        with one_thread(), seeded(job.seed) as random:
            self._paper = None
            if self.parameters.get("mode") == _PAPER:
                self._learn_as_published(training, random, job)
                return
            sample = self._sample(training, random)
            unit, said = sample.unit(), semantics(sample, self.parameters["tags"], job.seed)
            self.notes.append(said.note(self.spec.name))
            check(job.cancelled)
            self._start(unit)
            views = torch.stack([self._inputs(view) for view in self._views(sample, unit, job)])
            tags = torch.from_numpy(said.values)
            anchors = self._anchors(views[-1], tags, job)
            network = self._network(views[-1], tags, anchors, random, job)
            target = self._target(sample, views[0], said, job)
            material = Material(views, tags, torch.from_numpy(said.said()), target)
            judge = discriminator(self._bits)
            Trainer(network, network.batch, judge, material, self._recipe()).train(job, random)
            self._finish(network.eval(), views[-1], anchors)

    def _learn_as_published(self, training: Features, random: torch.Generator, job: Job) -> None:
        p, unit = self.parameters, training.unit()
        said = semantics(training, p["tags"], job.seed).said()
        check(job.cancelled)
        self._bits = int(p["bits"])
        flags = PaperFlags(self._bits, p["hidden"], p["epochs"], self._published_fusion, p["scaling"] == _STANDARDISED)
        recipe = replace(self._recipe(), batch=p["batch"], rate=p["rate"])
        self._paper = PaperForm.learned(unit, said, flags, recipe, job=job, random=random)
        self.notes.append(WARNING)

    @property
    def published(self) -> PaperForm | None:
        """What was learned with mode=paper, None with any other."""
        return self._paper

    @property
    def _published_fusion(self) -> float:
        return self._fusion if "fusion" in self._given else 0.0

    def _steady(self, unit: Vectors) -> Scores:
        return super()._steady(unit) if self._paper is None else self._paper.values(unit)

    def _each_block(self, unit: Vectors) -> list[Scores]:
        """Blocks side by side, each on one thread: they are too small to be shared, and numbers depend on no count."""

        def values(rows: slice) -> Scores:
            torch.set_num_threads(1)
            return self._values(unit[rows])

        with threads_restored():
            return [part for _, part in in_threads(values, len(unit), AT_ONCE)]

    def _gallery_values(self, job: Job) -> Scores:
        if self._paper is None:
            return super()._gallery_values(job)
        features = self.gallery.features
        own = self.gallery.training is features
        tags = semantics(features, self.parameters["tags"], job.seed).said() if own else None
        return self._paper.values(features.unit(), tags)

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
        """The map of vectors to inputs: centred, turned, each direction divided by the root of its deviation.

        A direction in which nothing but noise was seen has the n-th part of the whole variance, which is added to all,
        so that few images do not make much of directions that they hardly know.
        """
        largest = min(unit.shape[1], max(len(unit) - 1, 1))
        self._bits = self._at_most("bits", max(8 * (largest // 8), 1), f"{len(unit)} fit rows give no more")
        self._mean, directions = principal_directions(unit, min(COMMON, largest))
        variances = ((unit - self._mean) @ directions).var(axis=0)
        noise = max(float(variances.sum()) / len(unit), float(np.finfo(np.float32).tiny))
        self._turn = directions * (variances + np.float32(noise)) ** np.float32(-_POWER / 2)

    def _inputs(self, unit: Vectors) -> Tensor:
        """Rows [n, d] as the network takes them: [n, inputs], all of length sqrt(inputs)."""
        turned = (torch.from_numpy(unit) - torch.from_numpy(self._mean)) @ torch.from_numpy(self._turn)
        inputs: Tensor = nn.functional.normalize(turned) * turned.shape[1] ** 0.5
        return inputs

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
            dropout=_DROPOUT,
            attention=bool(self.parameters["attention"]),
        )

    def _anchors(self, inputs: Tensor, tags: Tensor, job: Job) -> "_Anchors":
        """The images themselves, or where they are too many the means of clusters of them."""
        most = int(self.parameters["anchors"])
        if len(inputs) <= most:
            return _Anchors(inputs, tags)
        check(job.cancelled)
        centres = torch.from_numpy(cluster_centres(inputs.numpy(), most, job.seed, rounds=_CLUSTER_ROUNDS))
        nearest = torch.cat([torch.cdist(part, centres).argmin(dim=1) for part in torch.split(inputs, _BLOCK)])
        sums = torch.zeros(most, tags.shape[1]).index_add(0, nearest, tags)
        return _Anchors(centres, sums / torch.bincount(nearest, minlength=most).clamp_min(1)[:, None])

    @torch.no_grad()
    def _network(
        self, inputs: Tensor, tags: Tensor, anchors: "_Anchors", random: torch.Generator, job: Job
    ) -> RobustNetwork:
        """A network that hands inputs on as they are, attends to what tags stand for, and turns the result as ITQ does.

        The rectifier passes the positive and the negative part of each value on beside each other, so that two
        convolutions are two rounds of messages.
        """
        d = inputs.shape[1]
        network = self._made(Shape(d, tags.shape[1], d, 2 * d, self._bits), len(anchors.inputs))
        network.image.weight.copy_(torch.eye(d))
        network.image.bias.zero_()
        gram = tags.T @ tags + _RIDGE * len(tags) / tags.shape[1] * torch.eye(tags.shape[1])
        network.tags.weight.copy_(_PULL * torch.linalg.solve(gram, tags.T @ inputs).T)
        network.tags.bias.zero_()
        both = torch.cat([torch.eye(d), -torch.eye(d)])
        network.first.weight.copy_(both)
        for _ in range(_WARM_UP):
            chosen = torch.randperm(len(inputs), generator=random)[:BATCH]
            network.train().batch(inputs[chosen], tags[chosen])
        network.second = nn.Linear(2 * d, d)
        network.second.weight.copy_(both.T)
        network.second.bias.zero_()
        received = self._coded(network.eval(), inputs, anchors)
        mean, directions = principal_directions(received.numpy(), self._bits)
        turned = np.asarray((received.numpy() - mean) @ directions, np.float32)
        size = float(np.abs(turned).mean())
        turn = directions @ rotation(turned, job.seed, job) / np.float32(size if size > 0 else 1)
        network.second = nn.Linear(2 * d, self._bits)
        network.second.weight.copy_(torch.from_numpy(turn).T @ both.T)
        network.second.bias.copy_(torch.from_numpy(-mean @ turn))
        return network

    def _recipe(self) -> Recipe:
        p = self.parameters
        weights = (p["adversary"], p["quantise"], p["classify"], p["reconstruct"])
        return Recipe(*weights, steps=p["steps"], batch=BATCH, rate=RATE)

    @torch.no_grad()
    def _coded(self, network: RobustNetwork, inputs: Tensor, anchors: "_Anchors") -> Tensor:
        """Z of images against the anchors."""
        bank = network.bank(anchors.inputs, anchors.tags)
        return torch.cat([network(part, bank) for part in torch.split(inputs, _BATCH_ENCODED)])

    @torch.no_grad()
    def _finish(self, network: RobustNetwork, inputs: Tensor, anchors: "_Anchors") -> None:
        """Centre the codes and take what is needed of the anchors."""
        network.second.bias.sub_(self._coded(network, inputs, anchors).mean(dim=0))
        self._bank = network.bank(anchors.inputs, anchors.tags)
        self._encoder = network.requires_grad_(requires_grad=False)

    @torch.no_grad()
    def _values(self, unit: Vectors) -> Scores:
        values: Scores = self._encoder(self._inputs(unit), self._bank).numpy()
        return values

    def _learned(self) -> State:
        if self._paper is not None:
            return self._paper.state()
        network, bank = self._encoder, self._bank
        layers = {"image": network.image, "second": network.second}
        state = {f"{name}.weight": layer.weight.numpy() for name, layer in layers.items()}
        state |= {f"{name}.bias": layer.bias.numpy() for name, layer in layers.items()}
        state |= {"first.weight": network.first.weight.numpy(), "scale": network.scale.numpy().reshape(1)}
        state |= {"mean": self._mean, "turn": self._turn}
        return state | {f"bank.{name}": getattr(bank, name).numpy() for name in _BANK}

    def _restore_learned(self, state: dict[str, Any]) -> None:
        if self.parameters.get("mode") == _PAPER:
            self._paper = PaperForm.restored(state, self._published_fusion)
            self._bits = self._paper.bits
            return
        self._mean, self._turn = state["mean"], state["turn"]
        tensors = {name: torch.from_numpy(value) for name, value in state.items() if name != "codes"}
        self._bank = Bank(*(tensors[f"bank.{name}"] for name in _BANK))
        common, inputs = tensors["image.weight"].shape
        self._bits, hidden = tensors["second.weight"].shape
        network = self._made(Shape(inputs, 1, common, hidden, self._bits), len(self._bank.nodes))
        for name in ("image", "second"):
            layer = getattr(network, name)
            layer.weight, layer.bias = (nn.Parameter(tensors[f"{name}.{part}"]) for part in ("weight", "bias"))
        network.first.weight = nn.Parameter(tensors["first.weight"])
        network.scale = tensors["scale"][0]
        self._encoder = network.eval().requires_grad_(requires_grad=False)


@dataclass(frozen=True)
class _Anchors:
    """What the bank is made of: [m, d] inputs and [m, c] tags."""

    inputs: Tensor
    tags: Tensor


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
