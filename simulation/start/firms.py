"""Single firms under the fitted totals: rows, output, sector, pay, capacity."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.arrays import Column, Flags
from simulation.catalogue import SECTORS, SIZE_CLASSES, ComplexData, InputOutput, minimum_pay
from simulation.equations.demography import age_quantile
from simulation.equations.labour import open_posts_at_rest
from simulation.luck import normals, stream, uniforms
from simulation.start.balance import Totals, output_a_worker
from simulation.start.fitting import fill_shares
from simulation.state import Firms, allocate
from simulation.units import MONTHS_A_YEAR, Month, annual_hazard_to_monthly

ROUNDS = 30
"""Most rounds of lifting pay to the minimum wage; two or three are usual."""
LEAST_SHARE = 0.03
"""Least share of value added, and of inputs, in the output of a firm, so that neither is made of nothing."""


def lay_out(fitted: Totals) -> Firms:
    """Allocate one row per tenant: industry, size class, anchors first, the idle tenants last in each industry."""
    rows = int(fitted.tenants.sum())
    firms = allocate(Firms, rows)
    firms.identifier[:] = np.arange(rows)
    firms.active[:] = True
    row = 0
    for industry in range(fitted.tenants.size):
        for size in (3, 2, 1, 0):
            count = int(fitted.firms[industry, size])
            firms.industry[row : row + count] = industry
            firms.size_class[row : row + count] = size
            firms.operating[row : row + count] = True
            if size == 3:
                firms.anchor[row : row + int(fitted.anchors[industry])] = True
            row += count
        idle = int(fitted.tenants[industry] - fitted.operating[industry])
        firms.industry[row : row + idle] = industry
        row += idle
    return firms


def shared_output(firms: Firms, fitted: Totals, *, makers: Flags, draw: Mapping[str, float], seed: int) -> Column:
    """Monthly output (nominal, million KRW) of every firm when the makers divide what their industry makes.

    By workers, the usual output a worker of the size class, and a keyed productivity factor; anchors have a total of
    their own.
    """
    factor = np.exp(draw["start.productivity_spread"] * normals(stream(seed, "start productivity"), firms.identifier))
    weight = firms.employees * np.where(firms.anchor, 1.0, output_a_worker(draw)[firms.size_class]) * factor
    output = np.zeros(firms.identifier.size)
    for industry in range(fitted.output.size):
        mine = makers & (firms.industry == industry)
        for anchor, total in (
            (True, fitted.anchor_output[industry]),
            (False, fitted.output[industry] - fitted.anchor_output[industry]),
        ):
            rows = mine & (firms.anchor == anchor)
            if weight[rows].sum() > 0.0:
                output[rows] = total * weight[rows] / weight[rows].sum()
    return output


def choose_sectors(firms: Firms, data: ComplexData, *, output: Column, draw: Mapping[str, float]) -> None:
    """Give every firm a sector, so that the sectors' shares of an industry's output meet the concordance.

    Firms are taken by output, the largest first (:func:`simulation.start.fitting.fill_shares`). An idle tenant counts
    like the smallest firm of its industry that operates.

    Args:
        firms: columns of the firms, with their workers.
        data: the complex.
        output: what each firm would make if all made goods (nominal).
        draw: parameters of the run.
    """
    for index, industry in enumerate(data.industries):
        weights = {
            sector: draw.get(f"start.sector_weight.{industry}.{sector}", weight)
            for sector, weight in data.concordance[industry].items()
        }
        share = np.array(list(weights.values())) / sum(weights.values())
        rows = np.flatnonzero(firms.industry == index)
        smallest = output[rows].min(where=output[rows] > 0.0, initial=np.inf)
        made = np.where(output[rows] > 0.0, output[rows], smallest if np.isfinite(smallest) else 1.0)
        order = np.lexsort((firms.identifier[rows], -made))
        codes = np.array([SECTORS.index(name) for name in weights])
        firms.sector[rows[order]] = codes[fill_shares(made[order], share)]
    in_goods = np.array([name in data.manufacturing for name in SECTORS])
    firms.manufacturing[:] = in_goods[firms.sector]


def fill_services(firms: Firms, system: InputOutput, *, month: Month, growth: float) -> None:
    """Output of tenants outside manufacturing: workers times the nation's output per full-time job of the sector.

    Args:
        firms: columns; output is filled in.
        system: the input-output system, with the jobs of its benchmark year.
        month: month of the start.
        growth: growth of labour productivity a year (share).
    """
    rows = firms.operating & ~firms.manufacturing
    yearly = 1.0 / system.jobs_per_million(month, growth=growth)[firms.sector[rows]]
    firms.output[rows] = firms.employees[rows] * yearly / MONTHS_A_YEAR


def fill_pay(firms: Firms, system: InputOutput, *, draw: Mapping[str, float], year: int) -> None:
    """Pay per head by size class, scaled so that each industry's compensation is its input-output share of output.

    Nobody full-time earns less than the minimum wage; where that binds, the others of the industry earn less in
    proportion, so that the industry's total stands.
    """
    contributions = 1.0 + draw["labour.employer_contributions"]
    floor = minimum_pay(year)
    relative = np.array([draw[f"start.pay.{size}"] for size in SIZE_CLASSES])[firms.size_class]
    ratio = system.compensation_ratio(year)[firms.sector]
    for industry in np.unique(firms.industry):
        rows = np.flatnonzero((firms.industry == industry) & (firms.employees > 0))
        heads = firms.employees[rows].astype(float)
        total = float((ratio[rows] * firms.price[rows] * firms.output[rows]).sum()) / contributions
        pay = relative[rows] * total / float((relative[rows] * heads).sum())
        for _ in range(ROUNDS):
            low = pay <= floor
            free = total - floor * float(heads[low].sum())
            rest = float((pay[~low] * heads[~low]).sum())
            pay = np.where(low, floor, pay * (free / rest if rest > 0.0 and free > 0.0 else 1.0))
            if abs(float((pay * heads).sum()) - total) < 1e-9 * total:
                break
        firms.wage[rows] = np.maximum(pay, floor)


def fill_accounts(
    firms: Firms, system: InputOutput, *, data: ComplexData, draw: Mapping[str, float], year: int
) -> None:
    """Value added so that firms of an industry earn the same margin and its total is the input-output share.

    v_i p Y_i = compensation + production tax + depreciation + m p Y_i, with m from the industry's total: without it
    small firms, which pay more per unit of output, would start at a loss that no source shows.
    """
    worth = firms.price * firms.output
    wear = annual_hazard_to_monthly(draw["investment.depreciation_rate"] / 100.0)
    capital = np.array([draw[f"investment.capital_output.{name}"] for name in data.industries])[firms.industry]
    cost = (1.0 + draw["labour.employer_contributions"]) * firms.wage * firms.employees
    cost += system.production_tax_ratio[firms.sector] * worth + wear * MONTHS_A_YEAR * capital * worth
    added = system.value_added_ratio(year)[firms.sector] * worth
    for industry in range(len(data.industries)):
        rows = (firms.industry == industry) & (worth > 0.0)
        if rows.any():
            margin = (added[rows].sum() - cost[rows].sum()) / worth[rows].sum()
            firms.value_added_share[rows] = cost[rows] / worth[rows] + margin
    np.clip(firms.value_added_share, LEAST_SHARE, 1.0 - LEAST_SHARE, out=firms.value_added_share)


def fill_rest(firms: Firms, data: ComplexData, *, utilisation: Column, draw: Mapping[str, float], seed: int) -> None:
    """Capacity, productivity, posts, stocks, money, district and age at the start, in the steady state of output."""
    firms.capacity[:] = firms.output / utilisation[firms.industry]
    firms.productivity[:] = np.divide(
        firms.output, firms.employees, out=np.zeros_like(firms.output), where=firms.employees > 0
    )
    rate = np.array([draw[f"labour.separation_rate.{size}"] for size in SIZE_CLASSES])[firms.size_class]
    mean = float((rate * firms.employees).sum() / firms.employees.sum())
    firms.separation_rate[:] = rate / mean * draw["labour.separation_mean"] / 100.0
    advertised, latent = open_posts_at_start(firms, draw)
    firms.established_posts[:] = firms.employees / (1.0 - advertised - latent)
    place = uniforms(stream(seed, "start latent posts"), firms.identifier)
    firms.latent_posts[:] = np.floor(latent * firms.established_posts + place)
    firms.labour[:] = firms.employees
    firms.demand[:] = firms.expected_demand[:] = firms.target_output[:] = firms.output
    firms.inventory[:] = draw["production.inventory_cover"] * firms.output
    firms.cash[:] = draw["finance.cash_months"] * firms.price * firms.output
    firms.export_share[:] = np.array([draw[f"start.export_share.{name}"] for name in data.industries])[firms.industry]
    firms.export_share /= 100.0
    edges = np.cumsum([district.tenant_share for district in data.districts])
    found = np.searchsorted(edges, uniforms(stream(seed, "start district"), firms.identifier))
    firms.district[:] = np.minimum(found, len(edges) - 1)
    luck = uniforms(stream(seed, "start age"), firms.identifier)
    firms.age[:] = age_quantile(luck, draw["start.mean_age"], shape=draw["start.age_shape"])


def open_posts_at_start(firms: Firms, value: Mapping[str, float]) -> tuple[Column, Column]:
    """Advertised and latent posts over all posts of each firm when the market is settled (:func:`open_posts_at_rest`).

    Args:
        firms: columns of the firms, with rates of separation.
        value: parameters of the run (``labour.*``).
    """
    relative = np.array([value[f"labour.unfilled_by_size.{size}"] for size in SIZE_CLASSES])
    return open_posts_at_rest(
        firms.separation_rate,
        firms.employees.astype(np.float64),
        fill_probability=value["labour.fill_probability"],
        relative=relative[firms.size_class],
        latent=value["labour.latent_posts"] / 100.0,
    )
