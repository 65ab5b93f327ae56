"""Words to vectors."""

import hashlib
import json

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from explorer.embedding import minilm, text_folder
from explorer.embedding.captions import usable
from explorer.embedding.terms import terms
from explorer.embedding.text_folder import open_text_folder
from explorer.embedding.tfidf import TfIdf
from explorer.embedding.wordpiece import WordPiece, words
from explorer.errors import InputError

CAPTIONS = ["A red apple.", "A green apple.", "Two red birds", "Un oiseau rouge", "赤い鳥"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Straße, CAFÉ!", "strasse cafe"),
        ("赤い鳥 red", "赤 い 鳥 赤い い鳥 red"),
        ("ｶﾞ・𠮷野", "ガ 𠮷 野 𠮷野"),
        ("תַּפּוּחַ אָדֹם", "תפוח אדם"),
        ("تُفَّاحَة، الكتـــاب", "تفاحة الكتاب"),
        ("आम का पेड़", "आम का पेड़"),
        ("사과를", "사 과 를 사과 과를"),
        ("แดง", "แ ด ง แด ดง"),
        ("🍎🍏 ❤️ 👩🏽‍🍳", "🍎 🍏 ❤ 👩 🍳"),
        ("№5 İstanbul snake_case", "no5 istanbul snake_case"),
    ],
)
def test_words_of_any_script(text: str, words: str) -> None:
    assert terms(text) == words.split()


def test_words_that_come_later_stand_where_their_captions_do() -> None:
    learned = TfIdf.of(CAPTIONS)
    more = learned.with_words_of(["a green pear", "A red apple."])
    np.testing.assert_array_equal(more.encode_text(CAPTIONS), learned.encode_text(CAPTIONS))
    assert more.vocabulary == [*learned.vocabulary, "pear"]
    pear, caption = more.encode_text(["pear", "a green pear"])
    np.testing.assert_allclose(pear, caption, atol=1e-6)
    assert more.first(len(learned.vocabulary)).vocabulary == learned.vocabulary
    assert learned.with_words_of(["A red apple."]) is learned
    assert not learned.with_words_of(["mango papaya"]).encode_text(["mango"]).any()


def test_tf_idf_finds_captions_with_the_same_words() -> None:
    learned = TfIdf.of(CAPTIONS)
    vectors = learned.encode_text(CAPTIONS)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)
    asked = learned.encode_text(["green apples: apple", "鳥", "unknown"])
    assert (asked[:2] @ vectors.T).argmax(axis=1).tolist() == [1, 4]
    assert not asked[2].any()


def test_tf_idf_equals_its_formula() -> None:
    learned = TfIdf.of(["a a b", "b c"])
    full = {"a": np.log(3 / 2) + 1, "b": 1.0, "c": np.log(3 / 2) + 1}
    rows = np.array([[(1 + np.log(2)) * full["a"], full["b"], 0], [0, full["b"], full["c"]]])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    vectors = learned.encode_text(["a a b", "b c"])
    np.testing.assert_allclose(vectors @ vectors.T, rows @ rows.T, atol=1e-6)


def test_word_pieces_follow_the_reference() -> None:
    vocabulary = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "un": 3, "##aff": 4, "##able": 5, "鳥": 6, "!": 7, "cafe": 8}
    pieces = WordPiece(vocabulary, most=6)
    assert list(words("Café\u200b 鳥鳥!\x00x")) == ["cafe", "鳥", "鳥", "!", "x"]
    assert pieces.tokens("UNaffable café") == [1, 3, 4, 5, 8, 2]
    assert pieces.tokens("鳥! zzz cafe cafe cafe") == [1, 6, 7, 0, 8, 2]


@pytest.fixture
def tiny_bert(tmp_path):
    """A network of the same form with random weights, and what it gives for some tokens by another implementation."""
    width, heads, inner, pieces = 8, 2, 12, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "bird"]
    torch.manual_seed(0)
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(len(pieces), width),
        "embeddings.position_embeddings.weight": torch.randn(16, width),
        "embeddings.token_type_embeddings.weight": torch.randn(2, width),
        "embeddings.LayerNorm.weight": torch.rand(width),
        "embeddings.LayerNorm.bias": torch.rand(width),
    }
    sizes = {f"attention.self.{part}": (width, width) for part in ("query", "key", "value")}
    sizes |= {"attention.output.dense": (width, width), "intermediate.dense": (inner, width)}
    sizes |= {"output.dense": (width, inner)}
    for name, size in sizes.items():
        weights[f"encoder.layer.0.{name}.weight"] = torch.randn(size)
        weights[f"encoder.layer.0.{name}.bias"] = torch.randn(size[0])
    for name in ("attention.output.LayerNorm", "output.LayerNorm"):
        weights[f"encoder.layer.0.{name}.weight"] = torch.rand(width)
        weights[f"encoder.layer.0.{name}.bias"] = torch.rand(width)
    save_file(weights, tmp_path / "model.safetensors")
    (tmp_path / "vocab.txt").write_text("\n".join(pieces) + "\n")
    (tmp_path / "config.json").write_text(json.dumps({"num_attention_heads": heads, "layer_norm_eps": 1e-12}))
    sha256 = hashlib.sha256((tmp_path / "model.safetensors").read_bytes()).hexdigest()
    return minilm.MiniLm(tmp_path, sha256=sha256), weights


