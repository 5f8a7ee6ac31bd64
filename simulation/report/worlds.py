"""Which worlds one scenario needs: doing nothing, the years as they came where output is given, and itself."""

from __future__ import annotations

from simulation.experiments.pair import BASELINE, HISTORY
from simulation.scenario import Scenario, gallery, load

SHARED = ("start", "end", "outlook", "runs", "seed", "scale", "parameters")
"""Options every world of a seed has in common."""


def worlds_of(scenario: Scenario) -> tuple[Scenario, ...]:
    """The worlds of a scenario: its baseline, the history that fixes a recorded outlook, and itself as the last.

    A scenario with no instrument beyond its baseline's is its own baseline. Under ``recorded`` outside demand is what the record required
    with the programmes as they were spent, so the shipped history joins where there is one.
    """
    baseline = baseline_of(scenario)
    worlds = [baseline] if scenario.instruments != baseline.instruments else []
    shipped = f"{scenario.complex}/{HISTORY}"
    if scenario.outlook == "recorded" and not scenario.key.endswith(HISTORY) and shipped in gallery():
        worlds.append(load(shipped).model_copy(update={name: getattr(scenario, name) for name in SHARED}))
    return (*worlds, scenario)


def baseline_of(scenario: Scenario) -> Scenario:
    """The same world without the programme: only the instruments of the shipped baseline, which came anyway."""
    key = f"{scenario.complex}/{BASELINE}"
    changes: dict[str, object] = {"key": key, "instruments": {}, "targets": (), "levers": ()}
    if key in gallery():
        shipped = load(key)
        changes |= {"name": shipped.name, "summary": shipped.summary, "instruments": shipped.instruments}
    if key == scenario.key:
        changes["key"] = f"{key}-{BASELINE}"
    return scenario.model_copy(update=changes)
