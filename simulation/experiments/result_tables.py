"""The tables of a result, once: what each is called, how it is made, which columns it has and what it needs.

A new table is a function and a row here, and a label ``table.<name>``: the result holds it by name, its folder keeps
it as ``<name>.csv``, and tests compare ``results/README.md`` with the label.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import xarray as xr

from simulation.arrays import Table
from simulation.catalogue import labels
from simulation.experiments.appraisal import additionality_rows, evaluation_rows
from simulation.experiments.effects import conventional_rows, limits_rows, target_rows
from simulation.experiments.pair import Unit
from simulation.experiments.sensitivity import COLUMNS, sensitivity_rows
from simulation.experiments.worlds import programme_of
from simulation.outcomes.areas import AREA_COLUMNS, area_table
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.impact import BAND_COLUMNS, impact_bands, impact_table
from simulation.outcomes.limits import COLUMNS as LIMITS_COLUMNS
from simulation.outcomes.money import money_rows
from simulation.outcomes.programme_values import value_rows
from simulation.outcomes.target_values import months_of
from simulation.scenario import Scenario
from simulation.units import Month


@dataclass(frozen=True, slots=True)
class Finished:
    """What tables are made from: the runs, their dataset, the scenario asked for and the tables made before."""

    units: Sequence[Unit]
    series: xr.Dataset
    main: Scenario
    baseline: str | None
    more: MoreWorlds | None = None
    made: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def decomposed(self) -> list[Mapping[str, Table]]:
        """Parts of the effect by channel of the runs that were decomposed."""
        return [unit.impact for unit in self.units if unit.impact]

    @property
    def months(self) -> list[Month]:
        """Months of the dataset."""
        return months_of(self.series)


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One table; ``make`` is called where all it ``needs`` is there (``baseline``, ``targets``, other tables)."""

    name: str
    make: Callable[[Finished], pd.DataFrame]
    columns: tuple[str, ...]
    needs: tuple[str, ...] = ("baseline",)

    def told(self) -> str:
        """Its row in the page on result folders, from the label ``table.<name>``."""
        return f"| `{self.name}.csv` | {labels()[f'table.{self.name}'].definition.en} |"


def _baseline(of: Finished) -> str:
    assert of.baseline is not None
    return of.baseline


RESULT_TABLES = (
    ResultTable(
        "money",
        lambda of: money_rows([unit.money for unit in of.units], programme_of(of.main)),
        ("instrument", "source", "planned", "in_window", "paid", "not_taken_up", "why", "runs"),
        (),
    ),
    ResultTable(
        "programme_values", lambda of: value_rows(of.main), ("instrument", "option", "value", "status", "source"), ()
    ),
    ResultTable(
        "evaluation",
        lambda of: evaluation_rows(of.units),
        ("estimator", "outcome", "runs", "treated", "mean", "low", "high", "bias"),
    ),
    ResultTable(
        "additionality",
        lambda of: additionality_rows(of.units, of.main),
        ("table", "view", "measure", "group", "part", "year", "runs", "mean", "q10", "q50", "q90"),
    ),
    ResultTable(
        "impact", lambda of: impact_table(of.decomposed, of.months), ("year", "measure", "phase", "part", "value")
    ),
    ResultTable("impact_bands", lambda of: impact_bands(of.decomposed, of.months), BAND_COLUMNS),
    ResultTable("impact_areas", lambda of: area_table(of.decomposed, of.months), AREA_COLUMNS),
    ResultTable("limits", lambda of: limits_rows(of.units, of.series, baseline=_baseline(of)), LIMITS_COLUMNS),
    ResultTable(
        "conventional",
        lambda of: conventional_rows(
            of.series, of.main, baseline=_baseline(of), impact=of.made["impact"], bands=of.made["impact_bands"]
        ),
        ("method", "base", "production", "production_coefficient", "value_added", "jobs"),
        ("baseline", "impact", "impact_bands"),
    ),
    ResultTable(
        "targets",
        lambda of: target_rows(of.series, of.main, baseline=_baseline(of), more=of.more),
        (
            "target",
            "outlook",
            "n",
            "method",
            "probability",
            "low",
            "high",
            "residual",
            "probability_without",
            "difference",
        ),
        ("baseline", "targets"),
    ),
    ResultTable(
        "sensitivity", lambda of: sensitivity_rows(of.units, of.series, main=of.main, baseline=of.baseline), COLUMNS, ()
    ),
)
"""Every table of a result, in the order in which they are made."""
TABLES = tuple(table.name for table in RESULT_TABLES)


def tables_of(of: Finished) -> dict[str, pd.DataFrame]:
    """Every table that a result can fill, by name; one without rows is kept, and written nowhere."""
    there = {"baseline": of.baseline is not None, "targets": bool(of.main.targets)}
    for table in RESULT_TABLES:
        if all(there.get(need, need in of.made) for need in table.needs):
            of.made[table.name] = table.make(of)
    return of.made
