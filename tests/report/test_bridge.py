"""The bridge: announced, conventional and the model in one table; sentences name their outlook and judge nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from simulation.catalogue import SECTORS, io_system, parameters, table
from simulation.equations.input_output import leontief_inverse
from simulation.outcomes.conventional import Multipliers, Spending, announced_effects, conventional, household_closure
from simulation.policy.commuting_support import CommutingSupport
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.policy.specification import Specification
from simulation.policy.spending import HOUSEHOLDS, bought_with
from simulation.report.bridge import verdict_of, verdicts
from simulation.texts import texts
from tests.pages import FORBIDDEN

SYSTEM = io_system("gyeongnam")
VALUES = {key: quantity.value for key, quantity in parameters().items()}


@pytest.fixture(scope="module")
def result(small):
    return small


def test_type_two_is_the_closed_inverse_and_larger() -> None:
    closure = household_closure(SYSTEM, VALUES)
    assert np.linalg.matrix_rank(closure) == 1
    one, two = Multipliers.of(SYSTEM.province, SYSTEM), Multipliers.of(SYSTEM.province + closure, SYSTEM)
    assert (two.production > one.production).all()
    assert (two.production < 1.5 * one.production).all()
    nothing = household_closure(SYSTEM, {**VALUES, "households.propensity": 0.0})
    np.testing.assert_array_equal(leontief_inverse(SYSTEM.province + nothing), leontief_inverse(SYSTEM.province))


def test_rows_of_type_two_stand_beside_those_of_type_one() -> None:
    spending = Spending(1000.0, 800.0, np.full(18, 40.0), np.full(18, 20.0))
    rows = conventional(spending, np.ones(len(SECTORS)), system=SYSTEM, households=household_closure(SYSTEM, VALUES))
    produced = rows.set_index("method")["production"]
    assert produced["spending_province"] < produced["spending_province_type_2"] < produced["spending_nation"]
    assert produced["output_output_province"] < produced["output_output_province_type_2"]


def test_announced_effects_come_from_the_targets() -> None:
    targets = table("targets")
    mine = targets[targets["key"].isin(["production_6_2", "value_added_1_7", "sales_67"])]
    assert announced_effects(mine) == {"production": pytest.approx(6.2e6), "value_added": pytest.approx(1.7e6)}
    assert announced_effects(targets[targets["key"] == "sales_67"]) == {}


def test_folder_holds_table_and_page(result) -> None:
    folder = result.folder
    rows = pd.read_csv(folder / "conventional.csv")
    assert list(rows["method"])[-2:] == ["model", "announced"]
    announced = rows.set_index("method").loc["announced"]
    assert announced["production"] == pytest.approx(62_000.0)
    for language in ("ko", "en"):
        page = (folder / f"bridge_{language}.md").read_text(encoding="utf-8")
        assert page == result.bridge(language)
        assert page.count("|---") == 8
        assert not any(word in page for word in FORBIDDEN)
    assert "발표 시점 전망 기준" in (folder / "bridge_ko.md").read_text(encoding="utf-8")
    for name in ("evaluation", "additionality"):
        assert (folder / f"{name}.csv").is_file() == (not getattr(result, name).empty)


def test_every_row_states_its_base_and_sentences_quote_the_table(result) -> None:
    rows = result.conventional.set_index("method")
    for method, row in rows.iterrows():
        assert row["production_coefficient"] == pytest.approx(row["production"] / row["base"], nan_ok=True)
        assert all(row[f"{column}_{language}"] for column in ("base_of", "prices") for language in ("ko", "en")), method
    assert len(set(rows.loc[["spending_nation", "spending_province", "model", "announced"], "base"])) == 1
    page = result.bridge("en")
    for method in ("announced", "spending_nation"):
        coefficient = f"{rows.loc[method, 'production_coefficient']:.2f}"
        assert page.count(coefficient) >= 2, method
    assert "1.2 trillion KRW of the 1.7 trillion KRW planned are spent outside the months simulated" in page
    money = result.money.assign(outside_window=0.0)
    full = replace(result, tables={**result.tables, "money": money})
    assert "outside the months simulated" not in full.bridge("en")


def test_an_allowance_is_priced_as_what_households_buy() -> None:
    common = {"budget": {2020: 10.0}, "source": "judgement", "status": "assumed"}
    for kind, model in INSTRUMENT_MODELS.items():
        assert model.buys is not Specification.buys, kind
    allowance = CommutingSupport.model_validate({"kind": "commuting_support", "amount": 0.05, **common})
    assert dict(allowance.buys()) == {HOUSEHOLDS: 1.0}
    bought = bought_with(HOUSEHOLDS, {**VALUES, "households.propensity": 0.5, "households.local_share": 0.25})
    assert bought.domestic.sum() + bought.imported == pytest.approx(0.5, rel=1e-3)
    assert bought.demand_share == pytest.approx(0.5, rel=1e-3)
    np.testing.assert_allclose(bought.local, 0.25 * bought.domestic)
    assert bought.domestic[SECTORS.index("SMACH")] < 0.01


def reading(probability: float, without: float, compare: str = "level", width: float = 0.1) -> dict[str, object]:
    return {
        "target": "t", "name_ko": "목표", "name_en": "target", "reading_ko": "", "reading_en": "", "compare": compare,
        "probability": probability, "low": probability - width / 2, "high": probability + width / 2, "n": 400,
        "probability_without": without, "difference": 12.0, "unit": "persons", "testable": "yes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (reading(0.95, 0.1), "virtually_certain"),
        (reading(0.70, 0.1), "likely"),
        (reading(0.50, 0.1), "uncertain"),
        (reading(0.20, 0.1), "unlikely"),
        (reading(0.01, 0.0), "very_unlikely"),
        (reading(0.95, 0.9), "met_without"),
        (reading(0.95, 0.9, compare="gain"), "virtually_certain"),
        (reading(0.50, 0.1, width=0.5), "too_few_runs"),
    ],
)
def test_verdicts_follow_the_classes(row: dict[str, object], verdict: str) -> None:
    assert verdict_of(row) == verdict


def test_a_level_says_what_happens_without_and_an_effect_does_not() -> None:
    level = verdicts(pd.DataFrame([reading(0.5, 0.4)]), "전망", language="ko")[0]
    effect = verdicts(pd.DataFrame([reading(0.5, 0.4, compare="gain")]), "전망", language="ko")[0]
    assert "미시행 시 확률 40 %" in level
    assert "미시행" not in effect


def test_an_open_definition_lists_its_readings() -> None:
    rows = pd.DataFrame([{**reading(p, 0.0, "gain"), "reading_ko": name} for p, name in ((0.1, "가"), (0.9, "나"))])
    (sentence,) = verdicts(rows, "전망", language="ko")
    assert "2가지 해석" in sentence
    assert "가 10 %, 나 90 %" in sentence


def test_no_sentence_judges() -> None:
    for text in texts("bridge").values():
        assert not any(word in text.ko for word in FORBIDDEN)
