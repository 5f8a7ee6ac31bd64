"""Laws that hold for whatever registers itself: every instrument and every lever, without naming one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from simulation.catalogue import labels
from simulation.policy import INSTRUMENT_MODELS, LEVERS, NOTHING, Actions, Programmes
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.levers import combined
from simulation.policy.registry import instrument
from simulation.policy.specification import Specification
from simulation.scenario import gallery
from simulation.units import EOK
from tests.policy.shipped_instruments import FIRMS, FIRST, MONTHS, PAID, VALUES, example, shipped, view

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "simulation"
PAGE = (ROOT / "scenarios" / "README.md").read_text(encoding="utf-8")
KINDS = pytest.mark.parametrize("kind", sorted(INSTRUMENT_MODELS))
PAYING = pytest.mark.parametrize("kind", PAID)
EVENTS = pytest.mark.parametrize("kind", sorted(set(INSTRUMENT_MODELS) - set(PAID)))
WINDOWS = [{"off": True}, {"end": "2018-12"}, {"start": "2030-01"}]


def at_work(spec: Specification) -> tuple[Programmes, list[Actions]]:
    """Five years of one instrument alone."""
    programmes = Programmes({"one": spec}, VALUES)
    return programmes, [programmes.act(view(step), FIRST + step) for step in range(MONTHS)]


def pulls(actions: list[Actions]) -> Iterator[tuple[str, float]]:
    for each in actions:
        for key, column in each.levers.items():
            yield key, float(np.abs(column - LEVERS[key].neutral).max())


@PAYING
@pytest.mark.parametrize("dose", [{"budget": {}}, {"budget": {2020: 0.0}}, {"budget": {2031: 9.0}}, *WINDOWS], ids=str)
def test_no_dose_is_doing_nothing(kind: str, dose: dict[str, object]) -> None:
    """Nothing at all, so that the world is the baseline bit for bit."""
    _, done = at_work(shipped(kind, **dose))
    assert all(each is NOTHING for each in done)


@EVENTS
@pytest.mark.parametrize("dose", WINDOWS, ids=str)
def test_an_event_off_or_out_of_its_dates_is_nothing(kind: str, dose: dict[str, object]) -> None:
    _, done = at_work(shipped(kind, **dose))
    assert all(each is NOTHING for each in done)


@EVENTS
def test_an_event_pulls_a_lever_and_moves_no_money(kind: str) -> None:
    programmes, done = at_work(shipped(kind))
    assert sum(each.paid for each in done) == 0.0
    assert programmes.statement().empty
    assert max(size for _, size in pulls(done)) > 0.0
    with pytest.raises(ValueError, match="an event has no budget"):
        shipped(kind, budget={2020: 1.0})


@PAYING
def test_money_paid_is_money_booked_and_within_the_budget(kind: str) -> None:
    programmes, done = at_work(shipped(kind))
    statement = programmes.statement()
    paid = sum(each.paid for each in done)
    assert paid > 0.0
    assert statement["paid"].sum() * EOK == pytest.approx(paid, rel=1e-9)
    assert (statement["left"] >= -1e-9).all()
    assert statement["budget"].sum() == pytest.approx(80.0)


@PAYING
def test_more_money_is_never_less_cost(kind: str) -> None:
    costs = [
        sum(a.paid for a in at_work(shipped(kind, budget={2020: each}))[1]) for each in (0.0, 2.0, 9.0, 40.0, 300.0)
    ]
    assert costs == sorted(costs)
    assert costs[-1] > costs[1] > 0.0 or costs[-1] > 0.0


PART_OF_ALL = {
    "commuting_support": 6.0,
    "employment_retention": 3.0,
    "firm_support": 200.0,
    "manufacturing_ai_service": 40.0,
}
"""Kinds that serve firms by a line drawn once, and money of a year (억원) that serves some of the firms."""


@pytest.mark.parametrize("kind", PART_OF_ALL)
def test_a_budget_split_in_two_serves_as_many_and_nobody_twice(kind: str) -> None:
    """As many firms but for the last place of each line, and each of them as by the whole: none is paid for twice."""
    start = {key: "2020-01" for key in ("works_from",) if hasattr(example(kind), key)}
    whole, half = (shipped(kind, budget={2020: share * PART_OF_ALL[kind]}, **start) for share in (1.0, 0.5))
    counts, sizes = [], []
    for lines in ({"one": whole}, {"one": half, "other": half}):
        programmes = Programmes(lines, VALUES)
        for step in range(18):
            done = programmes.act(view(step), FIRST + step)
        moved = {key: column - LEVERS[key].neutral for key, column in done.levers.items()}
        counts.append(max(int(np.count_nonzero(each)) for each in moved.values()))
        sizes.append({key: float(np.abs(each).max()) for key, each in moved.items()})
    assert 4 <= counts[0] < FIRMS / 2
    assert abs(counts[1] - counts[0]) <= 2
    assert sizes[1] == pytest.approx(sizes[0])


@KINDS
def test_it_is_shipped_named_and_on_the_page(kind: str) -> None:
    assert example(kind) is not None
    label = labels()[f"instrument.{kind}"]
    assert re.search("[가-힣]", label.name.ko)
    assert re.search("[A-Za-z]", label.name.en)
    assert re.search(rf"^\| `{kind}` \|", PAGE, re.MULTILINE)


def test_every_shipped_scenario_is_on_the_page() -> None:
    assert [name for name in gallery() if f"| `{name}` |" not in PAGE] == []


def read_by_phases() -> set[str]:
    """Attributes that the model reads of a table of levers."""
    found: set[str] = set()
    for path in (PROGRAM / "model").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                holder = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                if holder in ("levers", "zone_levers"):
                    found.add(node.attr)
    return found


def test_a_phase_reads_every_lever() -> None:
    assert set(LEVERS) - read_by_phases() == set()


def test_labels_name_every_lever_and_none_that_is_not_there() -> None:
    assert {key for key in labels() if key.startswith("lever.")} == {f"lever.{key}" for key in LEVERS}


def test_pulls_combine_as_the_table_says() -> None:
    two = [np.array([0.5, 1.0]), np.array([0.8, 3.0])]
    by = {LEVERS[key].combine: combined(key, two) for key in LEVERS}
    assert by["add"] == pytest.approx([1.3, 4.0])
    assert by["multiply"] == pytest.approx([0.4, 3.0])
    assert by["lowest"] == pytest.approx([0.5, 1.0])
    with pytest.raises(KeyError):
        combined("no_such_lever", two)


def test_two_instruments_cannot_share_a_kind() -> None:
    with pytest.raises(ValueError, match="two instruments of kind capital_spending"):
        instrument(CapitalSpending)


UNIT = re.compile(
    r"억원|KRW|share|factor|workers|persons|months|years|homes|posts|rung|month|hazard|its place|rent over"
)


def numbers(part: object) -> Iterator[Mapping[str, object]]:
    """Every number that a schema allows, inside lists of forms and tables by year too."""
    if isinstance(part, Mapping):
        if part.get("type") in ("number", "integer"):
            yield part
        for key, each in part.items():
            if key != "propertyNames":
                yield from numbers(each)
    elif isinstance(part, list):
        for each in part:
            yield from numbers(each)


@KINDS
def test_every_number_has_a_bound_and_a_unit(kind: str) -> None:
    for name, option in INSTRUMENT_MODELS[kind].model_json_schema()["properties"].items():
        held = list(numbers(option))
        assert not held or UNIT.search(option["description"]), name
        for each in held:
            assert {"minimum", "exclusiveMinimum"} & set(each), name


@KINDS
def test_an_instrument_is_frozen_and_closed(kind: str) -> None:
    model = INSTRUMENT_MODELS[kind]
    assert issubclass(model, Specification)
    assert model.model_config["frozen"]
    assert model.model_config["extra"] == "forbid"
