"""What a valid scenario asks for and no month of it can do: places that open too late, sums too small for one unit."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.catalogue import complex_data, has_residents
from simulation.errors import Text
from simulation.policy.anchor_closure import AnchorClosure
from simulation.policy.event import Event
from simulation.policy.settlement_facilities import SettlementFacilities
from simulation.policy.specification import Specification
from simulation.policy.worker_housing import WorkerHousing
from simulation.scenario.schema import Scenario
from simulation.units import EOK_IN_BILLION, Month

UNIT_COST = "cost"


def idle_remarks(scenario: Scenario) -> list[Text]:
    """One line for each reason why an instrument does nothing, or less than it seems to."""
    on = {name: spec for name, spec in scenario.instruments.items() if not spec.off}
    return [
        *(remark for name, spec in on.items() for remark in _without_effect(scenario, name, spec=spec)),
        *_opening_late(scenario),
        *_without_residents(scenario),
    ]


def _without_effect(scenario: Scenario, name: str, *, spec: Specification) -> Iterator[Text]:
    """Remarks on one instrument: no money, a unit that costs more than all of it, an anchor that is not there."""
    money, unit = sum(spec.budget.values()), getattr(spec, UNIT_COST, None)
    if not isinstance(spec, Event) and money <= 0.0:
        yield Text(
            f"{name}: 사업비가 없어 돈으로 하는 일은 하지 않습니다.",
            f"{name}: it has no money, and does nothing that needs money.",
        )
    elif isinstance(unit, int | float) and unit > money:
        yield Text(
            f"{name}: 한 단위의 비용(cost {unit:,.10g}억원)이 사업비 전체({money:,.10g}억원)보다 큽니다. "
            "단위가 억원인지 보십시오.",
            f"{name}: one unit (cost, {unit / EOK_IN_BILLION:,.10g} billion KRW) costs more than all of its money "
            f"({money / EOK_IN_BILLION:,.10g}). See that both are in 100 million KRW.",
        )
    most = complex_data(scenario.complex).anchor_count
    if isinstance(spec, AnchorClosure) and spec.rank > (most.high or most.value):
        yield Text(
            f"{name}: 앵커기업이 {most.value:g}개뿐이라 {spec.rank}번째(rank)는 없어 아무것도 닫지 않습니다.",
            f"{name}: there are {most.value:g} anchors and none is number {spec.rank} (rank), so that nothing closes.",
        )


def _opening_late(scenario: Scenario) -> list[Text]:
    """One line for all instruments with a month of their own, such as ``opens``, that the run does not reach."""
    first, last = Month.parse(scenario.start) + 1, Month.parse(scenario.end)
    outside = []
    for name, spec in scenario.instruments.items():
        delay = 0 if spec.fixed_dates else scenario.shift
        for option in spec.month_options():
            month = getattr(spec, option)
            at = None if month is None or spec.off else Month.parse(month) + delay
            if at is not None and (at > last or (isinstance(spec, Event) and at < first)):
                outside.append(f"{name}.{option} {at}")
    if not outside:
        return []
    names = ", ".join(outside)
    return [
        Text(
            f"모의 기간({first}~{last}) 안에 오지 않는 달: {names}. 문을 열기 전의 지출만 반영하고 효과는 없습니다.",
            f"Months that the run ({first} to {last}) does not reach: {names}. What is bought before counts, and "
            "nothing of the effect.",
        )
    ]


def _without_residents(scenario: Scenario) -> list[Text]:
    """One line for all instruments that change where it is good to live, in a complex whose city is not simulated."""
    asked = (WorkerHousing, SettlementFacilities)
    lived_in = [name for name, spec in scenario.instruments.items() if isinstance(spec, asked) and not spec.off]
    if not lived_in or has_residents(scenario.complex):
        return []
    names = ", ".join(lived_in)
    return [
        Text(
            f"거주자 자료(residents.csv, migration.csv)가 없어 시를 모의하지 않음. 지출만 반영되는 사업: {names}.",
            f"The city is not simulated for want of residents.csv and migration.csv, so that building counts and "
            f"nothing of the effect: {names}.",
        )
    ]
