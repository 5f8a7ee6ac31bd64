"""Single firms under the fitted totals: sizes, output, sector, pay, capacity."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.arrays import Column, Counts
from simulation.catalogue import SECTORS, SIZE_CLASSES, ComplexData, InputOutput, minimum_pay
from simulation.equations.demography import age_quantile
from simulation.equations.labour import stationary_vacancy_share
from simulation.luck import normals, stream, uniforms
from simulation.start.balance import HIGHEST, LOWEST, Totals
from simulation.start.fitting import cut_log_normal, middle_of_mean, rising_sizes, share_out, whole_within
from simulation.state import Firms, allocate
from simulation.units import MONTHS_A_YEAR, annual_hazard_to_monthly

SMALL_LIMIT = 10
OTHER_LARGEST = 450.0
"""Most workers of a firm of the top class that is no anchor."""
MEAN_LIMIT, WIDER = 0.98, 1.5
CROWDED = 40.0
"""Mean size of small firms with ten workers and more beyond which they would crowd at the upper limit."""
GRID = (np.arange(200) + 0.5) / 200


def lay_out(fitted: Totals, seed: int) -> Firms:
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


def fill_sizes(firms: Firms, fitted: Totals, *, data: ComplexData, draw: Mapping[str, float], seed: int) -> None:
    """Give every operating firm its workers, so that every cell of the fit adds up exactly.

    Sizes of a cell are the even quantiles of a cut log-normal that adds to the cell's workers; which firm has which
    is a keyed draw.
    """
    spread = draw["start.size_spread"]
    place = uniforms(stream(seed, "start size place"), firms.identifier)
    ranked = anchor_sizes(data, draw, firms=firms, fitted=fitted)
    below_ten = under_ten(fitted, draw)
    for industry in range(len(data.industries)):
        for size in range(len(SIZE_CLASSES)):
            rows = np.flatnonzero(
                firms.operating & ~firms.anchor & (firms.industry == industry) & (firms.size_class == size)
            )
            total = int(fitted.heads[industry, size])
            if size == len(SIZE_CLASSES) - 1:
                anchors = np.flatnonzero(firms.anchor & (firms.industry == industry))
                firms.employees[anchors] = anchor_heads(ranked[anchors], data, total=int(fitted.anchor_heads[industry]))
                total -= int(fitted.anchor_heads[industry])
            if rows.size == 0:
                continue
            if size == 0:
                sizes = small_sizes(rows.size, int(below_ten[industry]), spread=spread, total=total)
            else:
                sizes = rising_sizes(
                    rows.size,
                    int(LOWEST[size]),
                    highest=highest_size(size, total / rows.size),
                    spread=spread,
                    total=total,
                )
            firms.employees[rows[np.lexsort((firms.identifier[rows], place[rows]))]] = sizes


def highest_size(size: int, mean: float) -> int:
    """Most workers of a firm in a class; wider where the class must hold more than it counts."""
    most = HIGHEST[size] if np.isfinite(HIGHEST[size]) else OTHER_LARGEST
    return int(most if mean < MEAN_LIMIT * most else WIDER * mean)


def small_sizes(count: int, few: int, *, spread: float, total: int) -> Counts:
    """Sizes of small firms, the given number of them under ten workers.

    Those follow the log-normal that has the mean of all; the others make up what is left of the total.
    """
    highest, others = highest_size(0, total / count), count - few
    middle = middle_of_mean(total / count, spread, lowest=int(LOWEST[0]), highest=highest, place=GRID)
    natural = few * float(
        cut_log_normal(GRID, middle, spread=spread, lowest=LOWEST[0] - 0.5, highest=SMALL_LIMIT - 0.5).mean()
    )
    least, most = total - others * highest, total - others * SMALL_LIMIT
    by_few = int(np.clip(round(natural), max(few, least), min(few * (SMALL_LIMIT - 1), most)))
    pieces = ((few, 1, SMALL_LIMIT - 1, by_few), (others, SMALL_LIMIT, highest, total - by_few))
    return np.concatenate(
        [rising_sizes(n, low, highest=high, spread=spread, total=part) for n, low, high, part in pieces if n]
    )


def anchor_heads(relative: Column, data: ComplexData, *, total: int) -> Counts:
    """Workers of the anchors of one industry: their ranks scaled, none above the largest employer."""
    if relative.size == 0:
        return np.zeros(0, dtype=np.int64)
    largest = data.largest_firm.high or data.largest_firm.value
    highest = max(float(largest), WIDER * total / relative.size)
    sizes = share_out(
        relative, total, lowest=np.full(relative.size, LOWEST[3]), highest=np.full(relative.size, highest)
    )
    return whole_within(sizes, LOWEST[3], highest=highest, total=total)


def under_ten(fitted: Totals, draw: Mapping[str, float]) -> Counts:
    """Operating firms with fewer than ten workers by industry.

    They and the idle tenants make the drawn share of all tenants. Industries with smaller firms have more of them:
    the share of a log-normal with the industry's mean, its odds multiplied by one number for all industries.
    """
    counts = fitted.firms[:, 0].astype(float)
    mean = np.divide(fitted.heads[:, 0], counts, out=np.ones_like(counts), where=counts > 0.0)
    idle = (fitted.tenants - fitted.operating).sum()
    wanted = float(np.clip(draw["start.under_ten_share"] * fitted.tenants.sum() - idle, 0.0, counts.sum()))
    natural = np.array([few_of_mean(level, draw["start.size_spread"]) for level in mean])
    # Outside these shares the mean could only be met by crowding at the limits of the two pieces.
    fewest = np.clip((14.0 - mean) / (14.0 - 3.0), 0.0, 1.0)
    most = np.clip((CROWDED - mean) / (CROWDED - 5.5), fewest, 1.0)
    below, above = 1e-6, 1e6
    for _ in range(60):
        odds = np.sqrt(below * above)
        share = np.clip(odds * natural / (1.0 - natural + odds * natural), fewest, most)
        below, above = (odds, above) if (share * counts).sum() < wanted else (below, odds)
    return np.asarray(np.round(share * counts), dtype=np.int64)


def few_of_mean(mean: float, spread: float) -> float:
    """Share under ten workers of a log-normal over the class of small firms with a given mean size."""
    lowest, highest = int(LOWEST[0]), int(HIGHEST[0])
    middle = middle_of_mean(mean, spread, lowest=lowest, highest=highest, place=GRID)
    sizes = cut_log_normal(GRID, middle, spread=spread, lowest=lowest - 0.5, highest=highest + 0.5)
    return float(np.clip((sizes < SMALL_LIMIT - 0.5).mean(), 0.01, 0.99))


def anchor_sizes(data: ComplexData, draw: Mapping[str, float], *, firms: Firms, fitted: Totals) -> Column:
    """Relative sizes of the anchors: the published ranks, then a truncated Pareto; spread over industries in turn.

    Size of rank r beyond the published ones: the quantile (r - 1/2) / count of a Pareto with exponent alpha between
    the class limit and the largest employer. The largest ranks go where the complex file puts them, every next one to
    the industry whose anchors lie furthest below their fitted mean.
    """
    count = int(fitted.anchors.sum())
    alpha, low, high = draw["start.anchor_pareto"], LOWEST[3], data.largest_firm.value
    rank = (np.arange(count) + 0.5) / count
    tail = (low / high) ** alpha
    sizes = low * (1.0 - (1.0 - rank) * (1.0 - tail)) ** (-1.0 / alpha)
    sizes = np.sort(sizes)[::-1]
    sizes = np.clip(sizes, low, high)
    published = min(count, len(data.rank_sizes))
    sizes[:published] = data.rank_sizes[:published]
    column = np.ones(firms.identifier.size)
    places = {i: list(np.flatnonzero(firms.anchor & (firms.industry == i))) for i in range(len(data.industries))}
    need = fitted.anchor_heads.astype(float).copy()
    for rank_index, size in enumerate(sizes):
        named = data.rank_industries[rank_index] if rank_index < len(data.rank_industries) else None
        industry = data.industries.index(named) if named and places[data.industries.index(named)] else None
        if industry is None:
            open_ones = [i for i in places if places[i]]
            industry = max(open_ones, key=lambda i: need[i] / len(places[i]))
        column[places[industry].pop(0)] = size
        need[industry] -= size
    return column


def fill_output(firms: Firms, fitted: Totals, *, price: Column, draw: Mapping[str, float], seed: int) -> None:
    """Share the output of every industry among its firms by workers and a keyed productivity factor (volumes)."""
    factor = np.exp(draw["start.productivity_spread"] * normals(stream(seed, "start productivity"), firms.identifier))
    weight = firms.employees * np.where(firms.anchor, 1.0, np.array([1.0, 1.2, 1.5, 2.0])[firms.size_class]) * factor
    for industry in range(price.size):
        mine = firms.operating & firms.manufacturing & (firms.industry == industry)
        for anchor, total in (
            (True, fitted.anchor_output[industry]),
            (False, fitted.output[industry] - fitted.anchor_output[industry]),
        ):
            rows = mine & (firms.anchor == anchor)
            if weight[rows].sum() > 0.0:
                firms.output[rows] = total / price[industry] * weight[rows] / weight[rows].sum()


def choose_sectors(firms: Firms, data: ComplexData, *, draw: Mapping[str, float]) -> None:
    """Give every firm a sector, so that the sectors' shares of an industry's output meet the concordance.

    Firms are taken by size, the largest first, each to the sector furthest below its share; anchors too large for a
    share leave what they leave.
    """
    for index, industry in enumerate(data.industries):
        weights = {
            sector: draw.get(f"start.sector_weight.{industry}.{sector}", weight)
            for sector, weight in data.concordance[industry].items()
        }
        names = list(weights)
        share = np.array([weights[name] for name in names]) / sum(weights.values())
        codes = np.array([SECTORS.index(name) for name in names])
        rows = np.flatnonzero(firms.industry == index)
        rows = rows[np.lexsort((firms.identifier[rows], -firms.employees[rows]))]
        filled = np.zeros(len(names))
        for row in rows:
            size = max(float(firms.employees[row]), 0.5)
            pick = int(np.argmax(share * (filled.sum() + size) - filled))
            firms.sector[row] = codes[pick]
            filled[pick] += size
    made = np.array([name in data.manufacturing for name in SECTORS])
    firms.manufacturing[:] = made[firms.sector]


def fill_services(firms: Firms, system: InputOutput, *, price: Column) -> None:
    """Output of tenants outside manufacturing: workers times the nation's output per full-time job of the sector."""
    rows = firms.operating & ~firms.manufacturing
    yearly = 1.0 / system.jobs_per_million()[firms.sector[rows]]
    firms.output[rows] = firms.employees[rows] * yearly / MONTHS_A_YEAR / price[firms.industry[rows]]


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
        for _ in range(30):
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
    cost += system.production_tax_ratio[firms.sector] * worth + wear * 12.0 * capital * firms.output
    added = system.value_added_ratio(year)[firms.sector] * worth
    for industry in range(len(data.industries)):
        rows = (firms.industry == industry) & (worth > 0.0)
        if rows.any():
            margin = (added[rows].sum() - cost[rows].sum()) / worth[rows].sum()
            firms.value_added_share[rows] = cost[rows] / worth[rows] + margin
    np.clip(firms.value_added_share, 0.03, 0.97, out=firms.value_added_share)


def fill_rest(firms: Firms, data: ComplexData, *, utilisation: Column, draw: Mapping[str, float], seed: int) -> None:
    """Capacity, productivity, posts, stocks, money, district and age at the start, in the steady state of output."""
    firms.capacity[:] = firms.output / utilisation[firms.industry]
    firms.productivity[:] = np.divide(
        firms.output, firms.employees, out=np.zeros_like(firms.output), where=firms.employees > 0
    )
    rate = np.array([draw[f"labour.separation_rate.{size}"] for size in SIZE_CLASSES])[firms.size_class]
    mean = float((rate * firms.employees).sum() / firms.employees.sum())
    firms.separation_rate[:] = rate / mean * draw["labour.separation_mean"] / 100.0
    unfilled = stationary_vacancy_share(firms.separation_rate, draw["labour.fill_probability"])
    unfilled += draw["labour.latent_posts"] / 100.0
    firms.established_posts[:] = firms.employees / (1.0 - unfilled)
    place = uniforms(stream(seed, "start latent posts"), firms.identifier)
    firms.latent_posts[:] = np.floor(draw["labour.latent_posts"] / 100.0 * firms.established_posts + place)
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
