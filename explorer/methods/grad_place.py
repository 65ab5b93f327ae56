"""Where GRAD-Net puts images: those of its gallery, those that come later, and queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from scipy.sparse import csr_array
from torch import Tensor

from explorer.methods.grad_network import GradNetwork, Neighbourhood
from explorer.methods.grad_query import QuickNetwork
from explorer.methods.sparse_codes import SparseCodes, mean_codes, strongest
from explorer.methods.state import State
from explorer.protocol.features import Vectors
from explorer.protocol.ranking import Scores

_BLOCK = 4096
_SENT = 2
"""The code of a query keeps so many times as many atoms as those of images: more of them change nothing."""


@dataclass(frozen=True)
class Placed:
    """What the network makes of n images.

    Attributes:
        network: after training.
        inputs: [n, d] float32 unit or zero rows, as the network takes them.
        codes: what the teacher says of them.
        said: what the network says, in as many atoms.
        hidden: [n, HIDDEN] activations after the first layer, which queries hear.
        outputs: [n, OUTPUT] unit rows: the learned representations.
    """

    network: GradNetwork
    inputs: Vectors
    codes: SparseCodes
    said: SparseCodes
    hidden: Tensor
    outputs: Tensor

    @classmethod
    def by(
        cls,
        network: GradNetwork,
        inputs: Vectors,
        edges: Neighbourhood,
        codes: SparseCodes,
        device: str = "cpu",
    ) -> Placed:
        """Let a network place images, each from itself and whom it hears (`edges`); on a device, a block at a time."""
        network.to(device)
        vectors = torch.from_numpy(inputs)
        hidden = network.activations(vectors, vectors, edges)
        outputs = network.representations(hidden, hidden, edges)
        said = _said(network, outputs, codes.atoms.shape[1])
        return cls(network.cpu(), inputs, codes, said, hidden, outputs)

    def with_more(self, inputs: Vectors, heard: Neighbourhood) -> Placed:
        """These images and further ones behind them, which hear these and are heard by none of them.

        Args:
            inputs: [m, d] of the further ones.
            heard: whom each of them hears; their mean code stands for what the teacher would say.
        """
        if not len(inputs):
            return self
        t = self.codes.atoms.shape[1]
        mean = [strongest(csr_array(self.analytic(heard[part])), t) for part in _parts(len(inputs))]
        hidden = self.network.activations(torch.from_numpy(inputs), torch.from_numpy(self.inputs), heard)
        outputs = self.network.representations(hidden, self.hidden, heard)
        return Placed(
            self.network,
            np.concatenate([self.inputs, inputs]),
            SparseCodes.joined([self.codes, *mean]),
            SparseCodes.joined([self.said, _said(self.network, outputs, t)]),
            torch.cat([self.hidden, hidden]),
            torch.cat([self.outputs, outputs]),
        )

    def mixed(self) -> SparseCodes:
        """The means of what the teacher and what the network says."""
        return mean_codes((self.said, self.codes), self.atoms)

    @property
    def atoms(self) -> int:
        """Number of atoms."""
        return len(self.network.atoms)

    @cached_property
    def _quick(self) -> QuickNetwork:
        return QuickNetwork.of(self.network)

    def represented(self, vectors: Vectors, heard: Neighbourhood) -> Scores:
        """The learned representations of queries: [q, OUTPUT] unit rows.

        Args:
            vectors: [q, d] as the network takes them.
            heard: their nearest images.
        """
        rows, weights = heard.rows.numpy(), heard.weights.numpy()
        return self._quick.represented(vectors, self.inputs[rows], self.hidden.numpy()[rows], weights)

    def predicted(self, vectors: Vectors, heard: Neighbourhood) -> Scores:
        """What the network says of queries: codes [q, atoms]; arguments as in `represented`."""
        return self._quick.codes(self.represented(vectors, heard))

    def analytic(self, heard: Neighbourhood) -> Scores:
        """What the teacher would say of queries, without the network: the mean codes of their nearest: [q, atoms]."""
        rows, weights = heard.rows.numpy(), heard.weights.numpy()
        q, m = len(rows), self.atoms
        places = self.codes.atoms[rows] + m * np.arange(q)[:, None, None]
        said = self.codes.weights[rows] * weights[:, :, None]
        mean: Scores = np.bincount(places.ravel(), said.ravel(), q * m).reshape(q, m).astype(np.float32)
        return mean

    def both(self, vectors: Vectors, heard: Neighbourhood) -> Scores:
        """The mean of `predicted` and `analytic`, its largest entries alone: [q, atoms]."""
        codes: Scores = (self.predicted(vectors, heard) + self.analytic(heard)) / np.float32(2)
        kept = _SENT * self.codes.atoms.shape[1]
        if kept >= self.atoms:
            return codes
        least = np.partition(codes, -kept, axis=1)[:, -kept]
        return np.where(codes >= least[:, None], codes, np.float32(0))

    def state(self) -> State:
        """Everything, as arrays by name; see `restored`."""
        arrays: dict[str, Any] = {f"network.{name}": value.numpy() for name, value in self.network.state_dict().items()}
        for name in ("codes", "said"):
            codes = getattr(self, name)
            arrays |= {f"{name}.atoms": codes.atoms, f"{name}.weights": codes.weights}
        return {**arrays, "inputs": self.inputs, "hidden": self.hidden.numpy(), "outputs": self.outputs.numpy()}

    @classmethod
    def restored(cls, state: dict[str, Any], encoder: str) -> Placed:
        """Take back what `state` gave; `encoder` is that of the network."""
        network = GradNetwork(state["inputs"].shape[1], len(state["network.atoms"]), encoder).eval()
        network.load_state_dict({name: torch.from_numpy(value) for name, value in _part(state, "network.").items()})
        codes, said = (SparseCodes(**_part(state, f"{name}.")) for name in ("codes", "said"))
        hidden, outputs = torch.from_numpy(state["hidden"]), torch.from_numpy(state["outputs"])
        return cls(network, state["inputs"], codes, said, hidden, outputs)


@torch.no_grad()
def _said(network: GradNetwork, outputs: Tensor, t: int) -> SparseCodes:
    """The t strongest atoms of the codes that the network predicts."""

    def said(part: slice) -> SparseCodes:
        found = torch.topk(network.log_codes(outputs[part].to(network.atoms.device)), t, dim=1)
        return SparseCodes.of(found.indices.cpu().numpy(), found.values.cpu().exp().numpy())

    return SparseCodes.filled(len(outputs), t, map(said, _parts(len(outputs))))


def _parts(count: int) -> Iterator[slice]:
    """Some rows at a time."""
    return (slice(start, start + _BLOCK) for start in range(0, count, _BLOCK))


def _part(state: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): value for name, value in state.items() if name.startswith(prefix)}
