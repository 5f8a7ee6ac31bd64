"""The recipes of CONTRIBUTING.md hold: whatever exists of each kind was made as they say."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

import simulation as sim
from simulation.catalogue import complexes, labels
from simulation.catalogue.files import DATA
from simulation.errors import LANGUAGES, Text
from simulation.experiments.result_tables import RESULT_TABLES
from simulation.policy.instrument import INSTRUMENT_MODELS, InstrumentSpec
from simulation.switches import Switches

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MODEL = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ("model", "start", "experiments")
    for path in sorted((ROOT / "simulation" / folder).rglob("*.py"))
)


def test_every_file_that_is_named_is_there():
    named = [each for each in re.findall(r"`([\w./]+)`", CONTRIBUTING) if "/" in each]
    assert len(named) > 15
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_command_that_is_named_is_a_target():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"make ([a-z]+)", CONTRIBUTING))
    assert {"check", "test", "golden"} <= named <= set(targets)
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^make .*?((?:check|test)(?: \w+)*)$", run, re.MULTILINE) == ["check test"]


@pytest.mark.parametrize("kind", INSTRUMENT_MODELS)
def test_an_instrument_is_made_as_told(kind):
    model = INSTRUMENT_MODELS[kind]
    assert get_args(model.model_fields["kind"].annotation) == (kind,)
    assert model in get_args(get_args(InstrumentSpec)[0])
    assert "buys" in {name for base in model.__mro__[:-1] if base.__name__ != "Specification" for name in vars(base)}
    told = {name: field.description for name, field in model.model_fields.items() if name != "kind"}
    assert [name for name, words in told.items() if not words or not re.search("[가-힣].*[a-z]", words)] == []
    assert labels()[f"instrument.{kind}"].name.ko
    assert f"| `{kind}` |" in (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("switch", fields(Switches), ids=lambda each: each.name)
def test_a_mechanism_has_a_switch_that_is_said_and_read(switch):
    words = [value for value in switch.metadata.values() if isinstance(value, Text)]
    assert words
    assert all(text.ko and text.en for text in words)
    assert re.search(rf"switches\.{switch.name}\b", MODEL), "nothing reads it"


def test_a_result_table_is_told_as_its_row_of_the_registry_says():
    told = (ROOT / "results" / "README.md").read_text(encoding="utf-8")
    assert "\n".join(each.told() for each in RESULT_TABLES) in told


@pytest.mark.parametrize("key", complexes())
def test_a_complex_has_its_files_and_a_baseline(key):
    folder = DATA / "complexes" / key
    for name in ("complex.yaml", "record_total.csv", "tables.yaml"):
        assert (folder / name).is_file(), name
        assert f"`{name}`" in CONTRIBUTING
    described = (folder / "tables.yaml").read_text(encoding="utf-8")
    assert [path.stem for path in folder.glob("*.csv") if f"{path.stem}:" not in described] == []
    assert sim.load(f"{key}/baseline").complex == key


def test_a_language_is_one_everywhere():
    known = tuple(each.name for each in fields(Text))
    assert known == LANGUAGES
    english = (ROOT / "README.md").read_text(encoding="utf-8")
    for key in known:
        page = english if key == "en" else (ROOT / f"README.{key}.md").read_text(encoding="utf-8")
        assert commands(page) == commands(english), key


def commands(page: str) -> list[str]:
    """Commands and code of a page, without remarks and without the option of the language."""
    blocks = re.findall(r"^```(?:sh|python|yaml)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [
        line.partition("#")[0].rstrip().replace("--lang ko ", "") for block in blocks for line in block.split("\n")
    ]
    return [line for line in lines if line]
