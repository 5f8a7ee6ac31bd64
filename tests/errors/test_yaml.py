"""YAML as version 1.2 means it, with the place of everything, and nothing that surprises."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation import strict_yaml
from simulation.errors import SandanError, ScenarioError


def fault(text: str):
    """The one fault of a text."""
    with pytest.raises(ScenarioError) as caught:
        strict_yaml.loads(text, "file.yaml")
    (only,) = caught.value.faults
    return only


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("-7", -7),
        ("1e3", 1000.0),
        ("+.5", 0.5),
        ("-.inf", -math.inf),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2018-12", "2018-12"),
        ("2018-12-01", "2018-12-01"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("2018Q4", "2018Q4"),
    ],
)
def test_scalars_follow_the_core_schema(written, meant):
    value = strict_yaml.loads(f"key: {written}\n", "file.yaml").value["key"]
    assert value == meant
    assert type(value) is type(meant)


def test_not_a_number_is_read_as_such():
    assert math.isnan(strict_yaml.loads("key: .nan", "file.yaml").value["key"])


def test_every_key_and_value_knows_its_place():
    document = strict_yaml.loads("first: 1\nouter:\n  inner: [10, {deep: x}]\n", "file.yaml")
    assert document.key_place(("outer", "inner")) == (3, 3)
    assert document.place(("outer", "inner")) == (3, 10)
    assert document.place(("outer", "inner", 1, "deep")) == (3, 22)
    assert document.key_place(("outer", "inner", 1, "deep")) == (3, 16)
    assert document.place(("outer", "missing")) == (3, 3), "the nearest part that holds it"


def test_a_key_that_stands_twice_names_both_lines():
    found = fault("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")
    assert (found.line, found.column, found.key) == (5, 3, "b.c")
    assert "line 3" in found.problem.en
    assert "3행" in found.problem.ko


def test_a_number_and_a_text_that_read_alike_are_the_same_key():
    assert fault("1: x\n'1': y\n").line == 2


def test_all_repeated_keys_are_told_at_once():
    with pytest.raises(ScenarioError) as caught:
        strict_yaml.loads("a: 1\na: 2\nb: 1\nb: 2\n", "file.yaml")
    assert [found.line for found in caught.value.faults] == [2, 4]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: !!python/object:os.system x\n", 2, 4),
        ("a: !!str 12\n", 1, 4),
        ("a: &x [1]\n", 1, 4),
        ("a: 1\nb: *x\n", 2, 4),
        ("a: 1\n<<: *x\n", 2, 5),
        ("a: &x [*x, *x]\n", 1, 4),
        ("? [a, b]\n: 1\n", 1, 3),
        ("a: " + "9" * 5000 + "\n", 1, 4),
        ("a: 0x" + "f" * 5000 + "\n", 1, 4),
        ("a: 1\nb: x\x01\n", 2, 5),
        ("a: 1\n---\nb: 2\n", 2, 1),
        ("a: 1\n\tb: 2\n", 2, 1),
        ("a: " + "[" * 5000, 1, 1),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_refused_is_refused_with_its_place(text, line, column):
    found = fault(text)
    assert (found.line, found.column) == (line, column)
    assert found.remedy.ko


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "file.yaml"
    path.write_bytes("이름: 창원".encode("euc-kr"))
    with pytest.raises(ScenarioError, match="UTF-8"):
        strict_yaml.load(path)


def test_a_workbook_is_called_one(tmp_path):
    path = tmp_path / "budget.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(ScenarioError, match="--from-xlsx"):
        strict_yaml.load(path)


def test_an_empty_file_holds_nothing():
    assert strict_yaml.loads("", "file.yaml").value is None


@given(text=st.text(alphabet="ab1: -[]{},'\"\n\t#&*!?|>%@\x00\ufeff가.~0xe+", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_in_words(text):
    message = "read"
    try:
        strict_yaml.loads(text, "file.yaml")
    except SandanError as error:
        message = error.message("ko")
    assert message
