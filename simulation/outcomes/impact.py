"""The effect of a programme split into parts that add up exactly (equation 4.11).

Six runs of one seed under the same keyed draws: U0 the baseline without limits; U1 the scenario with orders and
household spending replayed from U0; U2 with orders free; U3 with households free; B and S the baseline and the
scenario with limits. direct = U1-U0, indirect_complex = U2-U1, induced = U3-U2, limits = (S-B)-(U3-U0), and
indirect_province and indirect_rest are the input-output reach of S less that of B. The sum is S-B with that reach
counted in both, for every seed and year. The order of the channels is a convention. Parts are means over runs, since
medians of parts do not add.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]

PARTS = ("direct", "indirect_complex", "indirect_province", "indirect_rest", "induced", "limits")
MEASURES = ("production", "value_added", "jobs", "jobs_employees", "jobs_permanent", "pay", "imports", "tax")
PHASES = ("spending", "operating")
REACH_PARTS = ("indirect_province", "indirect_rest")


@dataclass(frozen=True, slots=True)
class SixRuns:
    """One measure in the six worlds, arrays of (run, year), for the complex and for what it reaches outside.

    ``u3`` is missing until households exist: ``induced`` is then empty and U2 takes its place. The reach arrays are
    the measure in the rest of the province and of the country that the complex calls forth in B and in S; missing
    where the measure has none (permanent jobs).
    """

    u0: Array
    u1: Array
    u2: Array
    b: Array
    s: Array
    u3: Array | None = None
    province_b: Array | None = None
    province_s: Array | None = None
    rest_b: Array | None = None
    rest_s: Array | None = None

    def parts(self) -> dict[str, Array]:
        """The parts per run and year; a part that does not exist is not a number."""
        free = self.u2 if self.u3 is None else self.u3
        nothing = np.full(self.s.shape, np.nan)
        return {
            "direct": self.u1 - self.u0,
            "indirect_complex": self.u2 - self.u1,
            "indirect_province": _difference(self.province_s, self.province_b, nothing),
            "indirect_rest": _difference(self.rest_s, self.rest_b, nothing),
            "induced": nothing if self.u3 is None else self.u3 - self.u2,
            "limits": (self.s - self.b) - (free - self.u0),
        }

    def effect(self) -> Array:
        """S less B with the reach counted in both, per run and year: what the parts must add up to."""
        total = self.s - self.b
        for after, before in ((self.province_s, self.province_b), (self.rest_s, self.rest_b)):
            if after is not None and before is not None:
                total = total + (after - before)
        return total


def _difference(after: Array | None, before: Array | None, nothing: Array) -> Array:
    return nothing if after is None or before is None else after - before


def impact_table(
    measures: Mapping[str, SixRuns],
    years: Sequence[int],
    spending: Mapping[str, SixRuns] | None = None,
    last_spending_year: int | None = None,
) -> pd.DataFrame:
    """Long table year x measure x phase x part with means over runs; ``total`` is the sum of the parts.

    The two phases are told apart in one of two ways: by a second set of six runs in which the programme only spends
    and nobody is treated (``spending``; the operating phase is the rest), or else by the calendar: every year up to
    the last one with spending belongs to the spending phase.

    Args:
        measures: six runs by measure.
        years: years of the second dimension of the arrays.
        spending: six runs by measure with programme purchases alone, same runs and years.
        last_spending_year: last year of spending, for the split by calendar; no later than all years when missing.

    Returns:
        Columns year, measure, phase, part, value. Flows are sums of the year, permanent jobs heads at its end.
    """
    rows: list[dict[str, object]] = []
    last = max(years) if last_spending_year is None else last_spending_year
    for measure, runs in measures.items():
        whole = {part: values.mean(axis=0) for part, values in runs.parts().items()}
        if spending is not None:
            built = {part: values.mean(axis=0) for part, values in spending[measure].parts().items()}
            phases = {"spending": built, "operating": {part: whole[part] - built[part] for part in whole}}
        else:
            early = np.array([year <= last for year in years])
            phases = {
                "spending": {part: np.where(early, values, 0.0 * values) for part, values in whole.items()},
                "operating": {part: np.where(early, 0.0 * values, values) for part, values in whole.items()},
            }
        for phase, parts in phases.items():
            for place, year in enumerate(years):
                values = {part: float(parts[part][place]) for part in PARTS}
                values["total"] = float(np.nansum(list(values.values())))
                rows += [
                    {"year": int(year), "measure": measure, "phase": phase, "part": part, "value": value}
                    for part, value in values.items()
                ]
    return pd.DataFrame(rows, columns=["year", "measure", "phase", "part", "value"])


def additivity(table: pd.DataFrame, measures: Mapping[str, SixRuns], years: Sequence[int]) -> float:
    """Worst relative distance between the totals of a table and the effects they decompose."""
    worst = 0.0
    totals = table[table["part"] == "total"].groupby(["measure", "year"])["value"].sum()
    for measure, runs in measures.items():
        effect = runs.effect().mean(axis=0)
        held = np.array([totals[(measure, year)] for year in years])
        size = max(1.0, float(np.abs(effect).max()), float(np.abs(runs.s).max()))
        worst = max(worst, float(np.abs(held - effect).max()) / size)
    return worst
