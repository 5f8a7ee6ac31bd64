"""What two groups of instruments do together beyond what each does alone (equation test T26).

Four worlds of one seed, under the same luck, draw, start and outside path: without both groups, with the named
instruments alone, with the others alone, and with both.

interaction = (both - none) - (named - none) - (others - none)

An instrument that is switched off keeps its place in its pool, so that the others have the same money in every world.
Instruments that the baseline holds too, and all other options of the scenario, are the same in the four worlds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.catalogue.areas import REGION
from simulation.errors import SandanError
from simulation.experiments.crew import Workers
from simulation.experiments.ensemble import over_seeds
from simulation.experiments.pair import draw_for, first_world, seed_of, simulate
from simulation.experiments.twins import areas, last_year
from simulation.model.world import World
from simulation.outcomes.full_size import at_full_size
from simulation.outcomes.metrics import spread
from simulation.outcomes.paired_paths import interval
from simulation.policy.specification import Specification
from simulation.scenario import Scenario
from simulation.scenario.faults import listed, nearest

MEASURES = ("output", "value_added", "jobs", "adopters")
TOGETHER = ("named", "others", "interaction", "total")
"""The named instruments alone, the others alone, what is beyond their sum, and both groups together."""
ROUNDING = 1e-6
"""Share of the joint effect below which an interaction is the rounding of sums."""


class Groups(NamedTuple):
    """Names of the instruments of the two groups."""

    named: list[str]
    others: list[str]


def interaction(
    worlds: Sequence[Scenario], named: Collection[str], *, others: Collection[str], runs: int, workers: Workers = None
) -> pd.DataFrame:
    """Effects of two groups of instruments on the region, alone and together, over runs.

    Args:
        worlds: the baseline first and the scenario last; a history between them gives the outside path.
        named: instruments of the first group.
        others: instruments of the second group.
        runs: number of seeds.
        workers: processes, or a :class:`Crew`; all cores when missing.

    Returns:
        Columns measure, part, runs, mean, low and high (95 % interval of the mean over runs; missing for one run),
        q10, q50 and q90. Output and value added in 억원 at 2020 prices over the last twelve months and jobs in
        persons (their mean), both of the region; adopters in firms at the end.
    """
    four = four_worlds(worlds[0], worlds[-1], named=named, others=others)
    lead = first_world(worlds)
    # Without a record to follow, the world without both groups is the baseline and comes first.
    work = partial(_one_seed, four=four, lead=four[0] if lead is worlds[0] else lead)
    return _table(np.stack(over_seeds(work, runs, workers=workers)))


def groups_of(name: str, own: Mapping[str, Specification], *, of: str) -> Groups:
    """The instruments named and all the others that the scenario adds to its baseline.

    Args:
        name: the scenario as the user named it.
        own: instruments beyond the baseline.
        of: names parted by commas.

    Raises:
        SandanError: a name is unknown, none is given, or none is left out.
    """
    named = list(dict.fromkeys(each.strip() for each in of.split(",") if each.strip()))
    unknown = [each for each in named if each not in own]
    if unknown or not named:
        close = [nearest(each, own) for each in unknown]
        given = ", ".join(unknown) or of
        raise SandanError(
            f"--of {given}: {name}에서 기준전망에 더한 사업이 아닙니다. 가능한 이름: {listed(own)}."
            + "".join(each.ko for each in close),
            f"--of {given}: no instrument that {name} adds to its baseline. Allowed: {listed(own)}."
            + "".join(each.en for each in close),
        )
    others = [each for each in own if each not in named]
    if not others:
        raise SandanError(
            f"--of {of}: {name}의 모든 사업을 지정하여 비교할 나머지 사업이 없습니다. 하나 이상을 빼십시오.",
            f"--of {of}: this names every instrument of {name}, so that none is left to interact with; leave one out.",
        )
    return Groups(named, others)


def four_worlds(
    baseline: Scenario, scenario: Scenario, *, named: Collection[str], others: Collection[str]
) -> tuple[Scenario, Scenario, Scenario, Scenario]:
    """The scenario without both groups, with the named instruments alone, with the others alone, and as it is."""

    def without(off: Collection[str]) -> Scenario:
        kept = {
            name: baseline.instruments.get(name, spec.stopped()) if name in off else spec
            for name, spec in scenario.instruments.items()
        }
        return scenario.model_copy(update={"instruments": kept})

    return without({*named, *others}), without(others), without(named), scenario


def levels(world: World) -> Column:
    """What a finished world has, in the order of ``MEASURES``."""
    found = areas(world)
    regional = [float(last_year(name, found[name])[REGION].sum()) for name in MEASURES[:-1]]
    return np.array([*regional, float(world.recorder.arrays()["adopters"][-1].sum())])


def parts(none: Column, named: Column, *, others: Column, both: Column) -> Column:
    """Effect of both groups in parts, (measure, part) in the order of ``TOGETHER``, from levels of the four worlds."""
    alone = named - none, others - none
    total = both - none
    return np.stack([*alone, total - sum(alone), total], axis=1)


def _one_seed(run: int, *, four: Sequence[Scenario], lead: Scenario) -> Column:
    seed, draw = seed_of(lead, run), draw_for(lead, run)
    first = simulate(lead, seed, draw=draw, first=None)
    none, named, others, both = (
        levels(first if world is lead else simulate(world, seed, draw=draw, first=first)) for world in four
    )
    return at_full_size(parts(none, named, others=others, both=both), lead.scale)


def _table(found: Column) -> pd.DataFrame:
    """Spread over runs of parts by (run, measure, part)."""
    runs = found.shape[0]
    rows = []
    for place, measure in enumerate(MEASURES):
        for column, part in enumerate(TOGETHER):
            values = found[:, place, column]
            told = spread(values)
            # One run tells nothing of how far its mean may lie off.
            low, high = interval(values) if runs > 1 else (np.nan, np.nan)
            rows.append({"measure": measure, "part": part, "runs": runs, "mean": told.pop("mean"),
                         "low": low, "high": high, **told})  # fmt: skip
    return pd.DataFrame(rows)


def told_apart(table: pd.DataFrame) -> dict[str, bool]:
    """By measure, whether the interval of the mean interaction over runs leaves zero and rounding out."""
    beyond, total = (table[table["part"] == part].set_index("measure") for part in ("interaction", "total"))
    least = ROUNDING * total["mean"].abs()
    apart = (beyond["low"] > least) | (beyond["high"] < -least)
    return {measure: bool(apart[measure]) for measure in MEASURES}
