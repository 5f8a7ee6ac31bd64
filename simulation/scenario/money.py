"""Budgets of a scenario against its months and its complex: money that no month can pay, and sums nobody can mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulation.catalogue import central_values, complex_data
from simulation.errors import Text
from simulation.policy.programmes import pool_totals
from simulation.scenario.schema import Scenario
from simulation.strict_yaml import KeyPath
from simulation.units import EOK, EOK_IN_BILLION, Month

Finding = tuple[KeyPath, Text, Text]
SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Reach:
    """Money of one instrument (억원, scaling parameters at their central values): in all, and outside the months."""

    whole: float
    outside: float
    outside_unshifted: float

    @property
    def lost(self) -> bool:
        """Whether no month of the run can pay any of it."""
        return self.whole > 0.0 and self.outside >= self.whole * (1.0 - SMALL)

    @property
    def lost_by_shift(self) -> bool:
        """Whether that is so only because the programme is late."""
        return self.lost and self.outside_unshifted < self.whole * (1.0 - SMALL)


def money_by_year(scenario: Scenario) -> dict[str, dict[int, float]]:
    """Money of each instrument that is not off by year of the plan (억원), scaling at central values."""
    central = central_values(scenario.complex)
    values = {**central, **scenario.parameters}
    pools = pool_totals(scenario.instruments.values(), values)
    return {
        name: {
            year: sum(payers.values()) / EOK
            for year, payers in spec.resolved(values, False, pool_total=pools.get(spec.pool or "", 1.0)).items()
        }
        for name, spec in scenario.instruments.items()
        if not spec.off
    }


def reach(scenario: Scenario) -> dict[str, Reach]:
    """How much of the money of each instrument the months simulated can pay."""
    first, last = Month.parse(scenario.start) + 1, Month.parse(scenario.end)
    found: dict[str, Reach] = {}
    for name, years in money_by_year(scenario).items():
        spec, delay = scenario.instruments[name], scenario.shift
        late, punctual = (
            sum(money * (1.0 - spec.share_within(year, first, last=last, delay=by)) for year, money in years.items())
            for by in (0 if spec.fixed_dates else delay, 0)
        )
        found[name] = Reach(sum(years.values()), late, punctual)
    return found


def unspent_remarks(scenario: Scenario) -> list[Text]:
    """One line for each instrument of which the months simulated cannot pay a part, or anything."""
    first = Month.parse(scenario.start) + 1
    return [
        Text(
            f"{name}: 사업비 {each.whole:,.1f}억원 중 {each.outside:,.1f}억원은 "
            f"모의 기간({first}~{scenario.end}) 밖이라 지출되지 않습니다.",
            f"{name}: {each.outside / EOK_IN_BILLION:,.1f} of {each.whole / EOK_IN_BILLION:,.1f} billion KRW lie "
            f"outside the months simulated ({first} to {scenario.end}) and are not spent.",
        )
        for name, each in reach(scenario).items()
        if each.outside > SMALL * each.whole
    ]


def money_faults(scenario: Scenario, cut: Mapping[str, bool]) -> Iterator[Finding]:
    """Budgets that no month can pay, and budgets beyond a year's output of the complex.

    Args:
        scenario: a valid scenario.
        cut: instruments whose months were cut off afterwards on purpose, by a later ``start`` or ``end``; of these
            only a remark is made.
    """
    start = Month.parse(scenario.start) + 1
    span = Text(f"{start}~{scenario.end}", f"{start} to {scenario.end}")
    found = reach(scenario)
    late = [name for name, each in found.items() if each.lost_by_shift]
    if late and not all(cut.get(name) for name in late):
        names = ", ".join(late)
        problem = Text(
            f"지연 때문에 사업비가 모두 모의 기간({span.ko}) 밖으로 밀려납니다: {names}.",
            f"the delay moves all money out of the months simulated ({span.en}): {names}.",
        )
        yield ("shift",), problem, Text("shift를 줄이거나 end를 늦추십시오.", "Lower shift or set a later end.")
    for name, each in found.items():
        if each.lost and not each.lost_by_shift and not cut.get(name):
            problem = Text(
                f"사업비 {each.whole:,.1f}억원이 모두 모의 기간({span.ko}) 밖에 있습니다.",
                f"all of its {each.whole:,.1f} (100 million KRW) lies outside the months simulated ({span.en}).",
            )
            remedy = Text(
                "budget의 연도, 사업의 start·end, 모의 기간을 맞추십시오.",
                "Let the years of budget, its own start and end and the months of the run meet.",
            )
            yield ("instruments", name, "budget"), problem, remedy
    yield from _beyond_output(scenario)


def _beyond_output(scenario: Scenario) -> Iterator[Finding]:
    """A budget of a year above a year's output of the complex is no budget in 억원."""
    output = output_of_a_year(scenario)
    for name, years in money_by_year(scenario).items():
        for year, money in years.items():
            if money > output:
                problem = Text(
                    f"한 해 사업비가 산업단지의 한 해 생산액({output:,.0f}억원)보다 큽니다.",
                    f"this is more than the complex produces in a year ({output:,.0f} of the unit 억원).",
                )
                remedy = Text(
                    "단위는 억원입니다. 원이나 백만원으로 적지 않았는지 보십시오.",
                    "The unit is 억원, 100 million KRW: not won, not million won.",
                )
                yield ("instruments", name, "budget", str(year)), problem, remedy


def output_of_a_year(scenario: Scenario) -> float:
    """Output of the complex over the last four quarters of its record (억원)."""
    return float(complex_data(scenario.complex).record_total["production"].iloc[-4:].sum())
