"""What a scenario refers to must exist: its complex's record, targets, sources, scaling parameters, levers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import MAXYEAR

from simulation.catalogue import complex_data, parameters_for, table, zones
from simulation.errors import Text
from simulation.policy.settlement_facilities import SettlementFacilities
from simulation.policy.specification import Specification
from simulation.policy.worker_housing import WorkerHousing
from simulation.scenario.faults import nearest, no_parameter
from simulation.scenario.known import known_faults, no_source
from simulation.scenario.schema import Scenario
from simulation.strict_yaml import KeyPath
from simulation.units import UNITS, Month

SHARE = "share"
BUDGET = "budget"
"""Money by year, which is judged by itself."""

Finding = tuple[KeyPath, Text, Text]
"""Place in the scenario, what is wrong, what to do."""


def reference_faults(scenario: Scenario) -> Iterator[Finding]:
    """Everything a valid scenario names that is not there."""
    yield from _record(scenario)
    yield from _targets(scenario)
    if scenario.lead is not None:
        yield from no_source(scenario.lead.source, ("lead", "source"))
    yield from _instruments(scenario)
    yield from known_faults(scenario)
    yield from _zones(scenario)
    yield from _industries(scenario)
    yield from _levers(scenario)


def _record(scenario: Scenario) -> Iterator[Finding]:
    """The start must be a quarter of the record; the recorded outlook must end within it."""
    quarters = complex_data(scenario.complex).quarters
    span = f"{quarters[0]}~{quarters[-1]}"
    if Month.parse(scenario.start).quarter not in quarters:
        problem = Text("실적 자료가 있는 분기가 아닙니다.", "the record does not cover this quarter.")
        yield ("start",), problem, Text(f"{span} 안에서 고르십시오.", f"Choose one within {span}.")
    if scenario.outlook == "recorded" and Month.parse(scenario.end).quarter > quarters[-1]:
        problem = Text(
            "실적 여건(recorded)은 실적 자료의 끝까지만 가능합니다.", "the recorded outlook ends with the record."
        )
        remedy = Text(
            f"{quarters[-1]}까지로 줄이거나 outlook: announced로 바꾸십시오.",
            f"End by {quarters[-1]} or use outlook: announced.",
        )
        yield ("end",), problem, remedy


def _targets(scenario: Scenario) -> Iterator[Finding]:
    known = [str(key) for key in table("targets")["key"].unique()]
    for place, key in enumerate(scenario.targets):
        if key in scenario.targets[:place]:
            twice = Text(f"'{key}'이(가) 두 번 적혀 있습니다.", f"'{key}' stands here twice.")
            yield ("targets", place), twice, Text("둘 중 하나를 지우십시오.", "Delete one of the two.")
        elif key not in known:
            close = nearest(key, known)
            yield (
                ("targets", place),
                Text(f"'{key}'은(는) 없는 목표입니다.", f"there is no target '{key}'."),
                Text(f"'sandan list targets'로 확인하십시오.{close.ko}", f"See 'sandan list targets'.{close.en}"),
            )


def _instruments(scenario: Scenario) -> Iterator[Finding]:
    known_parameters = parameters_for(scenario.complex)
    for name, spec in scenario.instruments.items():
        if spec.scaled_by is not None and spec.scaled_by not in known_parameters:
            yield ("instruments", name, "scaled_by"), *no_parameter(spec.scaled_by, known_parameters)
        elif spec.scaled_by is not None and known_parameters[spec.scaled_by].unit != SHARE:
            unit = UNITS[known_parameters[spec.scaled_by].unit]
            yield (
                ("instruments", name, "scaled_by"),
                Text(f"비율이 아닌 매개변수입니다(단위: {unit.ko}).", f"this parameter is no share ({unit.en})."),
                Text("단위가 비율인 매개변수를 적으십시오.", "Name one whose unit is a share."),
            )
        yield from _rules(scenario, name, spec=spec)


def _rules(scenario: Scenario, name: str, *, spec: Specification) -> Iterator[Finding]:
    """A rule by year must hold in some month of the run that has money; years are those of the plan.

    Where the run ends before the first money, the money is what is said to lie outside.
    """
    delay = 0 if spec.fixed_dates else scenario.shift
    end = (Month.parse(scenario.end) + -delay).year
    if min(spec.budget, default=end) > end:
        return
    last = min(end, max(spec.budget, default=MAXYEAR))
    for option in spec.value_options():
        rule = getattr(spec, option)
        # Levels of the ladder are numbers far below any year.
        if option != BUDGET and isinstance(rule, dict) and min(rule, default=last) > last and not spec.off:
            yield (
                ("instruments", name, option),
                Text(
                    f"실행이나 사업비가 끝난 뒤({last}년 이후)에야 시작하는 규칙입니다.",
                    f"this rule begins after the run or its money ends ({last}).",
                ),
                Text(f"{last}년이나 그 전부터 적으십시오.", f"Begin it in {last} or before."),
            )


def _zones(scenario: Scenario) -> Iterator[Finding]:
    """Homes are built in a zone of the complex, and facilities serve such zones."""
    known = tuple(zones(scenario.complex).index)
    named: list[tuple[KeyPath, str]] = []
    for name, spec in scenario.instruments.items():
        if isinstance(spec, WorkerHousing) and spec.zone is not None:
            named.append((("instruments", name, "zone"), spec.zone))
        elif isinstance(spec, SettlementFacilities):
            named += [(("instruments", name, "zones", place), zone) for place, zone in enumerate(spec.zones)]
    missing = Text("이 산업단지에 없는 거주지역입니다.", "the complex has no such zone of residence.")
    yield from _unknown(named, known, missing=missing)


def _industries(scenario: Scenario) -> Iterator[Finding]:
    """Instruments that serve some industries name those of the complex."""
    known = complex_data(scenario.complex).industries
    named: list[tuple[KeyPath, str]] = []
    for name, spec in scenario.instruments.items():
        for place, key in enumerate(getattr(spec, "industries", ())):
            named.append((("instruments", name, "industries", place), key))
        if getattr(spec, "industry", None) is not None:
            named.append((("instruments", name, "industry"), str(getattr(spec, "industry", ""))))
    yield from _unknown(
        named, known, missing=Text("이 산업단지에 없는 업종입니다.", "the complex has no such industry.")
    )


def _unknown(named: Sequence[tuple[KeyPath, str]], known: Sequence[str], *, missing: Text) -> Iterator[Finding]:
    """Of the keys named, those that are not known, with all that are and the nearest."""
    for path, key in named:
        if key not in known:
            close = nearest(key, known)
            yield (
                path,
                missing,
                Text(f"가능한 값: {', '.join(known)}.{close.ko}", f"Allowed: {', '.join(known)}.{close.en}"),
            )


def _levers(scenario: Scenario) -> Iterator[Finding]:
    known = [
        "shift",
        *(f"parameters.{key}" for key in parameters_for(scenario.complex)),
        *(
            f"instruments.{name}.{option}"
            for name, spec in scenario.instruments.items()
            if not spec.off
            for option in (*_numbers(spec.model_dump()), *spec.by_year)
        ),
    ]
    for place, lever in enumerate(scenario.levers):
        if lever.name not in known:
            close = nearest(lever.name, known)
            yield (
                ("levers", place, "name"),
                Text("움직일 수 있는 설정이 아닙니다.", "this names no option that can be moved."),
                Text(
                    f"shift, parameters.*, instruments.*의 숫자 설정을 적으십시오.{close.ko}",
                    f"Name shift, a parameter or a number of an instrument.{close.en}",
                ),
            )


def _numbers(options: dict[str, object], before: str = "") -> Iterator[str]:
    """Dotted keys of the numbers among the options of an instrument."""
    for key, value in options.items():
        if isinstance(value, dict):
            yield from _numbers(value, f"{before}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{before}{key}"
