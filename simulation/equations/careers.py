"""Careers: who leaves a firm in a month, who retires, who enters working life (equation 4.7)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled, flagged, least_and_most, taken
from simulation.equations.columns import Hazards, Leaving, Left, People, Retiring
from simulation.equations.hazards import relative_hazard
from simulation.luck import uniform, uniforms

EMPLOYED, UNEMPLOYED, ELSEWHERE, OUT = 0, 1, 2, 3
"""Where a person is: at a tenant, looking for work, employed elsewhere within reach, not in the labour force."""


@compiled
def leave(
    keys: tuple[np.uint64, np.uint64, np.uint64], month: int, people: People, hazards: Hazards, leaving: Leaving,
    retiring: Retiring, unemployed_share: float, left: Left,
) -> int:  # fmt: skip
    """Let people of all firms quit, be laid off or retire; those who stay gain a month of tenure.

    A person leaves with hazard base x relative + laid off; at the retirement age with probability 1 - stays, past it
    with the hazard of :func:`retirement_hazard`. Foreign workers who leave go home, retirees leave the labour force,
    others are unemployed or employed elsewhere. People in the pool retire by the same rule.

    Args:
        keys: keys of quitting, of retiring and of what comes after, this month.
        month: months since the start.
        people: columns of people, changed in place.
        hazards: hazards of the firms.
        leaving: relative hazards of people.
        retiring: who retires, and when.
        unemployed_share: share of leavers who are unemployed first.
        left: receives who left.


    Returns:
        How many those are.
    """
    quit_key, retire_key, next_key = keys
    identifier, employer, status, tenure = people.identifier, people.employer, people.status, people.tenure
    born, foreign, wage, limit = people.born, people.foreign, people.wage, retiring.limit
    leavers, retired, ended = left.leavers, left.retired, left.ended
    leavers[:] = 0
    retired[:] = 0
    gone = 0
    luck = uniforms(quit_key, identifier)
    for row in flagged(_may_end(luck, people, hazards=hazards, leaving=leaving, old=month - 12 * limit)):
        firm, months = employer[row], month - born[row]
        ends = False
        if months == 12 * limit:
            ends = uniform(retire_key, identifier[row]) >= retiring.stays
            if not ends:
                wage[row] *= retiring.pay_after
        elif months > 12 * limit:
            ends = uniform(retire_key, identifier[row]) < retiring.hazard[months // 12]
        if ends:
            if firm >= 0:
                leavers[firm] += 1
                retired[firm] += 1
            employer[row], status[row], tenure[row] = -1, OUT, 0
            ended[gone] = row
            gone += 1
        elif firm >= 0 and luck[row] < _hazard(month, row, people=people, hazards=hazards, leaving=leaving):
            leavers[firm] += 1
            # Everybody who is left in reach gains a month below: this one begins at none.
            employer[row], tenure[row] = -1, -1
            if foreign[row]:
                status[row], tenure[row] = OUT, 0
                ended[gone] = row
                gone += 1
            elif uniform(next_key, identifier[row]) < unemployed_share:
                status[row] = UNEMPLOYED
            else:
                status[row] = ELSEWHERE
    for row in range(status.size):
        tenure[row] += status[row] != OUT
    return gone


@compiled
def _hazard(month: int, row: int, people: People, hazards: Hazards, leaving: Leaving) -> Any:
    """Hazard of a worker of quitting or being laid off this month, laid off + base x relative."""
    firm = max(people.employer[row], 0)
    return hazards.laid_off[firm] + hazards.base[firm] * relative_hazard(month, row, people=people, leaving=leaving)


@compiled
def _may_end(luck: Column, people: People, hazards: Hazards, leaving: Leaving, old: int) -> Flags:
    """Who may quit, be laid off or retire this month: the old, and whose draw the highest hazard of anybody reaches.

    A pass that only sets flags runs many rows at a time; what is dear then visits the few rows that are flagged. The
    highest hazard is that of the person's firm, contract and tenure at the age and in the zone of the highest.

    Args:
        luck: draw of quitting this month.
        people: columns of people.
        hazards: hazards of the firms.
        leaving: relative hazards of people.
        old: month of birth of those who reach the retirement age now.
    """
    employer, status, contract = people.employer, people.status, people.contract
    tenure, born, longest = people.tenure, people.born, np.int32(leaving.by_tenure.size - 1)
    by_tenure, by_contract = leaving.by_tenure, leaving.by_contract
    at_worst, where_worst = least_and_most(leaving.by_age)[1], least_and_most(leaving.by_zone)[1]
    # A trifle more than the highest, so that no rounding leaves out whom the hazard itself would reach.
    most = (1.0 + 1e-9) * at_worst * where_worst * max(1.0, leaving.of_foreigners)
    # No ratio of tenure or contract is below the lowest: over that, lay-offs may stand with what they multiply. A row
    # for people without employer, who cannot quit, spares a branch.
    lowest = least_and_most(by_tenure)[0] * least_and_most(by_contract)[0]
    highest = np.zeros(hazards.base.size + 1)
    for firm in range(hazards.base.size):
        highest[firm + 1] = most * hazards.base[firm] + hazards.laid_off[firm] / lowest
    may = np.empty(status.size, np.bool_)
    # Places without a sign spare the question whether they count from the end: many rows are then looked up at a time.
    for row in range(status.size):
        at, stay = np.uint32(employer[row] + 1), np.uint32(min(tenure[row], longest))
        reached = luck[row] < highest[at] * by_tenure[stay] * by_contract[np.uint32(contract[row])]
        may[row] = (reached | (born[row] <= old)) & (status[row] != OUT)
    return may


@compiled
def change_elsewhere(
    key: np.uint64, identifier: Counts, status: Counts, tenure: Counts, found: float, lost: float
) -> None:
    """Turnover of the labour market outside the complex: the unemployed find work there, others lose it.

    Args:
        key: key of the decision and month.
        identifier, status, tenure: columns of people, changed in place.
        found: hazard of the unemployed of finding work elsewhere (share a month).
        lost: hazard of those employed elsewhere of losing it (share a month).
    """
    changes = np.empty(status.size, np.bool_)
    for row in range(status.size):
        luck = uniform(key, identifier[row])
        changes[row] = ((luck < found) & (status[row] == UNEMPLOYED)) | ((luck < lost) & (status[row] == ELSEWHERE))
    for row in range(status.size):
        if changes[row]:
            status[row], tenure[row] = ELSEWHERE if status[row] == UNEMPLOYED else UNEMPLOYED, 0


@compiled
def free_rows(status: Counts, rows: Counts) -> int:
    """Find the rows that nobody holds, in order; returns how many there are.

    Args:
        status: where people are.
        rows: receives the rows.
    """
    count = 0
    for row in range(status.size):
        rows[count] = row
        count += status[row] == OUT
    return count


@compiled
def enter(key: np.uint64, expected: float, identifier: Counts, status: Counts, free: Counts, rows: Counts) -> int:
    """Let new people enter at free rows, each free row by its own draw; returns how many.

    Args:
        key: key of the decision and month.
        expected: people expected to enter (persons).
        identifier: agent keys; an entering person gets a new one.
        status: where people are; those who enter are unemployed.
        free: rows that nobody held when the month's arrivals began.
        rows: receives the rows of those who entered.
    """
    left, count = 0, 0
    out, luck = taken(status, free), uniforms(key, taken(identifier, free))
    for place in range(free.size):
        left += out[place] == OUT
    chance = expected / left
    for place in range(free.size):
        if (luck[place] < chance) & (out[place] == OUT):
            row = free[place]
            identifier[row] += status.size
            status[row] = UNEMPLOYED
            rows[count] = row
            count += 1
    return count
