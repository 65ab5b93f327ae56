"""CDPAE: comprehensive distance-preserving autoencoders (Zhan, Yu, Yu, Zhang, Tao, Tian: ACM MM 2018).

One tanh layer a medium and a linear decoder back. The graph pattern loss with one representation of each item is its
distance-preserving loss; beside it the clean input is rebuilt from a corrupted one:

    loss = pair + graph (image + words + across) + rebuild (||images|| + ||words|| of what the decoders miss)

As published but for the early stop, which here asks held-out pairs and never labels, and for batches of pairs all of
whose distances are used at once.
"""

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from explorer.methods.base import Job
from explorer.methods.crossmodal.graph_pattern import graph_pattern, pair_distances
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import CENTRE, DIRECT, KEPT, NEIGHBOURS, SEEDS, Pairs, SharedSpace
from explorer.methods.crossmodal.trained import Batches, held_out_pairs, one_thread, tensor
from explorer.methods.state import State
from explorer.methods.training import seeded, train
from explorer.protocol.features import Vectors
from explorer.protocol.query import Modality
from explorer.protocol.specs import MethodSpec, Parameter

_HIDDEN_IMAGES, _HIDDEN_TEXTS = 0.5, 0.7
"""Share of the dimensions of either medium that a batch does without."""


class Cdpae(SharedSpace):
    """Autoencoders whose codes keep the distances of the pairs."""

    spec = MethodSpec(
        name="cdpae",
        title="CDPAE",
        family="cross-modal",
        summary="Autoencoders of images and captions whose codes keep the distances among the pairs.",
        paper="Zhan et al., Comprehensive Distance-Preserving Autoencoders for Cross-Modal Retrieval, ACM MM 2018",
        modality="image-text",
        moves_queries=True,
        parameters=(
            Parameter("channels", "int", 256, 4, 4096, help="Length of a code."),
            Parameter(
                "graph", "float", 1.0, 0.0, 10.0, help="How much the distances among pairs count; the paper has 0.3."
            ),
            Parameter("rebuild", "float", 0.001, 0.0, 10.0, help="How much rebuilding the input counts."),
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
        kept, held = held_out_pairs(pairs, job.seed)
        with one_thread(), seeded(job.seed) as generator:
            self._build(pairs.images.shape[1], pairs.texts.shape[1])
            optimiser = torch.optim.Adam(self._network.parameters(), lr=3e-4, fused=True)
            batches = Batches(kept, self.parameters["batch"], generator)

            def step(number: int) -> Mapping[str, float]:
                del number
                parts = self._losses(*batches.draw(), generator)
                optimiser.zero_grad()
                parts["loss"].backward()  # type: ignore[no-untyped-call]
                optimiser.step()
                return {name: part.item() for name, part in parts.items()}

            @torch.no_grad()
            def held_out() -> float:
                return float(self._losses(tensor(held.images), tensor(held.texts), None)["loss"])

            train(
                step,
                job,
                steps=self.parameters["steps"],
                module=self._network,
                optimiser=optimiser,
                generator=generator,
                held_out=held_out if len(held) else None,
                text="training CDPAE",
            )

    def _build(self, image_dim: int, text_dim: int) -> None:
        channels = self.parameters["channels"]
        dims = {"image": image_dim, "text": text_dim}
        parts: dict[str, nn.Module] = {medium: nn.Linear(dim, channels) for medium, dim in dims.items()}
        parts |= {f"{medium}-back": nn.Linear(channels, dim) for medium, dim in dims.items()}
        self._network = nn.ModuleDict(parts)

    def _losses(
        self, images: torch.Tensor, texts: torch.Tensor, corrupting: torch.Generator | None
    ) -> dict[str, torch.Tensor]:
        """All parts of the loss of some pairs, and the loss; inputs are corrupted where a generator is given."""
        codes, missed = [], []
        for medium, rows, share in (("image", images, _HIDDEN_IMAGES), ("text", texts, _HIDDEN_TEXTS)):
            seen = rows
            if corrupting is not None:
                seen = rows * (torch.rand(rows.shape[1], generator=corrupting) >= share)
            codes.append(torch.tanh(self._network[medium](seen)))
            missed.append((self._network[f"{medium}-back"](codes[-1]) - rows).norm(dim=1).mean())
        wanted = pair_distances(functional.normalize(images), functional.normalize(texts))
        pattern = graph_pattern(codes[0][:, None], codes[1][:, None], wanted)
        rebuilt = missed[0] + missed[1]
        loss = pattern.pair + self.parameters["graph"] * pattern.edges + self.parameters["rebuild"] * rebuilt
        return {"loss": loss, "pair": pattern.pair, "graph": pattern.edges, "rebuild": rebuilt}

    @torch.no_grad()
    def _project(self, medium: Modality, rows: Vectors) -> Vectors:
        codes: Vectors = torch.tanh(self._network[medium](tensor(rows))).numpy()
        return codes

    def _learned(self) -> State:
        return {name: value.detach().numpy() for name, value in self._network.state_dict().items()}

    def _relearn(self, state: dict[str, Any]) -> None:
        self._build(state["image.weight"].shape[1], state["text.weight"].shape[1])
        self._network.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in state.items()})


class CdpaeSeeds(Seeds):
    """CDPAE before another ranker."""

    spec, ranker = Cdpae.spec, Cdpae
