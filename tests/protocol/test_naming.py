import pytest

from explorer.errors import ParameterError
from explorer.protocol.naming import PipelineName, StageName, parse_pipeline, parse_pipelines


def test_all_parts_of_a_name():
    name = parse_pipeline(
        " a b = whiten[d=256, power=0.5] > dba>gnn-rerank[k1=40,exact=true,kind=x] ".replace(" = ", "=")
    )
    assert name.alias == "a b"
    assert [stage.name for stage in name.stages] == ["whiten", "dba", "gnn-rerank"]
    assert name.stages[0].given() == {"d": 256, "power": 0.5}
    assert name.ranker.given() == {"k1": 40, "exact": True, "kind": "x"}
    assert name.key == "a b"
    assert str(name) == "whiten[d=256,power=0.5]>dba>gnn-rerank[k1=40,exact=true,kind=x]"


@pytest.mark.parametrize(
    "text",
    [
        "cosine",
        "lsh-64",
        "clip>diffusion",
        "diffusion[alpha=0.99]",
        "x[a=false]",
        "x[a=1e-06]",
        "x[a=-3]",
        "a.b[c=d e]",
    ],
)
def test_a_canonical_name_is_its_own_parse(text):
    name = parse_pipeline(text)
    assert str(name) == text
    assert parse_pipeline(str(name)) == name
    assert name.key == text


def test_a_number_at_the_end_is_the_length_of_the_code():
    stage = parse_pipeline("whiten>lagnh-graph-64[seed=1]").ranker
    assert (stage.name, stage.given()) == ("lagnh-graph", {"bits": 64, "seed": 1})
    assert parse_pipeline("opq-16").ranker.given() == {"bytes": 16}
    assert str(parse_pipeline("itq[bits=32]")) == "itq-32"
    assert str(parse_pipeline("itq-32").with_parameter("bits", 64)) == "itq-64"
    with pytest.raises(ParameterError, match="'bits' stands twice"):
        parse_pipeline("itq-32[bits=64]")


def test_values_keep_their_type():
    given = parse_pipeline("x[a=1,b=1.0,c=true,d=1e3,e=one]").ranker.given()
    assert [type(value) for value in given.values()] == [int, float, bool, float, str]


def test_an_alias_does_not_make_another_method():
    assert parse_pipeline("a=cosine") == parse_pipeline("cosine")
    assert parse_pipeline("x[a=1]").alias == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is no method name"),
        ("Cosine", "is no method name"),
        ("a>", "is no method name"),
        (">a", "is no method name"),
        ("a[b", "is no method name"),
        ("a[b=[1]]", "is no method name"),
        ("a[b]", "'b' in 'a\\[b\\]' has no value; write name=value"),
        ("a[b=]", "has no value"),
        ("a[b=1,b=2]", "'b' stands twice"),
        ("x/y=cosine", "The alias 'x/y'"),
        ("=cosine", "The alias ''"),
    ],
)
def test_what_is_no_name(text, reason):
    with pytest.raises(ParameterError, match=reason):
        parse_pipeline(text)


def test_a_list_is_split_outside_brackets():
    names = parse_pipelines("cosine, a=gnn-rerank[k1=40,k2=7],diffusion[alpha=0.9],")
    assert [name.key for name in names] == ["cosine", "a", "diffusion[alpha=0.9]"]


def test_two_of_one_key_need_an_alias():
    with pytest.raises(ParameterError, match="cosine stands twice; give one of them an alias"):
        parse_pipelines("cosine,cosine")
    assert len(parse_pipelines("cosine,b=cosine")) == 2


@pytest.mark.parametrize("text", ["", " ", ","])
def test_an_empty_list_is_refused(text):
    with pytest.raises(ParameterError, match="is empty"):
        parse_pipelines(text)


def test_one_parameter_is_replaced_in_a_copy():
    name = PipelineName((StageName("whiten", (("d", 8),)), StageName("x", (("a", 1), ("b", 2)))), alias="n")
    assert str(name.with_parameter("b", 3)) == "whiten[d=8]>x[a=1,b=3]"
    assert str(name.with_parameter("d", 16, stage=0)) == "whiten[d=16]>x[a=1,b=2]"
    assert name.with_parameter("c", 0.5).alias == "n"
    assert str(name) == "whiten[d=8]>x[a=1,b=2]"
