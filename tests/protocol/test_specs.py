import json

import pytest

from explorer.errors import ParameterError
from explorer.protocol.specs import EncoderSpec, MethodSpec, Parameter

WHOLE = Parameter("k", "int", 10, 1, 100)
NUMBER = Parameter("alpha", "float", 0.9, 0.0, 0.999, stage="query")
SWITCH = Parameter("mutual", "bool", True)
CHOICE = Parameter("kind", "choice", "a", choices=("a", "b"))
SPEC = MethodSpec("x", "X", "baseline", "Does x.", parameters=(WHOLE, NUMBER, SWITCH, CHOICE))


@pytest.mark.parametrize(
    ("parameter", "given", "wanted"),
    [
        (WHOLE, 7, 7),
        (WHOLE, "7", 7),
        (WHOLE, 7.0, 7),
        (WHOLE, 1, 1),
        (WHOLE, 100, 100),
        (NUMBER, "0.5", 0.5),
        (NUMBER, 0, 0.0),
        (SWITCH, "True", True),
        (SWITCH, "0", False),
        (SWITCH, 1, True),
        (SWITCH, False, False),
        (CHOICE, "b", "b"),
        (Parameter("seed", "int", 0), -5, -5),
        (Parameter("low", "int", 0, 0), 10**6, 10**6),
        (Parameter("high", "float", -1.0, high=0.0), -1e6, -1e6),
    ],
)
def test_values_take_the_type_of_the_parameter(parameter, given, wanted):
    value = parameter.checked(given)
    assert value == wanted
    assert type(value) is type(wanted)


@pytest.mark.parametrize(
    ("parameter", "given", "reason"),
    [
        (WHOLE, 0, "k=0 is out of range; give a whole number from 1 to 100"),
        (WHOLE, 101, "k=101 is out of range"),
        (WHOLE, 1.5, "k=1.5 is not a whole number from 1 to 100"),
        (WHOLE, "many", "k=many is not a whole number"),
        (NUMBER, 1, r"alpha=1 is out of range; give a number from 0 to 0\.999"),
        (NUMBER, "nan", "alpha=nan is not a number"),
        (NUMBER, "inf", "alpha=inf is not a number"),
        (NUMBER, None, "alpha=None is not a number"),
        (Parameter("x", "float", -1.0, -2.0, 0.0), 0.5, "x=0.5 is out of range; give a number from -2 to 0"),
        (Parameter("low", "int", 0, 0), -1, r"give a whole number from 0\."),
        (Parameter("high", "float", -1.0, high=0.0), 1, r"give a number to 0\."),
        (SWITCH, "maybe", "mutual=maybe is not true or false"),
        (CHOICE, "c", "kind=c is not one of a, b"),
    ],
)
def test_other_values_are_one_sentence(parameter, given, reason):
    with pytest.raises(ParameterError, match=reason):
        parameter.checked(given)


def test_a_method_knows_its_parameters():
    assert SPEC.values() == {"k": 10, "alpha": 0.9, "mutual": True, "kind": "a"}
    assert SPEC.values({"k": "3"})["k"] == 3
    with pytest.raises(ParameterError, match="x has no parameter 'K'; it has: k, alpha, mutual, kind"):
        SPEC.values({"K": 3})
    with pytest.raises(ParameterError, match="it has: none"):
        MethodSpec("y", "Y", "baseline", "").parameter("k")


def test_specifications_travel_as_json():
    assert MethodSpec.from_json(json.loads(json.dumps(SPEC.to_json()))) == SPEC
    encoder = EncoderSpec("e", "E", "", 8, 32, ("image", "text"), "ab", "torch", ("features", "tags"))
    assert EncoderSpec.from_json(json.loads(json.dumps(encoder.to_json()))) == encoder


def test_entries_of_a_newer_engine_are_ignored():
    data = json.loads(json.dumps(SPEC.to_json()))
    data["colour"] = "red"
    data["parameters"][0]["colour"] = "red"
    assert MethodSpec.from_json(data) == SPEC