def test_the_network_equals_torchs_own_encoder_layer(tiny_bert) -> None:
    encoder, weights = tiny_bert
    layer = torch.nn.TransformerEncoderLayer(8, 2, 12, activation="gelu", batch_first=True, layer_norm_eps=1e-12)
    prefix = "encoder.layer.0."
    state = {
        "self_attn.in_proj_weight": torch.cat(
            [weights[f"{prefix}attention.self.{p}.weight"] for p in ("query", "key", "value")]
        ),
        "self_attn.in_proj_bias": torch.cat(
            [weights[f"{prefix}attention.self.{p}.bias"] for p in ("query", "key", "value")]
        ),
    }
    names = {"self_attn.out_proj": "attention.output.dense", "linear1": "intermediate.dense"}
    names |= {"linear2": "output.dense", "norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
    for ours, theirs in names.items():
        state |= {f"{ours}.{part}": weights[f"{prefix}{theirs}.{part}"] for part in ("weight", "bias")}
    layer.load_state_dict(state)
    tokens = torch.tensor([2, 4, 5, 3])
    states = weights["embeddings.word_embeddings.weight"][tokens] + weights["embeddings.position_embeddings.weight"][:4]
    states = states + weights["embeddings.token_type_embeddings.weight"][0]
    scale, shift = weights["embeddings.LayerNorm.weight"], weights["embeddings.LayerNorm.bias"]
    states = torch.nn.functional.layer_norm(states, (8,), scale, shift, 1e-12)
    with torch.no_grad():
        expected = layer.eval()(states[None]).mean(dim=1)[0].numpy()
    (found,) = encoder.encode_text(["red bird"])
    np.testing.assert_allclose(found, expected / np.linalg.norm(expected), atol=1e-5)


def test_company_does_not_change_a_text(tiny_bert) -> None:
    encoder, _ = tiny_bert
    texts = ["red", "red bird", "bird", "", "red red red"]
    alone = np.concatenate([encoder.encode_text([text]) for text in texts])
    np.testing.assert_allclose(encoder.encode_text(texts), alone, atol=1e-6)


def test_a_folder_with_a_model_of_texts_is_an_encoder_of_captions(tiny_bert, tmp_path) -> None:
    _, weights = tiny_bert
    (tmp_path / "config.json").write_text(
        json.dumps({"model_type": "bert", "hidden_size": 8, "num_attention_heads": 2, "layer_norm_eps": 1e-12})
    )
    save_file({f"bert.{name}": value for name, value in weights.items()}, tmp_path / "model.safetensors")
    assert usable(str(tmp_path)) == str(tmp_path)
    opened = open_text_folder(tmp_path)
    assert (opened.spec.dim, opened.spec.modalities) == (8, ("text",))
    (mean,) = opened.encode_text(["red bird"])
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))
    (first,) = open_text_folder(tmp_path).encode_text(["red bird"])
    assert opened.spec.hash != open_text_folder(tmp_path).spec.hash
    np.testing.assert_allclose(mean, minilm.MiniLm(tmp_path, sha256="").encode_text(["red bird"])[0], atol=1e-6)
    assert not np.allclose(mean, first)


def test_a_model_of_texts_of_another_form_needs_transformers(tmp_path, monkeypatch) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "xlm-roberta", "hidden_size": 8}))
    with pytest.raises(InputError, match="safetensors"):
        open_text_folder(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"")
    monkeypatch.setattr(text_folder, "has_package", lambda _: False)
    with pytest.raises(InputError, match=r"retrieval-explorer\[transformers\]"):
        usable(str(tmp_path))


def test_other_weights_are_refused(tiny_bert, tmp_path) -> None:
    with pytest.raises(InputError, match="other weights"):
        minilm.MiniLm(tmp_path, sha256="0" * 64).encode_text(["red"])


@pytest.mark.skipif(not minilm.is_installed(), reason=f"needs the package {minilm.PACKAGE}")
def test_the_published_weights_give_the_published_similarities() -> None:
    texts = ["That is a happy person", "That is a happy dog", "That is a very happy person", "Today is a sunny day"]
    vectors = minilm.MiniLm().encode_text(texts)
    np.testing.assert_allclose(vectors[1:] @ vectors[0], [0.6946, 0.9429, 0.2569], atol=1e-4)
