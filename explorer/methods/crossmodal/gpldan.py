"""GPLDAN: Graph Pattern Loss based Diversified Attention Network (Chen, Zhang, Zhan: ICIP 2020, arXiv 2106.13552).

A reconstruction: only the abstract could be read, and there is no published code. What the abstract says is kept: only
pairs are used; a diversified attention projector makes several representations of an item, which interact; a graph
pattern loss holds all possible distances between them to those of the items; a modality classifier names the medium of
the representations before they are fused. The exact forms are ours, the distances those of its predecessor CDPAE.

    loss = pair + graph (image + words + across) + modality CE + diversity sum over media of mean (cos - delta)^2

The classifier is cooperative, as the abstract reads; adversarial turns its gradient round with the schedule of ACMR.
Where the weights start moves the figures of one network by more than a point, so several are trained, each from a start
and on pairs of its own, and their fused representations lie side by side. So does what CCA makes of the same pairs,
which holds where there are too few captions for a network (ours as well): see `beside`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from explorer.methods.base import Job, QueryBatch
from explorer.methods.crossmodal.beside import Correlated, Learner, Part, Trial, best_share, laid, weights
from explorer.methods.crossmodal.graph_pattern import graph_pattern, pair_distances
from explorer.methods.crossmodal.projector import Projector, Reversal, diversity
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import CENTRE, DIRECT, KEPT, NEIGHBOURS, SEEDS, Pairs, SharedSpace
from explorer.methods.crossmodal.trained import Batches, groups, held_out_parts, one_thread, tensor
from explorer.methods.state import State
from explorer.methods.training import seeded, train
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.progress import check
from explorer.protocol.query import Modality
from explorer.protocol.specs import MethodSpec, Parameter

_HIDDEN = 128
_LEARNING_RATE = 3e-4
_MODALITIES: tuple[Modality, ...] = ("image", "text")
_LINEAR = tuple(field.name for field in fields(Correlated))

_HELD_OUT_SHARE = 1 / 8
"""Of the pairs, which a network does not see; another part for each."""

_TRIALS = 3
"""So many networks are tried on what they have not seen."""


class Gpldan(SharedSpace):
    """Several representations of each item, held together by all their distances."""

    spec = MethodSpec(
        name="gpldan",
        title="GPLDAN",
        family="cross-modal",
        summary="Learns from a collection's own captions where images and words belong, by all distances between "
        "several representations of each; reconstructed from the paper's abstract.",
        paper="Chen, Zhang, Zhan, Graph Pattern Loss Based Diversified Attention Network for Unsupervised Cross-Modal "
        "Retrieval, ICIP 2020, arXiv 2106.13552",
        modality="image-text",
        moves_queries=True,
        parameters=(
            Parameter("heads", "int", 4, 1, 16, help="Representations of each item; 1 leaves nothing to diversify."),
            Parameter("channels", "int", 128, 8, 2048, help="Length of a representation, rounded up to fours."),
            Parameter(
                "networks",
                "int",
                3,
                1,
                16,
                help="Networks trained from different starts, whose representations lie side by side; together they "
                "err less than one.",
            ),
            Parameter(
                "linear",
                "bool",
                True,
                help="Whether CCA lies beside the networks, in the share that held-out pairs choose: it says more than "
                "they do where captions are few.",
            ),
            Parameter("graph", "float", 1.0, 0.0, 10.0, help="How much the distances among pairs count."),
            Parameter(
                "edges",
                "choice",
                "heads",
                choices=("heads", "mean"),
                help="Distances between all representations, or between the fused ones alone.",
            ),
            Parameter("interaction", "bool", True, help="Whether the representations of an item see one another."),
            Parameter("modality", "float", 0.01, 0.0, 10.0, help="How much naming the medium counts."),
            Parameter(
                "classifier",
                "choice",
                "cooperative",
                choices=("cooperative", "adversarial"),
                help="Whether representations shall show their medium, or hide it.",
            ),
            Parameter(
                "diversity", "float", 0.01, 0.0, 10.0, help="How much the representations of an item shall differ."
            ),
            Parameter("steps", "int", 1200, 1, 100000, help="Most steps of training; it ends early without progress."),
            Parameter("batch", "int", 64, 4, 1024, unit="pairs", help="Pairs whose distances are seen together."),
            CENTRE,
            NEIGHBOURS,
            DIRECT,
            SEEDS,
            KEPT,
        ),
    )

    def _learn(self, pairs: Pairs, job: Job) -> None:
        unseen = held_out_parts(pairs, job.seed, _HELD_OUT_SHARE, self.parameters["networks"])
        self._train(pairs, unseen, job)
        share = 1.0
        if self.parameters["linear"]:
            asides = [(number, aside) for number, aside in enumerate(unseen[:_TRIALS]) if aside.any()]
            found = [
                self._trial(pairs, aside, number, job).found(partial(self._cross, job.seed)) for number, aside in asides
            ]
            draws = [number * len(pairs) + groups(pairs[aside]) for number, aside in asides]
            share = best_share(found, np.concatenate(draws) if draws else np.empty(0, np.int64))
            self._linear = Correlated.of(pairs)
            tried = sum(int(aside.sum()) for _, aside in asides)
            chosen = f"chosen by {tried:,} held-out pairs" if tried else "since too few pairs can be held out"
            self.notes.append(f"{self.spec.name}: the networks count {share:.0%} and CCA {1 - share:.0%}, {chosen}.")
        parts = [Part.of(one, pairs, centre=self.parameters["centre"]) for one in self._learners()]
        each = share / len(self._networks)
        self._parts = parts
        self._weights = weights(parts, [each] * len(self._networks) + [1 - share] * self.parameters["linear"])

    def _trial(self, pairs: Pairs, aside: NDArray[np.bool_], number: int, job: Job) -> Trial:
        """What a network and CCA say of the pairs that the network has not seen."""
        check(job.cancelled)
        kept, held = pairs[~aside], pairs[aside]
        both = partial(self._fused, number), Correlated.of(kept)
        network, linear = (Part.of(one, kept, centre=self.parameters["centre"]) for one in both)
        return Trial(network, linear, kept, held)

    def _train(self, pairs: Pairs, unseen: Sequence[NDArray[np.bool_]], job: Job) -> None:
        """Train the networks, each without the pairs that it is not to see, until they have ceased to help these."""
        with one_thread(), seeded(job.seed) as generator:
            self._build(pairs.images.shape[1], pairs.texts.shape[1])
            optimiser = torch.optim.Adam(self._networks.parameters(), lr=_LEARNING_RATE, fused=True)
            batches = [Batches(pairs[~aside], self.parameters["batch"], generator) for aside in unseen]
            held = [
                (one, tensor(pairs.images[aside]), tensor(pairs.texts[aside]))
                for one, aside in zip(self._networks, unseen, strict=True)
                if aside.any()
            ]
            steps = self.parameters["steps"]

            def step(number: int) -> Mapping[str, float]:
                drawn = [(one, *batch.draw()) for one, batch in zip(self._networks, batches, strict=True)]
                parts = _mean([self._losses(*one, number / steps) for one in drawn])
                optimiser.zero_grad()
                parts["loss"].backward()  # type: ignore[no-untyped-call]
                optimiser.step()
                return {name: part.item() for name, part in parts.items()}

            @torch.no_grad()
            def held_out() -> float:
                return float(_mean([self._losses(*one, 1.0) for one in held])["loss"])

            train(
                step,
                job,
                steps=steps,
                module=self._networks,
                optimiser=optimiser,
                generator=generator,
                held_out=held_out if held else None,
                text="training GPLDAN",
            )

    def _build(self, image_dim: int, text_dim: int) -> None:
        heads, channels = self.parameters["heads"], 4 * math.ceil(self.parameters["channels"] / 4)
        interaction = self.parameters["interaction"] and heads > 1
        dims, half = {"image": image_dim, "text": text_dim}, channels // 2
        self._networks = nn.ModuleList()
        for _ in range(self.parameters["networks"]):
            parts: dict[str, nn.Module] = {
                m: Projector(dims[m], channels, heads, _HIDDEN, interaction=interaction) for m in _MODALITIES
            }
            parts["classifier"] = nn.Sequential(nn.Linear(channels, half), nn.ReLU(), nn.Linear(half, 2))
            self._networks.append(nn.ModuleDict(parts))

    def _losses(
        self, network: Any, images: torch.Tensor, texts: torch.Tensor, progress: float
    ) -> dict[str, torch.Tensor]:
        """All parts of the loss of some pairs, and the loss.

        Args:
            network: one of those that are trained.
            images: [b, v] standardised.
            texts: [b, t] standardised.
            progress: share of the training that is done.
        """
        wanted = pair_distances(functional.normalize(images), functional.normalize(texts))
        seen = network["image"](images), network["text"](texts)
        fused = self.parameters["edges"] == "mean"
        nodes = [rows.mean(dim=1, keepdim=True) if fused else rows for rows in seen]
        pattern = graph_pattern(nodes[0], nodes[1], wanted)
        medium = self._medium_loss(network["classifier"], torch.cat(seen).flatten(0, 1), progress)
        different = diversity(seen[0]) + diversity(seen[1])
        loss = (
            pattern.pair
            + self.parameters["graph"] * pattern.edges
            + self.parameters["modality"] * medium
            + self.parameters["diversity"] * different
        )
        return {"loss": loss, "pair": pattern.pair, "graph": pattern.edges, "modality": medium, "diversity": different}

    def _medium_loss(self, classifier: nn.Module, rows: torch.Tensor, progress: float) -> torch.Tensor:
        """Cross-entropy of the classifier: the first half of the rows are images, the others words."""
        if self.parameters["classifier"] == "adversarial":
            rows = Reversal.apply(rows, 2 / (1 + math.exp(-10 * progress)) - 1)  # type: ignore[no-untyped-call]
        medium = torch.arange(2).repeat_interleave(len(rows) // 2)
        return functional.cross_entropy(classifier(rows), medium)

    @torch.no_grad()
    def representations(self, medium: Modality, rows: Vectors, network: int = 0) -> Vectors:
        """The K representations that one network makes of standardised rows, before fusion: [m, K, c] float32."""
        parts: Any = self._networks[network]
        seen: Vectors = parts[medium](tensor(rows)).numpy()
        return seen

    def heads(self, query: QueryBatch, row: int) -> tuple[tuple[float, ...], ...]:
        """See `SharedSpace.heads`; those of the first network, since those of different ones have nothing in common."""
        if self.parameters["heads"] == 1 or not self._weights[0]:
            return ()
        asked, image = query.vectors[:1], self.gallery.features.rows(np.array([row]))
        seen = [self.representations(query.modality, self._standards[query.modality](asked))[0]]
        seen.append(self.representations("image", self._standards["image"](image))[0])
        unit = [unit_rows(rows) for rows in seen]
        return tuple(tuple(row) for row in (unit[0] @ unit[1].T).round(4).tolist())

    def _fused(self, network: int, medium: Modality, rows: Vectors) -> Vectors:
        fused: Vectors = self.representations(medium, rows, network).mean(axis=1)
        return fused

    def _learners(self) -> list[Learner]:
        networks: list[Learner] = [partial(self._fused, number) for number in range(len(self._networks))]
        return [*networks, self._linear] if self.parameters["linear"] else networks

    def _project(self, medium: Modality, rows: Vectors) -> Vectors:
        return laid([part(medium, rows) for part in self._parts], self._weights)

    def _learned(self) -> State:
        state = {f"network.{name}": value.detach().numpy() for name, value in self._networks.state_dict().items()}
        if self.parameters["linear"]:
            state |= {f"linear.{name}": getattr(self._linear, name) for name in _LINEAR}
        for number, part in enumerate(self._parts):
            state |= {f"part.{number}.{medium}": mean for medium, mean in part.means.items()}
        return {**state, "weights": self._weights}

    def _relearn(self, state: dict[str, Any]) -> None:
        prefix = "network."
        networks = {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}
        self._build(networks["0.image.base.weight"].shape[1], networks["0.text.base.weight"].shape[1])
        self._networks.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in networks.items()})
        if self.parameters["linear"]:
            self._linear = Correlated(*(state[f"linear.{name}"] for name in _LINEAR))
        means = [{m: state[f"part.{n}.{m}"] for m in _MODALITIES} for n in range(len(state["weights"]))]
        self._parts = [Part(learner, mean) for learner, mean in zip(self._learners(), means, strict=True)]
        self._weights = state["weights"]


def _mean(parts: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each loss over the networks."""
    return {name: torch.stack([one[name] for one in parts]).mean() for name in parts[0]}


class GpldanSeeds(Seeds):
    """GPLDAN before another ranker."""

    spec, ranker = Gpldan.spec, Gpldan
