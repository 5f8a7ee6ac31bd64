"""Why a picture or a table of a short or odd run has nothing to show; the page says it where it would have stood."""

from __future__ import annotations

from collections.abc import Sequence

import xarray as xr

from simulation.errors import Text
from simulation.report.series import months_of, whole_quarters
from simulation.report.words import say
from simulation.units import MONTHS_A_YEAR

LEAST_QUARTERS = 2
NO_QUARTERS = Text("온전한 분기가 둘 이상이어야 그릴 수 있음", "a path needs two whole quarters")
NO_YEAR = Text("온전한 해(1~12월)가 모의 기간에 없음", "the run holds no whole calendar year")
NO_TWELVE = Text("모의 기간이 12개월보다 짧음", "the run is shorter than twelve months")
NO_TIME = Text("모의 기간이 한 달뿐임", "the run holds a single month")
NO_CHANGE = Text("파급경로를 분해한 반복이 없음", "no run was decomposed by channel")
NO_WINDOW = Text("점검 구간(2019~2021년)이 모의 기간에 다 들지 않음", "the run does not cover the windows of the test")
NO_LAYERS = Text("요인별 반복을 하지 않음", "no draws by layer of uncertainty were run")
FEW_DRAWS = Text("반복이 8회보다 적음", "fewer than eight runs")
NOTHING_MOVED = Text("모든 반복에서 효과가 0임", "the effect is zero in every run")
NOTHING_JUDGED = Text("판정할 수 있는 목표가 없음", "no target can be judged")
NO_FIRMS = Text("업체가 3개 이상인 집단이 없음", "no group holds three firms")
NOTHING_LOST = Text("일할 사람이 없어 생산하지 못한 금액이 없음", "no output is lost for want of hands")
NO_SCORES = Text("이 단지의 과거 검증이 실려 있지 않음", "no back-test of this complex ships")
NOTHING_PAID = Text("사업비가 0임", "the programme has no money")


def lacks_quarters(series: xr.Dataset) -> Text | None:
    """Why no path by quarter can be drawn, if so."""
    return NO_QUARTERS if whole_quarters(series).size < LEAST_QUARTERS else None


def lacks_year(series: xr.Dataset) -> Text | None:
    """Why nothing can be said by year, if so."""
    return NO_YEAR if not (months_of(series).year.value_counts() == MONTHS_A_YEAR).any() else None


def lacks_twelve(series: xr.Dataset) -> Text | None:
    """Why nothing can be said of the last twelve months, if so."""
    return NO_TWELVE if series.sizes["month"] < MONTHS_A_YEAR else None


def lacks_change(series: xr.Dataset) -> Text | None:
    """Why nothing can be said of the change over the run, if so."""
    return NO_TIME if series.sizes["month"] < 2 else None


def left_out_lines(left_out: Sequence[tuple[Text, Text]], language: str) -> list[str]:
    """One line a reason with all that it keeps from being shown, in the order of the first."""
    by_reason: dict[Text, list[str]] = {}
    for title, why in left_out:
        by_reason.setdefault(why, []).append(title.in_language(language))
    return [
        say("skipped", language, what=", ".join(dict.fromkeys(titles)), why=why.in_language(language))
        for why, titles in by_reason.items()
    ]
