"""Every value that the programmes of a scenario are given, with its status and its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from simulation.catalogue import name_of, sources
from simulation.errors import LANGUAGES
from simulation.scenario import Scenario
from simulation.scenario.explained import option_meaning
from simulation.scenario.known import values_of


def value_rows(scenario: Scenario) -> pd.DataFrame:
    """Rows of ``programme_values.csv``: one a value, or a part of one that is known otherwise than the rest of it."""
    rows, titles = [], sources()
    for known in values_of(scenario):
        spec = scenario.instruments[known.instrument]
        kind = spec.kind_name()
        row = {"instrument": known.instrument, "option": known.option, "value": written(known.value),
               "status": known.status, "source": known.source}  # fmt: skip
        for language in LANGUAGES:
            title = titles.get(known.source)
            row[f"instrument_{language}"] = getattr(spec, f"name_{language}") or name_of(f"instrument.{kind}", language)
            row[f"option_{language}"] = option_meaning(kind, known.option.split(".")[0], language=language)
            row[f"status_{language}"] = name_of(f"status.{known.status}", language)
            row[f"source_{language}"] = known.source if title is None else title.title.in_language(language)
        rows.append(row)
    return pd.DataFrame(rows)


def written(value: Any) -> str:
    """A value in one line, as a scenario file would have it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool) or not isinstance(value, float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return f"{value:.10g}"
