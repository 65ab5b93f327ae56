import random

import numpy as np

from explorer.workspace import texts as module
from explorer.workspace.texts import Texts

WORDS = ["", "apple", "Äpfel", "päärynä", "日本語", "\udcff\udce9", "a", "aa", "aaa", "ab" * 40, "apple/apple pie.jpg"]


def test_texts_come_back_as_they_were():
    texts = Texts.of(WORDS)
    assert len(texts) == len(WORDS)
    assert list(texts) == WORDS
    assert list(Texts.of([])) == []


def test_a_zero_byte_cannot_join_two_texts():
    texts = Texts.of(["a\0b", "c"])
    assert list(texts) == ["a b", "c"]
    assert not texts.containing("bc").any()


def test_containing_agrees_with_a_plain_loop(monkeypatch):
    rng = random.Random(0)
    words = [*WORDS, *("".join(rng.choices("abc/é日", k=rng.randrange(12))) for _ in range(400))]
    texts = Texts.of(words)
    for block in (7, 64, 2**22):  # parts lie across the edges of small blocks
        monkeypatch.setattr(module, "_BLOCK", block)
        for part in ("", "a", "aa", "ab", "é", "日", "pie", "a/b", "abab", "nowhere", "apple/apple pie.jpg"):
            expected = [part in word for word in words]
            assert texts.containing(part).tolist() == expected, (part, block)


def test_nothing_contains_more_than_everything():
    texts = Texts.of(["ab"])
    assert not texts.containing("ab" * 1000).any()
    assert texts.data.dtype == np.uint8
    assert Texts.of([]).containing("a").shape == (0,)
