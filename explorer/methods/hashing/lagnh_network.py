"""The network of LAGNH (Cui, Zhu, Li, Cheng, Zhang: ACM MM 2021, arXiv 2108.03914) in two forms, and its losses.

    U = X W_i + b          V = P W_p + b          G = max(0, cos(U_i, V_j))       image i against the tags of image j
    F = U + rows(G) V                             cross-modal attention
    A = rows(affinity of F and of tags)           augmented semantic graph
    H = ReLU(A F Theta1)   Z = A H Theta2         graph convolutions               Y = Z W_c + b, B = sign Z

`PaperNetwork` is the released formulation: the batch is the graph, so that a code depends on the batch. In
`RobustNetwork` an image attends to a few members of a bank and receives messages from a few, and nothing else:

    F_i = U_i + sum over the 10 best j of G_ij V_j / sum of G        a_ij = exp(-2 |F_i - F_j|^2 / m) + mu G_ij, k best
    H_i = ReLU((F_i + sum a_ij F_j) / (1 + sum a_ij) Theta1)         Z_i = (H_i + sum a_ij H_j) / (1 + sum a_ij) Theta2

with m the median of the squared distances, frozen after training. The tags of the image itself are not asked for, so
that a vector is enough for a code. The last layer is linear, so that the bank keeps H Theta2, a value for each bit.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

MOMENTUM = 0.9
"""Of the running median of the squared distances."""

_DISCRIMINATOR = (64, 32)
_TINY = 1e-12
_NARROWEST = 1e-6
"""Least m, as a part of the squared length that inputs have: rounding moves squared distances by a tenth of it."""

_CHUNK, _FEWEST_IN_CHUNKS = 64, 1024
"""Members of a bank of so many are looked through by chunks: `Tensor.topk` takes half as long to find the best."""


@dataclass(frozen=True)
class Shape:
    """Sizes of a network.

    Attributes:
        inputs: length of a vector.
        tags: number of classes.
        common: width of the space that vectors and tags are mapped to.
        hidden: width between the graph convolutions.
        bits: length of a code.
    """

    inputs: int
    tags: int
    common: int
    hidden: int
    bits: int


class _Layers(nn.Module):
    """The trained maps that both forms have."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.image = nn.Linear(shape.inputs, shape.common)
        self.tags = nn.Linear(shape.tags, shape.common)
        self.first = nn.Linear(shape.common, shape.hidden, bias=False)
        self.second = nn.Linear(shape.hidden, shape.bits, bias=False)
        self.classifier = nn.Linear(shape.bits, shape.tags)
        self.dropout = nn.Dropout(dropout)
        for layer in (self.first, self.second):
            nn.init.xavier_normal_(layer.weight)


class PaperNetwork(_Layers):
    """The released formulation: every image of a batch is a node of one dense graph."""

    def __init__(self, shape: Shape, *, fusion: float = 0.0, dropout: float = 0.5) -> None:
        """Make the layers.

        Args:
            shape: sizes; published: 4096 or the length of the vectors, 80, 512, 1024.
            fusion: weight of the tags in the graph; the released code sets it to 0 whatever is asked for.
            dropout: before each graph convolution.
        """
        super().__init__(shape, dropout)
        self.fusion = fusion

    def forward(self, vectors: Tensor, tags: Tensor) -> Tensor:
        """Z of a batch: [n, bits] from [n, d] and [n, c]; each row depends on all others."""
        nodes, graph = self.graph(vectors, tags)
        hidden = functional.relu(self.first(graph @ self.dropout(nodes)))
        codes: Tensor = self.second(graph @ self.dropout(hidden))
        return codes

    def graph(self, vectors: Tensor, tags: Tensor) -> tuple[Tensor, Tensor]:
        """F [n, common] of a batch, and A [n, n], whose rows sum to 1."""
        images, semantics = self.image(vectors), self.tags(tags)
        attention = functional.relu(functional.normalize(images) @ functional.normalize(semantics).T)
        nodes = images + functional.normalize(attention) @ semantics
        affinity = torch.exp(-torch.cdist(nodes, nodes).square() / 2) + self.fusion * functional.relu(tags @ tags.T)
        return nodes, affinity / affinity.sum(dim=1, keepdim=True)


@dataclass(frozen=True)
class Bank:
    """Images that others attend to and receive messages from.

    Attributes:
        tags: [m, common] V of their tags, of length 1.
        lengths: [m] of V.
        nodes: [m, common] F.
        squares: [m] of the lengths of F.
        coded: [m, bits] H Theta2.
    """

    tags: Tensor
    lengths: Tensor
    nodes: Tensor
    squares: Tensor
    coded: Tensor


