"""What every result of a complex stands on for want of data, in plain words."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.catalogue import complex_data, folders_with, has_table, parameters_for
from simulation.catalogue.industry_shares import STEM
from simulation.catalogue.input_output import LOCAL_INPUTS
from simulation.errors import Text
from simulation.scenario.known import ASSUMED, values_of
from simulation.scenario.schema import Scenario
from simulation.units import Month
from simulation.wording import filled, particle


def assumptions_of(scenario: Scenario) -> list[Text]:
    """Remarks on a complex whose record taught no parameters, splits no industries or has no table of its province.

    And on programmes that are moved in time, and on data that stand before those that ship: what a result rests on
    stands in it.
    """
    return [
        *_shadow(scenario),
        *_shift(scenario),
        *_values(scenario),
        *_layer(scenario),
        *_shares(scenario),
        *_province(scenario),
    ]


def _shadow(scenario: Scenario) -> Iterator[Text]:
    if folders_with(scenario.complex) > 1:
        yield Text(
            f"'{scenario.complex}' 자료가 여러 폴더에 있어 --data(SANDAN_DATA)의 마지막 폴더의 것을 읽음.",
            f"Several folders hold data of '{scenario.complex}': those of the last one under --data (SANDAN_DATA) "
            "are read.",
        )


def _shift(scenario: Scenario) -> Iterator[Text]:
    if scenario.shift and any(not (spec.off or spec.fixed_dates) for spec in scenario.instruments.values()):
        first = Month.parse(scenario.start) + 1
        planned, moved = first + -scenario.shift, scenario.shift
        yield Text(
            f"사업을 {moved}개월 옮김: 계획의 {planned}이 모의의 {first}이며 기간과 연차 배분은 그대로임.",
            f"Programmes are moved by {filled('{moved: month| months}', moved=moved)}: {planned} of the plan "
            f"is {first} of the run; length and yearly pattern stay.",
        )


def _values(scenario: Scenario) -> Iterator[Text]:
    values = values_of(scenario)
    assumed = sum(each.status == ASSUMED for each in values)
    if assumed:
        number = len(values)
        yield Text(
            f"사업에 적힌 값 {number}개 중 {assumed}개가 가정임(값마다 구분과 출처: programme_values.csv).",
            f"Of {number} values of programmes {assumed} are assumed (status and source: programme_values.csv).",
        )


def _layer(scenario: Scenario) -> Iterator[Text]:
    if scenario.parameter_layer == "posterior" and not has_table(scenario.complex, "posterior"):
        name = complex_data(scenario.complex).name
        yield Text(
            f"{name.ko}{particle(name.ko, '은', open_='는')} 실적에서 배운 모수가 없어 모든 모수를 사전분포에서 추출함"
            "(실적에서 배운 사후분포를 쓰라는 설정도 사전분포와 같음).",
            f"No parameters were learned from the record of {name.en}: all are drawn from their priors, "
            "also where learned ones are asked for.",
        )


def _shares(scenario: Scenario) -> Iterator[Text]:
    if complex_data(scenario.complex).industry_shares is None:
        return
    if any(key.startswith(STEM) for key in parameters_for(scenario.complex)):
        yield Text(
            "업종별 실적이 없어 합계를 업종 비중으로 나눔(가정, 범위 안에서 추출).",
            "There is no record by industry: totals are split by shares (assumed, drawn within their ranges).",
        )
    else:
        yield Text(
            "업종별 실적이 없어 합계를 한 시점의 업종 비중으로 나눔(기간 내내 고정).",
            "There is no record by industry: totals are split by the shares of one date, kept over the record.",
        )


def _province(scenario: Scenario) -> Iterator[Text]:
    share = parameters_for(scenario.complex).get(LOCAL_INPUTS)
    if share is not None:
        yield Text(
            f"도내 산업연관표가 없어 전국표의 국산 투입 중 {share.low:g}~{share.high:g}을 도내 조달로 봄(가정, 추출).",
            f"There is no input-output table of the province: {share.low:g} to {share.high:g} of the domestic inputs "
            "of the national table are taken as bought in it (assumed, drawn).",
        )
