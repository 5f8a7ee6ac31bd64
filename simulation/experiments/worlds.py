"""Which worlds one scenario needs: doing nothing, the years as they came where output is given, and itself."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from simulation.errors import SandanError
from simulation.policy.event import Event
from simulation.policy.specification import Specification
from simulation.scenario import BASELINE, HISTORY, Scenario, gallery, load

SHARED = ("start", "end", "outlook", "runs", "seed", "scale", "parameters", "switches")
"""Options every world of a seed has in common."""
REMEMBERED = 16
"""Baselines kept at hand."""


def worlds_of(scenario: Scenario) -> tuple[Scenario, ...]:
    """The worlds of a scenario: its baseline, the history that fixes a recorded outlook, and itself as the last.

    A scenario with the instruments of its baseline and no other stands alone. Under ``recorded`` outside demand is
    what the record required with the programmes as they were spent, so the shipped history joins where there is one.
    """
    return worlds_beside(scenario, baseline_of(scenario))


def worlds_beside(scenario: Scenario, baseline: Scenario | None) -> tuple[Scenario, ...]:
    """The worlds of a scenario that is held against a baseline, or against none."""
    worlds = [] if baseline is None else [baseline]
    shipped = f"{scenario.complex}/{HISTORY}"
    if scenario.outlook == "recorded" and scenario.key != shipped and shipped in gallery():
        worlds.append(_sharing(load(shipped), scenario))
    return (*worlds, scenario)


def baseline_of(scenario: Scenario) -> Scenario | None:
    """The world without the programme: doing nothing, with what comes anyway where programmes stand beside it.

    Nothing where the scenario adds no instrument to it.
    """
    baseline, given = doing_nothing(scenario), given_events(scenario)
    if baseline is None or not given:
        return baseline
    return baseline.model_copy(update={"instruments": {**baseline.instruments, **given}, "shift": scenario.shift})


def given_events(scenario: Scenario) -> dict[str, Specification]:
    """Events of a scenario that come without its programmes too; none where it holds nothing but events."""
    baseline = doing_nothing(scenario)
    held = {} if baseline is None else baseline.instruments
    own = {name: spec for name, spec in scenario.instruments.items() if held.get(name) != spec and not spec.off}
    given: dict[str, Specification] = {
        name: spec for name, spec in own.items() if isinstance(spec, Event) and spec.given
    }
    return given if len(given) < len(own) else {}


def doing_nothing(scenario: Scenario) -> Scenario | None:
    """The complex's shipped baseline over the same months, or no instrument at all; events are no part of it.

    Nothing where the scenario adds no instrument to it.
    """
    key = f"{scenario.complex}/{BASELINE}"
    path = gallery().get(key)
    if path is not None:
        baseline = _sharing(_read(path, written=path.stat().st_mtime_ns), scenario)
    else:
        nothing: dict[str, object] = {"key": key, "instruments": {}, "targets": (), "levers": ()}
        baseline = scenario.model_copy(update=nothing)
    if scenario.key == baseline.key or scenario.instruments == baseline.instruments:
        return None
    return baseline


def compared(name: str, scenario: Scenario) -> tuple[Scenario, ...]:
    """The worlds of a scenario that adds a programme to its baseline.

    Args:
        name: the scenario as the user named it.
        scenario: the resolved scenario.

    Raises:
        SandanError: it adds no programme.
    """
    if baseline_of(scenario) is None:
        raise SandanError(
            f"{name}: 기준전망에 더한 사업이 없어 비교할 것이 없습니다. 사업이 든 시나리오를 쓰십시오.",
            f"{name} adds no programme to its baseline; give a scenario that does.",
        )
    return worlds_of(scenario)


def programme_of(scenario: Scenario) -> Scenario:
    """The scenario with the instruments that its baseline does not hold."""
    baseline = baseline_of(scenario)
    held = {} if baseline is None else baseline.instruments
    own = {name: spec for name, spec in scenario.instruments.items() if held.get(name) != spec}
    return scenario.model_copy(update={"instruments": own})


@lru_cache(maxsize=REMEMBERED)
def _read(path: Path, *, written: int) -> Scenario:
    """A baseline, which every table of a report asks for; read again where its file was ``written`` anew."""
    return load(path)


def _sharing(world: Scenario, scenario: Scenario) -> Scenario:
    return world.model_copy(update={name: getattr(scenario, name) for name in SHARED})