class RobustNetwork(_Layers):
    """The form whose codes depend on the image and a bank alone.

    Attributes:
        scale: the running median m.
    """

    scale: Tensor

    def __init__(
        self,
        shape: Shape,
        *,
        attended: int,
        neighbours: int,
        fusion: float,
        attention: bool = True,
        dropout: float = 0.5,
    ) -> None:
        """Make the layers.

        Args:
            shape: sizes.
            attended: members of the bank whose tags an image attends to.
            neighbours: members of the bank that it receives messages from.
            fusion: weight of the tags in the graph, mu.
            attention: False leaves the attention out.
            dropout: before each graph convolution.
        """
        super().__init__(shape, dropout)
        self.second = nn.Linear(shape.hidden, shape.bits)
        self.attended, self.neighbours, self.fusion, self.attention = attended, neighbours, fusion, attention
        self.register_buffer("scale", torch.zeros(()))

    def batch(self, vectors: Tensor, tags: Tensor) -> Tensor:
        """Z of a batch that is its own bank, for training: [n, bits]."""
        _, nodes, message = self._among_themselves(vectors, tags)
        hidden = self._hidden(nodes, message, nodes)
        codes: Tensor = self.second(self.dropout(message.received(hidden, hidden)))
        return codes

    def bank(self, vectors: Tensor, tags: Tensor) -> Bank:
        """The bank of m images, from their vectors [m, d] and tags [m, c]."""
        semantics, nodes, message = self._among_themselves(vectors, tags)
        lengths, squares = semantics.norm(dim=1), nodes.square().sum(dim=1)
        coded = self._coded(self._hidden(nodes, message, nodes))
        return Bank(functional.normalize(semantics), lengths, nodes, squares, coded)

    def forward(self, vectors: Tensor, bank: Bank) -> Tensor:
        """Z of images, each on its own: [n, bits] from [n, d]."""
        images = self.image(vectors)
        agreement = (functional.normalize(images) @ bank.tags.T).relu_()
        nodes = images
        if self.attention:
            weights, places = self._best(agreement)
            nodes = images + _gathered(weights * bank.lengths[places], places, bank.tags)
        # The affinities of `_graph`, in one product: -2 |a - b|^2 / m = (4 a.b - 2 |a|^2 - 2 |b|^2) / m.
        factor = 2 / float(self._width())
        own = factor * nodes.square().sum(dim=1, keepdim=True)
        affinity = torch.addmm(-factor * bank.squares, nodes, bank.nodes.T, alpha=2 * factor)
        affinity.sub_(own).exp_()
        if self.attention and self.fusion:
            affinity.add_(agreement, alpha=self.fusion)
        message = self._strongest(affinity)
        coded = self._coded(self._hidden(nodes, message, bank.nodes))
        return message.received(coded, bank.coded) + self.second.bias

    def _among_themselves(self, vectors: Tensor, tags: Tensor) -> tuple[Tensor, Tensor, "_Message"]:
        """V and F of images that are each other's bank, and what they receive."""
        semantics = self.tags(tags)
        nodes, agreement = self._attended(self.image(vectors), semantics)
        return semantics, nodes, self._graph(nodes, agreement)

    def _attended(self, images: Tensor, semantics: Tensor) -> tuple[Tensor, Tensor]:
        """F, and G [n, n]; an image does not attend to its own tags."""
        if not self.attention:
            return images, torch.zeros(len(images), len(images))
        agreement = functional.relu(functional.normalize(images) @ functional.normalize(semantics).T)
        agreement = agreement * (1 - torch.eye(len(images)))
        weights, places = self._best(agreement)
        return images + _gathered(weights, places, semantics), agreement

    def _best(self, agreement: Tensor) -> tuple[Tensor, Tensor]:
        """The members of the bank that each image attends to: weights that sum to 1, and places, [n, k] each."""
        best, places = _largest(agreement, self.attended)
        return best / best.sum(dim=1, keepdim=True).clamp_min(_TINY), places

    def _graph(self, nodes: Tensor, agreement: Tensor) -> "_Message":
        """The k strongest affinities of each node to the others."""
        distances = _squared_distances(nodes, nodes)
        if self.training:
            median = distances.detach()[:, : self.first.in_features].median()
            self.scale = median if self.scale == 0 else MOMENTUM * self.scale + (1 - MOMENTUM) * median
        affinity = torch.exp(-2 * distances / self._width()) + self.fusion * agreement
        return self._strongest(affinity * (1 - torch.eye(len(nodes))))

    def _width(self) -> Tensor:
        """m; where most images are equal to each other the median is 0, and exp would be of nothing but rounding."""
        return self.scale.clamp_min(_NARROWEST * self.image.in_features)

    def _strongest(self, affinity: Tensor) -> "_Message":
        return _Message(*_largest(affinity, self.neighbours))

    def _hidden(self, nodes: Tensor, message: "_Message", others: Tensor) -> Tensor:
        return functional.relu(self.first(self.dropout(message.received(nodes, others))))

    def _coded(self, hidden: Tensor) -> Tensor:
        return functional.linear(hidden, self.second.weight)


