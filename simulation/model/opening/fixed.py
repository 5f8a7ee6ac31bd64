"""What a world stands on, and what stays in it as it was at the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column
from simulation.catalogue import ComplexData, InputOutput
from simulation.equations.input_output import Reach, leontief_inverse
from simulation.luck import stream, uniforms
from simulation.model.parts.fixed import Fixed
from simulation.model.parts.stability import refuse_unstable
from simulation.scenario import Scenario
from simulation.start import StartState
from simulation.start.firms import open_posts_at_start
from simulation.state import Firms
from simulation.switches import Switches
from simulation.units import MONTHS_A_YEAR, Month, annual_hazard_to_monthly, annual_rate_to_monthly


@dataclass(frozen=True, slots=True)
class Ground:
    """What is asked, in which world of luck and parameters, and what the record says of the start."""

    asked: Scenario
    seed: int
    value: Mapping[str, float]
    switches: Switches
    data: ComplexData
    system: InputOutput
    month: Month
    start: StartState


def fixed_at_start(ground: Ground, firms: Firms) -> Fixed:
    """What stays as it was at the start."""
    value, system = ground.value, ground.system
    complex_share, anchors = ground.start.complex_share, np.flatnonzero(firms.anchor)
    own = complex_share[:, None] * system.province
    refuse_unstable(own, value)
    utilisation = _utilisation(firms, industries=len(ground.data.industries))
    capital = np.array([value[f"investment.capital_output.{name}"] for name in ground.data.industries])
    trend = value["households.price_trend"] / 100.0 if ground.switches.wages_move else 0.0
    return Fixed(
        anchor_rows=anchors,
        anchor_keys=firms.identifier[anchors],
        rounding=uniforms(stream(ground.seed, "rounding of posts"), firms.identifier),
        vacancy_share=np.add(*open_posts_at_start(firms, value)),
        complex_share=complex_share,
        reach=Reach.between(own, system.province, national=system.national),
        province_inverse=leontief_inverse(system.province),
        national_inverse=leontief_inverse(system.national),
        tax_ratio=system.production_tax_ratio[firms.sector],
        monthly_depreciation=annual_hazard_to_monthly(value["investment.depreciation_rate"] / 100.0),
        capital_value=(MONTHS_A_YEAR * capital * utilisation)[firms.industry] * firms.price,
        start_output=firms.output.copy(),
        start_productivity=firms.productivity.copy(),
        start_utilisation=utilisation,
        start_value_added_ratio=system.value_added_ratio(ground.month.year),
        consumer_inflation=1.0 + annual_rate_to_monthly(trend),
    )


def _utilisation(firms: Firms, *, industries: int) -> Column:
    """Output over capacity at the start, by industry; zero where there is none."""
    made = np.bincount(firms.industry, weights=firms.output, minlength=industries)
    could = np.bincount(firms.industry, weights=firms.capacity, minlength=industries)
    return np.divide(made, could, out=np.zeros(industries), where=could > 0.0)


def margin_at_start(ground: Ground, firms: Firms, *, fixed: Fixed) -> Column:
    """Surplus of one more won of sales per firm: value added less pay, taxes and wear of capital, over output."""
    worth = firms.price * firms.output
    cost = (1.0 + ground.value["labour.employer_contributions"]) * firms.wage * firms.employees
    cost += fixed.tax_ratio * worth + fixed.monthly_depreciation * fixed.capital_value * firms.capacity
    left = np.divide(cost, worth, out=np.zeros(worth.size), where=worth > 0.0)
    return np.where(worth > 0.0, firms.value_added_share - left, 0.0)
