"""The lists of a CUDA device are those of the published dense formula."""

import pytest
import torch

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")


def dense_scores(vectors: torch.Tensor, queries: int, k1: int, k2: int, layers: int) -> torch.Tensor:
    """arXiv 2012.07620, as written, with n x n matrices in float64."""
    similarities, lists = torch.topk(vectors.double() @ vectors.double().T, k1, dim=1)
    a = torch.zeros((len(vectors), len(vectors)), dtype=torch.float64, device=vectors.device).scatter_(1, lists, 1.0)
    for _ in range(layers):
        b, propagated = a + a.T, torch.zeros_like(a)
        for place in range(k2):
            propagated += similarities[:, place : place + 1].clamp(min=0) ** 2 * b[lists[:, place]]
        a = propagated / propagated.norm(dim=1, keepdim=True)
    return a[:queries] @ a[queries:].T


@pytest.mark.parametrize(
    ("n", "queries", "k1", "k2", "layers"), [(60, 5, 10, 3, 2), (3000, 400, 26, 7, 2), (1500, 1, 40, 10, 1)]
)
def test_equals_the_dense_formula(n: int, queries: int, k1: int, k2: int, layers: int) -> None:
    from explorer.graph.propagation_cuda import rerank

    random = torch.Generator().manual_seed(n)
    centres = torch.randn((n // 30, 64), generator=random)
    vectors = centres[torch.randint(len(centres), (n,), generator=random)] + torch.randn((n, 64), generator=random)
    vectors = torch.nn.functional.normalize(vectors, dim=1).cuda()
    k = min(100, n - queries)
    columns, scores = rerank(vectors, queries, k, k1=k1, k2=k2, layers=layers)
    wanted = dense_scores(vectors, queries, k1, k2, layers)
    torch.testing.assert_close(scores.double(), torch.topk(wanted, k, dim=1).values, atol=1e-5, rtol=0)
    torch.testing.assert_close(wanted.gather(1, columns.long()), scores.double(), atol=1e-5, rtol=0)