@dataclass(frozen=True)
class _Message:
    """From whom each of n nodes receives how much: [n, k] each; its own weight is 1."""

    weights: Tensor
    places: Tensor

    def received(self, own: Tensor, others: Tensor) -> Tensor:
        total = 1 + self.weights.sum(dim=1, keepdim=True)
        return (own + _gathered(self.weights, self.places, others)) / total


def _gathered(weights: Tensor, places: Tensor, values: Tensor) -> Tensor:
    """Sums of some rows of `values`, weighted: [n, e] from [n, k], [n, k] and [m, e].

    Where gradients flow, as a product with a matrix that is mostly 0: its backward pass is the faster one.
    """
    if not torch.is_grad_enabled():
        return functional.embedding_bag(places, values, per_sample_weights=weights, mode="sum")
    matrix = torch.zeros(len(places), len(values)).scatter(1, places, weights)
    return matrix @ values


def _largest(values: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """The k largest of each row of [n, m] and their places, [n, k] each; of equal ones any.

    Of many, those of the k chunks whose largest are the largest: no other chunk holds any of them.
    """
    n, m = values.shape
    if torch.is_grad_enabled() or m < _FEWEST_IN_CHUNKS:
        return values.topk(min(k, m), dim=1)
    if m % _CHUNK:
        values = functional.pad(values, (0, -m % _CHUNK), value=-torch.inf)
    chunks = values.view(n, -1, _CHUNK)
    chosen = chunks.amax(dim=2).topk(min(k, chunks.shape[1]), dim=1, sorted=False).indices
    some = chunks.gather(1, chosen[:, :, None].expand(-1, -1, _CHUNK)).view(n, -1)
    largest, places = some.topk(k, dim=1)
    return largest, chosen.gather(1, places // _CHUNK) * _CHUNK + places % _CHUNK


def _squared_distances(one: Tensor, other: Tensor) -> Tensor:
    squares = one.square().sum(dim=1)[:, None] + other.square().sum(dim=1)[None]
    return (squares - 2 * one @ other.T).clamp_min(0)


def discriminator(bits: int) -> nn.Sequential:
    """Tells codes from a standard normal distribution: [n, bits] to logits [n, 1]."""
    first, second = _DISCRIMINATOR
    return nn.Sequential(nn.Linear(bits, first), nn.ReLU(), nn.Linear(first, second), nn.ReLU(), nn.Linear(second, 1))


@dataclass(frozen=True)
class LossForm:
    """How codes are compared with the graph that they reconstruct.

    Attributes:
        clamped: cosines below 0 count as 0, as published; they then have no gradient.
        rounded: the codes are compared as they will be stored, by their signs.
        alike: weight of a pair of similarity 1 beside one of 0, less 1; nearly all pairs are of 0.
    """

    clamped: bool = False
    rounded: bool = True
    alike: float = 20.0


PUBLISHED = LossForm(clamped=True, rounded=False, alike=0.0)


def generator_losses(
    codes: Tensor, classes: Tensor, verdicts: Tensor, said: Tensor, target: Tensor, *, form: LossForm
) -> dict[str, Tensor]:
    """The four losses of the generator, unweighted.

    Args:
        codes: Z, [n, bits].
        classes: Y, [n, c].
        verdicts: of the discriminator, [n, 1].
        said: [n, c] of 0 and 1 (or up to 1).
        target: [n, n] similarities that the cosines of codes shall reconstruct.
        form: of the reconstruction.
    """
    compared = _rounded(codes) if form.rounded else codes
    cosines = functional.normalize(compared) @ functional.normalize(compared).T
    reached = functional.relu(cosines) if form.clamped else cosines
    weights = 1 + form.alike * target
    return {
        "adversary": functional.binary_cross_entropy_with_logits(verdicts, torch.ones_like(verdicts)),
        "quantisation": (codes - torch.where(codes >= 0, 1.0, -1.0)).square().mean(),
        "tags": functional.multilabel_soft_margin_loss(classes, said),
        "reconstruction": (weights * (reached - target).square()).sum() / weights.sum(),
    }


def _rounded(codes: Tensor) -> Tensor:
    """The signs of codes, with the gradient of their hyperbolic tangent (straight-through)."""
    soft = torch.tanh(codes)
    return soft + (torch.where(codes >= 0, 1.0, -1.0) - soft).detach()


def discriminator_loss(network: nn.Module, codes: Tensor, prior: Tensor) -> Tensor:
    """How badly the discriminator tells codes [n, bits] from draws of the prior [n, bits]."""
    true, false = network(prior), network(codes)
    loss: Tensor = functional.binary_cross_entropy_with_logits(
        true, torch.ones_like(true)
    ) + functional.binary_cross_entropy_with_logits(false, torch.zeros_like(false))
    return loss
