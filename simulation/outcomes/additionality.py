"""From the gross change to the net one: deadweight, displacement, leakage, multiplier, and what a net job costs.

Every part is counted agent by agent in worlds of one seed (see :mod:`simulation.experiments.twins`); parts that take
away are negative, so that the parts of a view add to its net exactly. In the national view a sale taken from another
region is a transfer; what leaves with in-commuters stays in the country; what is taken from abroad is a gain. What
homes, facilities, training or start-ups add stands apart from steps and projects, with all that follows from it; so
does what the programme buys, which lasts as long as it buys: net less spending is what remains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.errors import DataError, Text
from simulation.outcomes.metrics import quantiles

Column = NDArray[np.float64]
Runs = Sequence[Mapping[str, Column]]

GROSS_TO_NET = (
    "gross", "deadweight", "displacement", "displacement_rest", "displacement_foreign", "leakage",
    "multiplier", "other_measures", "spending", "net",
)  # fmt: skip
NET, SPENDING = GROSS_TO_NET.index("net"), GROSS_TO_NET.index("spending")
VIEWS = ("region", "nation")
MEASURES = ("adopters", "output", "value_added", "jobs")
PLACES = ("displacement", "displacement_rest", "displacement_foreign")
COSTS = (
    "cost_public", "cost_private", "cost_total", "cost_firms", "tax_back", "value_added_region", "value_added_nation",
    "deadweight_grants",
)  # fmt: skip
GAINS = ("output", "value_added", "jobs")
TOLERANCE = 1e-9
MILLION = 100.0
"""Million KRW in 억원: money per job is said in millions."""


def cost_per(cost: float, net: float) -> float:
    """Money per net unit, cost / net; not-a-number where nothing is gained, never negative at positive cost."""
    return cost / net if net > 0.0 else float("nan")


def additionality_table(
    runs: Runs,
    size_classes: Sequence[str],
    *,
    districts: Sequence[str],
    persons: Mapping[str, Sequence[str]],
    year: int,
) -> pd.DataFrame:
    """Long table of parts, costs and winners.

    Args:
        runs: per run ``parts.<measure>`` (view, part), ``places`` (place), ``costs`` (:data:`COSTS`),
            ``gains.size_class`` and ``gains.district`` (measure of :data:`GAINS`, group), ``gains.age`` and
            ``gains.occupation`` (group, workers at the end); amounts in 억원 at 2020 prices, jobs in persons.
        size_classes: keys of the size classes.
        districts: keys of the districts.
        persons: keys of the groups of people by kind (``age``, ``occupation``).
        year: year the yearly amounts belong to.

    Returns:
        Columns table (parts, lasting, places, costs, gains, ratios), view, measure, group, part, year, runs, mean, q10,
        q50, q90; ``lasting`` is net less spending run by run.
        Ratios are ratios of means and have no quantiles.

    Raises:
        DataError: the parts of a run do not add up to its net.
    """
    rows: list[dict[str, object]] = []

    def add(row: tuple[str, str, str, str, str], values: Column) -> None:
        kind, view, measure, group, part = row
        found = quantiles(values)
        rows.append(
            {"table": kind, "view": view, "measure": measure, "group": group, "part": part, "year": year}
            | {"runs": values.size, **{name: found[name] + 0.0 for name in ("mean", "q10", "q50", "q90")}}
        )

    for measure in MEASURES if runs else ():
        table = np.stack([run[f"parts.{measure}"] for run in runs])
        _check(table, measure)
        for (place, view), (column, part) in ((a, b) for a in enumerate(VIEWS) for b in enumerate(GROSS_TO_NET)):
            add(("parts", view, measure, "total", part), table[:, place, column])
        for place, view in enumerate(VIEWS):
            add(("lasting", view, measure, "total", "lasting"), table[:, place, NET] - table[:, place, SPENDING])
    for column, part in enumerate(PLACES) if runs else ():
        add(("places", "nation", "output", "total", part), np.array([run["places"][column] for run in runs]))
    for column, part in enumerate(COSTS) if runs else ():
        add(("costs", "nation", "money", "total", part), np.array([run["costs"][column] for run in runs]))
    for kind, keys in (("size_class", size_classes), ("district", districts)) if runs else ():
        for place, measure in enumerate(GAINS):
            for column, key in enumerate(keys):
                values = np.array([run[f"gains.{kind}"][place, column] for run in runs])
                add(("gains", "region", measure, f"{kind}.{key}", "net"), values)
    for kind, keys in persons.items() if runs else ():
        for column, key in enumerate(keys):
            values = np.array([run[f"gains.{kind}"][column] for run in runs])
            add(("gains", "region", "jobs", f"{kind}.{key}", "net"), values)
    table_of_all = pd.DataFrame(rows)
    return pd.concat([table_of_all, _ratios(table_of_all)], ignore_index=True) if rows else table_of_all


def _ratios(table: pd.DataFrame) -> pd.DataFrame:
    """Cost per net job and per net won of value added, cost-effectiveness, and tax over public money."""
    mean = table.set_index(["table", "view", "measure", "part"])["mean"].sort_index()
    money = mean["costs", "nation", "money"]
    found = []
    for view in VIEWS:
        jobs = float(mean["parts", view, "jobs", "net"])
        lasting = jobs - float(mean["parts", view, "jobs", "spending"])
        gained = float(money[f"value_added_{view}"])
        ratios = {
            "cost_per_job": MILLION * cost_per(float(money["cost_total"]), lasting),
            "public_cost_per_job": MILLION * cost_per(float(money["cost_public"]), lasting),
            "cost_per_job_with_spending": MILLION * cost_per(float(money["cost_total"]), jobs),
            "cost_per_value_added": cost_per(float(money["cost_total"]), gained),
            "cost_effectiveness": cost_per(gained, float(money["cost_total"])),
        }
        found += [{"view": view, "part": name, "mean": value} for name, value in ratios.items()]
    back = cost_per(float(money["tax_back"]), float(money["cost_public"]))
    found.append({"view": "nation", "part": "tax_back_share", "mean": back})
    about = {"table": "ratios", "measure": "money", "group": "total"}
    first = table.iloc[0]
    return pd.DataFrame([{**about, "year": first["year"], "runs": first["runs"], **row} for row in found])


def _check(table: Column, measure: str) -> None:
    added = table[:, :, :-1].sum(axis=2)
    gap = float(np.abs(added - table[:, :, -1]).max())
    if gap > TOLERANCE * max(1.0, float(np.abs(table).max())) * 1e3:
        raise DataError(
            Text(
                f"{measure}: 순효과의 구성 요소가 순효과와 {gap:g}만큼 다릅니다.",
                f"{measure}: the parts differ from the net by {gap:g}.",
            )
        )
