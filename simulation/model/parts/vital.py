"""Births, deaths and moves of residents: rates of a month from the record and its trend."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.arrays import Column
from simulation.catalogue import Residents
from simulation.equations.population import cohort_sizes, monthly
from simulation.model.parts.settlement import Settlement
from simulation.units import Month


def vital_rates(rates: Residents, month: Month, *, value: Mapping[str, float]) -> tuple[Column, Column]:
    """Fertility by age and mortality by age and sex, a year, on their trends."""
    years = (month - rates.rates_from - 1) / 12.0
    fertility = rates.fertility * (1.0 + value["city.fertility_trend"] / 100.0) ** years
    mortality = rates.mortality * value["city.mortality_level"] * (1.0 + value["city.mortality_trend"] / 100.0) ** years
    return fertility, mortality


def pool_of_migrants(rates: Residents, month: Month) -> Column:
    """Size of the pools that migrants come from over that when the rates held: births behind each age group."""
    groups = rates.fertility.size
    now = cohort_sizes(rates.births, rates.first_birth_year, time=moment(month.number), groups=groups)
    then = cohort_sizes(rates.births, rates.first_birth_year, time=moment(rates.rates_from.number + 1), groups=groups)
    return now / then


def monthly_rates(home: Settlement, month: Month, *, value: Mapping[str, float]) -> tuple[Column, Column, Column]:
    """Chance of dying (by age group and sex), of leaving without a job and of looking for a home, in the month."""
    _, mortality = vital_rates(home.rates, month, value=value)
    leaving = value["city.turnover_level"] * home.rates.out_rate * np.exp(-home.better)
    return monthly(mortality), monthly(leaving), monthly(home.rates.district_rate)


def moment(month_number: int) -> float:
    """Start of a month as a year with decimals."""
    return month_number / 12.0
