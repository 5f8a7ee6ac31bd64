"""Tables of columns that compiled rules take as one argument each, so that no column can stand in the wrong place."""

from __future__ import annotations

from typing import NamedTuple

from simulation.arrays import Codes, Column, Counts, Flags


class People(NamedTuple):
    """Columns of the people in reach; see :class:`simulation.state.Workers`."""

    identifier: Counts
    employer: Codes
    status: Codes
    tenure: Codes
    born: Codes
    woman: Flags
    foreign: Flags
    skill: Codes
    contract: Codes
    residence: Codes
    home: Codes
    wage: Column
    ability: Column


class Leaving(NamedTuple):
    """Relative hazards of leaving by years of age, months of tenure, contract and zone, and of foreign workers."""

    by_age: Column
    by_tenure: Column
    by_contract: Column
    by_zone: Column
    of_foreigners: float


class Hazards(NamedTuple):
    """Per firm: hazard of a worker of relative hazard one of quitting, and of a lay-off (share a month)."""

    base: Column
    laid_off: Column


class Retiring(NamedTuple):
    """Hazard of retiring by age (share a month), limit (years), who stays at it (share), their pay over that before."""

    hazard: Column
    limit: int
    stays: float
    pay_after: float


class Left(NamedTuple):
    """Receives who left and who retired, per firm (persons), and rows of those who are no longer in reach."""

    leavers: Counts
    retired: Counts
    ended: Counts


class Living(NamedTuple):
    """Chances a month: of dying by age group and sex; by age group of leaving and looking for a home.

    ``leaving`` is that of those without a job, ``with_job`` that of the others over it.
    """

    mortality: Column
    leaving: Column
    with_job: float
    looking: Column


class Residents(NamedTuple):
    """Residents by district, age group and sex (persons): without a row, nationals in reach, foreigners in reach."""

    others: Counts
    nationals: Counts
    foreigners: Counts


class PayRise(NamedTuple):
    """How pay moves in a month.

    General growth and growth by tenure (share a month) in the first ``tenure_months``; full-time pay at the minimum
    wage and the same last month (million KRW a month); ``spill`` share of its rise passed on to pay below
    ``spill_limit`` times the minimum.
    """

    growth: float
    by_tenure: float
    tenure_months: float
    floor: float
    before: float
    spill: float
    spill_limit: float
