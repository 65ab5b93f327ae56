"""The diversified attention projector: several representations of each item, which see one another.

u    = tanh(x W + b)                                       [c]
a^k  = softmax(W2^k tanh(W1^k u))       k = 1..K            [c]    attention over the channels
r^k  = LayerNorm(u + c a^k * u)                             [c]    a representation
r^k  = LayerNorm(r^k + self-attention over r^1..r^K)               where the heads interact
r    = mean of r^k                                          [c]    fused, used for retrieval
"""

import math

import torch
from torch import nn
from torch.nn import functional

Tensor = torch.Tensor

_PARTS = 4
"""Parts into which channels are cut for the attention among representations."""

_SPREAD = 4.0
"""Of the first weights of W2: representations that began alike would remain so, since all are drawn to one place."""


class Projector(nn.Module):
    """Of one medium."""

    def __init__(self, dim: int, channels: int, heads: int, hidden: int, *, interaction: bool) -> None:
        """Draw the weights.

        Args:
            dim: length of an input.
            channels: c, a multiple of 4.
            heads: K.
            hidden: width between W1 and W2.
            interaction: whether the representations of an item see one another.
        """
        super().__init__()
        self.heads, self.hidden = heads, hidden
        self.base = nn.Linear(dim, channels)
        self.inner = nn.Linear(channels, heads * hidden)
        self.outer = nn.Parameter(torch.empty(heads, hidden, channels).uniform_(-_SPREAD, _SPREAD) / math.sqrt(hidden))
        self.outer_bias = nn.Parameter(torch.zeros(heads, 1, channels))
        self.norm = nn.LayerNorm(channels)
        self.interaction = Interaction(channels) if interaction else None

    def forward(self, rows: Tensor) -> Tensor:
        """The representations of [m, dim] rows: [m, K, c]."""
        base = torch.tanh(self.base(rows))
        inner = torch.tanh(self.inner(base)).view(-1, self.heads, self.hidden).transpose(0, 1)
        attention = torch.softmax(torch.baddbmm(self.outer_bias, inner, self.outer), dim=-1).transpose(0, 1)
        seen: Tensor = self.norm(base[:, None] * (1 + base.shape[1] * attention))
        return seen if self.interaction is None else self.interaction(seen)


class Interaction(nn.Module):
    """Self-attention over the representations of one item, with residual and normalisation."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.asked = nn.Linear(channels, 3 * channels)
        self.mixed = nn.Linear(channels, channels)
        self.norm = nn.LayerNorm(channels)

    def forward(self, seen: Tensor) -> Tensor:
        """[m, K, c] of [m, K, c]."""
        m, heads, channels = seen.shape
        asked = self.asked(seen).view(m, heads, 3, _PARTS, channels // _PARTS).permute(2, 0, 3, 1, 4)
        query, key, value = asked[0], asked[1], asked[2]
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(channels // _PARTS), dim=-1)
        mixed = (weights @ value).transpose(1, 2).reshape(m, heads, channels)
        result: Tensor = self.norm(seen + self.mixed(mixed))
        return result


class Reversal(torch.autograd.Function):
    """What it is given; its gradient is turned round, times a strength."""

    @staticmethod
    def forward(ctx: torch.autograd.function.FunctionCtx, rows: Tensor, strength: float) -> Tensor:
        """The rows themselves."""
        ctx.strength = strength  # type: ignore[attr-defined]
        return rows.view_as(rows)

    @staticmethod
    def backward(ctx: torch.autograd.function.FunctionCtx, gradient: Tensor) -> tuple[Tensor, None]:
        """The gradient, turned round."""
        return -ctx.strength * gradient, None  # type: ignore[attr-defined]


def diversity(seen: Tensor) -> Tensor:
    """Mean square of the cosines between different representations of an item: scalar of [m, K, c]."""
    unit = functional.normalize(seen, dim=-1)
    heads = seen.shape[1]
    return ((unit @ unit.transpose(1, 2) - torch.eye(heads)) ** 2).mean()
