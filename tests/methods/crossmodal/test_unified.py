"""The unified kNN similarity against its definition."""

import numpy as np

from explorer.methods.crossmodal.unified import UnifiedSimilarity
from explorer.protocol.features import unit_rows


def test_it_is_the_product_of_its_dense_parts() -> None:
    rng = np.random.default_rng(0)
    images, texts, queries, items = (unit_rows(rng.normal(size=(n, 5)).astype(np.float32)) for n in (9, 9, 4, 6))
    anchors = np.concatenate([images, texts])

    def dense(rows: np.ndarray) -> np.ndarray:
        near = (1 + rows @ anchors.T) / 2
        kept = np.where(near >= np.sort(near, axis=1)[:, -7][:, None], near, 0)
        return kept / kept.sum(axis=1, keepdims=True)

    among = (1 + anchors @ anchors.T) / 2
    among[np.arange(9), np.arange(9, 18)] = among[np.arange(9, 18), np.arange(9)] = 1
    unified = UnifiedSimilarity(images, texts, 7)
    found = unified.scores(queries, unified.place(items))
    np.testing.assert_allclose(found, dense(queries) @ among @ dense(items).T, rtol=1e-5)
    levelled = unified.levelled(queries, unified.place(items))
    np.testing.assert_array_equal(np.argsort(levelled), np.argsort(found))
    cosines, similar = images @ texts.T, unified.levelled(images, unified.place(texts))
    spreads = [(part - part.mean(axis=1, keepdims=True)).std() for part in (cosines, similar)]
    np.testing.assert_allclose(spreads[0], spreads[1], rtol=1e-4)
    again = UnifiedSimilarity.from_state(dict(unified.state()))
    np.testing.assert_array_equal(again.scores(queries, again.place(items)), found)
