"""From the gross change to the net one: deadweight, displacement, leakage, multiplier, and what a net job costs.

Every part is counted agent by agent in worlds of one seed (see :mod:`simulation.experiments.twins`); parts that take
away are negative, so that the parts of a view add to its net exactly. In the national view a sale taken from another
region is a transfer; what leaves with commuters from other provinces stays in the country; what is taken from abroad
is a gain. What homes, facilities, training or start-ups add stands apart from steps and projects, with all that follows
from it; so does what the programme buys, which lasts as long as it buys: net less spending is what remains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.errors import DataError
from simulation.outcomes.metrics import spread

Runs = Sequence[Mapping[str, Column]]
NAMES = ("table", "view", "measure", "group", "part")
Row = tuple[tuple[str, str, str, str, str], Column]
"""Table, view, measure, group and part of a row, with its value per run."""

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
TOLERANCE = 1e-6
"""Relative gap between parts and total above which they do not add up."""
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
        Ratios are ratios of means; their quantiles are those of the runs, none where a net is not positive in some run.

    Raises:
        DataError: the parts of a run do not add up to its net.
    """
    if not runs:
        return pd.DataFrame()
    groups = {"size_class": size_classes, "district": districts}
    every = chain(_parts(runs), _money(runs), _winners(runs, groups=groups, persons=persons))
    rows = pd.DataFrame([_told(names, values, year=year) for names, values in every])
    return pd.concat([rows, pd.DataFrame(_ratios(runs, year=year))], ignore_index=True)


def _told(names: tuple[str, str, str, str, str], values: Column, *, year: int) -> dict[str, object]:
    """One row of the table."""
    amounts = {name: value + 0.0 for name, value in spread(values).items()}
    return {**dict(zip(NAMES, names, strict=True)), "year": year, "runs": values.size, **amounts}


def _parts(runs: Runs) -> Iterator[Row]:
    """Gross to net by measure and view, and what lasts of it."""
    for measure in MEASURES:
        table = np.stack([run[f"parts.{measure}"] for run in runs])
        _check(table, measure)
        for place, view in enumerate(VIEWS):
            for column, part in enumerate(GROSS_TO_NET):
                yield ("parts", view, measure, "total", part), table[:, place, column]
        for place, view in enumerate(VIEWS):
            yield ("lasting", view, measure, "total", "lasting"), table[:, place, NET] - table[:, place, SPENDING]


def _money(runs: Runs) -> Iterator[Row]:
    """From whom displaced output was taken, and what was paid by whom."""
    for column, part in enumerate(PLACES):
        yield ("places", "nation", "output", "total", part), np.array([run["places"][column] for run in runs])
    for column, part in enumerate(COSTS):
        yield ("costs", "nation", "money", "total", part), np.array([run["costs"][column] for run in runs])


def _winners(runs: Runs, *, groups: Mapping[str, Sequence[str]], persons: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """Net gain of each group of firms in every measure, and of each group of people in jobs."""
    for kind, keys in groups.items():
        for place, measure in enumerate(GAINS):
            for column, key in enumerate(keys):
                values = np.array([run[f"gains.{kind}"][place, column] for run in runs])
                yield ("gains", "region", measure, f"{kind}.{key}", "net"), values
    for kind, keys in persons.items():
        for column, key in enumerate(keys):
            values = np.array([run[f"gains.{kind}"][column] for run in runs])
            yield ("gains", "region", "jobs", f"{kind}.{key}", "net"), values


def _ratios(runs: Runs, *, year: int) -> Iterator[dict[str, object]]:
    """Cost per net job and per net won of value added, cost-effectiveness, and tax over public money."""
    costs = dict(zip(COSTS, np.stack([run["costs"] for run in runs]).T, strict=True))
    jobs = np.stack([run["parts.jobs"] for run in runs])
    total, public = costs["cost_total"], costs["cost_public"]
    for place, view in enumerate(VIEWS):
        net, gained = jobs[:, place, NET], costs[f"value_added_{view}"]
        lasting = net - jobs[:, place, SPENDING]
        yield _ratio(view, "cost_per_job", amount=MILLION * total, over=lasting, year=year)
        yield _ratio(view, "public_cost_per_job", amount=MILLION * public, over=lasting, year=year)
        yield _ratio(view, "cost_per_job_with_spending", amount=MILLION * total, over=net, year=year)
        yield _ratio(view, "cost_per_value_added", amount=total, over=gained, year=year)
        yield _ratio(view, "cost_effectiveness", amount=gained, over=total, year=year)
    yield _ratio("nation", "tax_back_share", amount=costs["tax_back"], over=public, year=year)


def _ratio(view: str, part: str, *, amount: Column, over: Column, year: int) -> dict[str, object]:
    """A ratio of means, and quantiles of the ratios of the runs where what it is over is positive in all of them."""
    each = amount / over if (over > 0.0).all() else np.full(over.size, np.nan)
    band = dict(zip(("q10", "q50", "q90"), np.quantile(each, (0.1, 0.5, 0.9)), strict=True))
    names = dict(zip(NAMES, ("ratios", view, "money", "total", part), strict=True))
    return {**names, "year": year, "runs": over.size, "mean": cost_per(amount.mean(), over.mean()), **band}


def _check(table: Column, measure: str) -> None:
    added = table[:, :, :-1].sum(axis=2)
    gap = float(np.abs(added - table[:, :, -1]).max())
    if gap > TOLERANCE * max(1.0, float(np.abs(table).max())):
        raise DataError(
            f"{measure}: 순효과의 구성 요소가 순효과와 {gap:g}만큼 다릅니다.",
            f"{measure}: the parts differ from the net by {gap:g}.",
        )
