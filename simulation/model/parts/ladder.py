"""The smart-factory ladder of one run: costs, effects drawn for it, and who stood where at the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.catalogue import SIZE_CLASSES, parameters, stock_relative
from simulation.equations import technology as rules
from simulation.luck import stream, uniforms
from simulation.state import Firms
from simulation.units import EOK, Month


@dataclass(frozen=True, slots=True)
class Ladder:
    """What does not change over a run.

    ``cost`` of reaching levels 1 to 4 (million KRW at the reference size); ``effect_share`` of those levels relative
    to the average adopter; ``years`` annuity factor of a yearly gain; ``margin`` of one more won of sales per firm;
    ``demand_gain`` g_Q; ``neighbours`` group of each firm, -1 for those outside manufacturing; ``start_level``;
    ``skill_need`` skilled share of staff that levels 0 to 4 need; ``ai_cost`` (million KRW at the reference size) and
    ``ai_effect`` of manufacturing AI, relative to the average adopter; ``skilled_share`` and ``digital_share`` of the
    staff of each firm this month, negative for none.
    """

    cost: Column
    effect_share: Column
    years: float
    margin: Column
    demand_gain: float
    neighbours: NDArray[np.int64]
    start_level: NDArray[np.int64]
    skill_need: Column
    ai_cost: float
    ai_effect: float
    skilled_share: Column
    digital_share: Column


def prepare_ladder(
    firms: Firms, margin: Column, *, value: Mapping[str, float], seed: int, start: Month, on: bool
) -> Ladder:
    """Place the adopters of the start on their rungs and fix the run's costs and effects.

    The stock of adopters goes to the manufacturers that ask least of a step (their threshold is the lowest), so that
    adopters differ before they adopt, as in the studies. The parameter holds at the end of its year; at another
    start the stock is larger or smaller as that of the country was.

    Args:
        firms: columns; smart level, awareness and thresholds are filled in.
        margin: surplus over output at the start, per firm.
        value: parameters of the run (``technology.*``, ``displacement.local``).
        seed: seed of the run.
        start: month whose end the run starts from.
        on: whether firms adopt at all; off nobody stands on the ladder.
    """
    firms.required_worth[:] = rules.required_worth(
        seed,
        firms.identifier,
        size=rules.relative_size(firms.employees, value["technology.threshold_reference"]),
        export_share=firms.export_share,
        mean=value["technology.threshold_mean"],
        spread=value["technology.threshold_spread"],
        size_shift=value["technology.threshold_size"],
        export_shift=value["technology.threshold_export"],
    )
    candidates = np.flatnonzero(firms.operating & firms.manufacturing)
    ranked = candidates[np.argsort(firms.required_worth[candidates], kind="stable")]
    dated = Month.parse(f"{parameters()['technology.adopters_start'].year}-12")
    share = value["technology.adopters_start"] * stock_relative(start, dated)
    stock = ranked[: round(share * int(firms.active.sum())) if on else 0]
    basic = uniforms(stream(seed, "rung at the start"), firms.identifier[stock]) < value["technology.start_basic_share"]
    firms.smart_level[stock] = np.where(basic, 1, 2)
    knows = uniforms(stream(seed, "aware at the start"), firms.identifier) < value["technology.aware_start"]
    firms.aware[:] = knows & firms.operating & firms.manufacturing & on
    wait = value["technology.ramp_full"] / 12.0 / 2.0
    demand = firms.demand[candidates].sum()
    outside = float(firms.outside_base[candidates].sum() / demand) if demand > 0.0 else 1.0
    treated = float(firms.outside_base[stock].sum() / max(firms.outside_base[candidates].sum(), 1e-9))
    return Ladder(
        cost=np.array([value[f"technology.cost.level_{level}"] for level in range(1, rules.TOP_LEVEL + 1)]) * EOK,
        effect_share=np.array(
            [value[f"technology.effect_share.level_{level}"] for level in range(1, rules.TOP_LEVEL + 1)]
        ),
        years=rules.annuity_factor(value["technology.required_return"] / 100.0, value["technology.life"], wait=wait),
        margin=margin,
        demand_gain=rules.demand_gain(
            value["technology.demand_gain"], outside, local_share=value["displacement.local"], treated_share=treated
        ),
        neighbours=neighbourhood(firms, np.arange(firms.identifier.size)),
        start_level=firms.smart_level.copy(),
        skill_need=np.array(
            [0.0, *(value[f"technology.skill_need.level_{level}"] for level in range(1, rules.TOP_LEVEL + 1))]
        ),
        ai_cost=value["technology.ai.cost"] * EOK,
        ai_effect=value["technology.ai.effect_share"],
        skilled_share=np.full(firms.identifier.size, -1.0),
        digital_share=np.full(firms.identifier.size, -1.0),
    )


def neighbourhood(firms: Firms, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Group of neighbours of some firms, manufacturers of one district and size class; -1 for all others."""
    group = firms.district[rows] * len(SIZE_CLASSES) + firms.size_class[rows]
    return np.asarray(np.where(firms.manufacturing[rows] & firms.active[rows], group, -1))
