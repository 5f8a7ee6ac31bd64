"""A scenario with some options changed from Python, judged as strictly as one that stands in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulation import strict_yaml
from simulation.card import card
from simulation.scenario.gathered import Options
from simulation.scenario.load import resolved
from simulation.scenario.money import reach
from simulation.scenario.options import apply, gather, in_yaml
from simulation.scenario.schema import Scenario
from simulation.texts import texts


def replaced(scenario: Scenario, changes: Mapping[str, Any], key: str | None = None) -> Scenario:
    """The scenario with options changed, as ``--set`` changes them: by dotted key, relative amounts and ``off`` too.

    Args:
        scenario: a resolved scenario; it stays as it is.
        changes: values by dotted key, such as ``{"shift": 12, "instruments.smart_factory.budget": "-50 %"}``.
        key: name of the new scenario, which tells it from the old one in a comparison; the old one when missing.

    Raises:
        ScenarioError: with every fault found, each with key, value and remedy.
    """
    named = scenario.key if key is None else key
    document = scenario.model_dump(mode="json", exclude={"key"})
    options = Options()
    base = strict_yaml.loads(json.dumps(document, ensure_ascii=False), named).without_places()
    gather(options, base)
    options.changes.clear()
    apply(options, {name: in_yaml(value) for name, value in changes.items()})
    lost = [name for name, each in reach(scenario).items() if each.lost]
    return resolved(options, Path(named), chain=[base], lost=lost).model_copy(update={"key": named})


WORDS = texts("scenario_card")


def scenario_card(scenario: Scenario) -> str:
    """The scenario as a table in HTML, in both languages."""
    told = {
        "complex": scenario.complex,
        "period": f"{scenario.start} ~ {scenario.end}",
        "outlook": scenario.outlook,
        "runs": scenario.runs,
        "scale": None if scenario.scale == 1.0 else f"{scenario.scale:g}",
        "shift": scenario.shift or None,
        "instruments": ", ".join(f"{name} ({spec.kind_name()})" for name, spec in scenario.instruments.items()),
        "targets": ", ".join(scenario.targets),
        "parameters": ", ".join(f"{name} = {value:g}" for name, value in scenario.parameters.items()),
    }
    rows = [(f"{WORDS[name].ko} / {WORDS[name].en}", value) for name, value in told.items()]
    return card(f"{scenario.key}: {scenario.name.ko} / {scenario.name.en}", rows)
