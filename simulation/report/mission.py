"""The table of announced programmes: what runs each row, what each does alone, and why one does little."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from simulation.errors import Text
from simulation.experiments.alone import (
    DOSES,
    MEASURES,
    Programme,
    announced_programmes,
    doses_of,
    effects_alone,
    within_luck,
)
from simulation.scenario import load

PURCHASES = "purchases"
"""In place of a lever, where what is bought is all that a programme does."""
TEST, TEST_OF_PURCHASES = "test_a_lever_moves_a_named_series", "test_what_is_bought_reaches_tenants"

WHY_LITTLE = {
    "rnd_pace": Text(
        "과제가 매출이 되기까지 시차가 길고 효과 사전분포가 0을 포함",
        "projects take years to become sales, and the prior of the effect includes zero",
    ),
    "rnd_success": Text(
        "과제가 매출이 되기까지 시차가 길고 효과 사전분포가 0을 포함",
        "projects take years to become sales, and the prior of the effect includes zero",
    ),
    "adoption_cost": Text(
        "효과가 도입 1~2년 뒤에 나타나고 얻은 수요 일부는 지역 경쟁사의 손실",
        "effects come a year or two after the step, and part of what firms gain local rivals lose",
    ),
    "data_spillover": Text("도입업체가 적으면 공유할 데이터도 적음", "with few adopters there are few data to share"),
    "ai_cost": Text(
        "데이터와 디지털 인력이 있는 업체만 도입할 수 있음", "only firms with data and digital people can take the step"
    ),
    "skill_supply": Text(
        "수료자 일부만 단지에 취업하고 빈 자리가 있어야 고용이 늘어남",
        "only some who complete find work here, and posts must be open",
    ),
    "entry_rate": Text(
        "창업 효과 사전분포가 0을 포함하고 신규 업체는 작으며 빈 부지가 있어야 함",
        "the prior of the effect includes zero, new firms are small and need a free site",
    ),
    "sites": Text(
        "빈 호실은 통상 속도로만 임대되고 입주업체는 작음",
        "units are let at their usual pace only, and those who come are small",
    ),
    "lots": Text(
        "빈 필지는 통상 속도로만 분양되고 준공이 늦음", "lots are taken at their usual pace only, and are ready late"
    ),
    "attraction": Text(
        "유치 일자리 중 지원이 없으면 오지 않았을 몫만 효과이며 축소 세계에서는 한 업체의 우연이 큼",
        "only the part of posts that would not have come anyway counts, and in a small world one firm's luck is large",
    ),
    "commuting_benefit": Text("1인당 편익이 임금의 0.1 % 안팎", "the benefit a head is about a thousandth of pay"),
    "amenity": Text("정주여건은 이주와 이직을 서서히만 바꿈", "amenity moves migration and quits slowly"),
    "housing_units": Text("주거는 빈 자리가 있는 업체의 채용만 늘림", "homes help only firms with open posts to hire"),
    "export_access": Text("해외마케팅 효과 사전분포가 0을 포함", "the prior of the effect of marketing includes zero"),
    "procurement": Text("발주액이 단지 생산액에 비해 작음", "orders are small beside the output of the complex"),
    "energy_cover": Text(
        "에너지는 비용의 몇 %이고 절감은 이윤으로 남음",
        "energy is a few percent of cost, and what is saved stays as profit",
    ),
    "minimum_pay": Text("최저임금 부근의 노동자가 적음", "few are paid near the minimum wage"),
    "hours_law": Text("대형 업체에는 이미 법이 적용되고 있음", "the law already holds at large firms"),
    "outside_demand": Text("외부 수요는 여건 중 가장 큰 요인임", "outside demand is the strongest of all headwinds"),
    "closure": Text("축소 세계에는 앵커기업이 적음", "a small world has few anchors"),
    PURCHASES: Text(
        "지출이 단지 밖 건설·서비스에 쓰여 입주업체 몫이 작음",
        "money is spent on builders and services outside, and little of it falls on tenants",
    ),
}
"""Why a programme may stay within luck at ten times its dose, by the lever it pulls."""


def test_of(row: Programme) -> str:
    """The test that holds the way by which a row acts."""
    return TEST_OF_PURCHASES if row.lever == PURCHASES else TEST


def mission(language: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows: what runs each announced programme, with which instrument and lever, and its test."""
    korean = language == "ko"
    header = (
        ["키", "사업", "시나리오", "정책수단", "정책변수", "검사"]
        if korean
        else ["key", "programme", "scenario", "instrument", "lever", "test"]
    )
    return header, [_mission_row(row, korean) for row in announced_programmes()]


def _mission_row(row: Programme, korean: bool) -> list[str]:
    name = row.name_ko if korean else row.name_en
    if not row.runs:
        return [row.key, name, "-", "-", "-", row.reason_ko if korean else row.reason_en]
    kind = load(row.scenario).instruments[row.instrument].kind_name()
    return [row.key, name, row.scenario, f"{row.instrument} ({kind})", row.lever, test_of(row)]


def mission_effects(
    language: str, *, runs: int, scale: float, progress: Callable[[int, int], None] | None = None
) -> tuple[list[str], list[list[str]]]:
    """Header and rows: change of output, value added and jobs through each programme alone, with band and reason."""
    korean = language == "ko"
    rows = [row for row in announced_programmes() if row.runs]
    found = effects_alone(rows, runs, scale=scale, progress=progress)
    header = (
        ["키", "사업", "배수", "지출(억원)", "생산 변화(억원)", "부가가치 변화(억원)", "고용 변화(명)", "비고"]
        if korean
        else ["key", "programme", "dose", "paid", "output", "value added", "jobs", "remark"]
    )
    lines = []
    for row in rows:
        for dose in doses_of(row):
            mine = found[(found["key"] == row.key) & (found["dose"] == dose)].set_index("measure")
            paid = f"{mine['paid'].iloc[0]:,.0f}"
            bands = [_band(mine, measure) for measure in MEASURES]
            remark = why_little(row, mine).in_language(language) if dose == doses_of(row)[-1] else ""
            lines.append([row.key, row.name_ko if korean else row.name_en, f"x{dose}", paid, *bands, remark])
    return header, lines


def why_little(row: Programme, largest: pd.DataFrame) -> Text:
    """Why the largest dose stays within luck; nothing where it does not.

    Args:
        row: the programme.
        largest: its lines at the largest dose.
    """
    if not within_luck(largest):
        return Text("", "")
    if not largest[["low", "high"]].to_numpy().any():
        return Text(
            "실행 기간이나 이 축소 세계에서 아직 작동하지 않음",
            "does not act yet within the months simulated, or in a world as small as this",
        )
    why = WHY_LITTLE[row.lever]
    ten = DOSES[-1]
    return Text(f"{ten}배에서도 우연의 범위: {why.ko}", f"within luck even at {ten} times: {why.en}")


def _band(lines: pd.DataFrame, measure: str) -> str:
    low, middle, high = lines.loc[[measure], ["low", "middle", "high"]].to_numpy(float)[0]
    return f"{middle:+,.0f} ({low:+,.0f} ~ {high:+,.0f})"
