import json

import numpy as np
import pytest

from explorer.embedding import huggingface_folder, registry
from explorer.errors import InputError

from .conftest import smooth


def folder_of(tmp_path, kind, **config):
    (tmp_path / "config.json").write_text(json.dumps({"model_type": kind, **config}))
    (tmp_path / "model.safetensors").write_bytes(b"")
    return str(tmp_path)


def test_without_transformers_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(huggingface_folder, "has_package", lambda name: False)
    with pytest.raises(InputError, match=r"pip install retrieval-explorer\[transformers\]"):
        registry.get(folder_of(tmp_path, "clip"))


def test_other_kinds_of_model_are_refused(tmp_path):
    with pytest.raises(InputError, match="type 'bert'"):
        registry.get(folder_of(tmp_path, "bert"))


def test_weights_in_other_forms_are_refused(tmp_path):
    folder = folder_of(tmp_path, "clip")
    (tmp_path / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    with pytest.raises(InputError, match=r"has no \.safetensors file"):
        registry.get(folder)


def test_damaged_descriptions_are_refused(tmp_path):
    folder = folder_of(tmp_path, "clip")
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(InputError, match="damaged"):
        registry.get(folder)


VISION = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
SMALL = {**VISION, "image_size": 32, "patch_size": 16}
WORDS = {**VISION, "vocab_size": 40, "max_position_embeddings": 8}
CROP = {"size": {"shortest_edge": 32}, "crop_size": {"height": 32, "width": 32}, "do_center_crop": True}
WHOLE = {"size": {"height": 32, "width": 32}}


def save_tokenizer(folder):
    """Words that are single letters."""
    tokenizers = pytest.importorskip("tokenizers")
    transformers = pytest.importorskip("transformers")
    vocabulary = {"[PAD]": 0, "[UNK]": 1, **{letter: 2 + i for i, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    fast = transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]")
    fast.save_pretrained(folder)


def save_model(folder, kind):
    transformers = pytest.importorskip("transformers")
    import torch

    torch.manual_seed(0)
    if kind == "clip":
        config = transformers.CLIPConfig(vision_config=SMALL, text_config=WORDS, projection_dim=12)
        model = transformers.CLIPModel(config)
    elif kind == "siglip":
        model = transformers.SiglipModel(transformers.SiglipConfig(vision_config=SMALL, text_config=WORDS))
    else:
        model = transformers.Dinov2Model(transformers.Dinov2Config(**SMALL))
    model.eval().save_pretrained(folder)
    said = {**(CROP if kind != "siglip" else WHOLE), "image_mean": [0.5] * 3, "image_std": [0.25] * 3}
    (folder / "preprocessor_config.json").write_text(json.dumps(said))
    save_tokenizer(folder)
    return model


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("kind", "dim"), [("clip", 12), ("siglip", 16), ("dinov2", 16)])
def test_a_folder_is_an_encoder(tmp_path, kind, dim):
    model = save_model(tmp_path, kind)
    import torch

    encoder = registry.get(str(tmp_path))
    assert (encoder.spec.dim, encoder.spec.input_size) == (dim, 32)
    batch = np.stack([smooth(seed, 32) for seed in range(5)])
    features = encoder.encode(batch).features
    pixels = torch.from_numpy((batch / 255 - 0.5) / 0.25).float().permute(0, 3, 1, 2)
    with torch.inference_mode():
        output = getattr(model, "get_image_features", model)(pixel_values=pixels)
    wanted = (output if torch.is_tensor(output) else output.pooler_output).numpy()
    np.testing.assert_allclose(features, wanted, atol=1e-4)
    assert encoder.encode(batch[2:3]).features.tobytes() == features[2:3].tobytes()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("kind", "dim"), [("clip", 12), ("siglip", 16)])
def test_words_have_vectors_that_do_not_depend_on_their_neighbours(tmp_path, kind, dim):
    save_model(tmp_path, kind)
    encoder = registry.get(str(tmp_path))
    assert encoder.spec.modalities == ("image", "text")
    texts = ["a b c", "d", "a b c d e f g h i j k l m"]
    vectors = encoder.encode_text(texts)
    assert (vectors.shape, vectors.dtype) == ((3, dim), np.float32)
    assert encoder.encode_text(texts[1:2]).tobytes() == vectors[1:2].tobytes()
    assert encoder.encode_text([]).shape == (0, dim)
    assert not np.allclose(vectors[0], vectors[1])
