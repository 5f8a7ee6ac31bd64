"""The start state: firms, people and supplier network of one complex in one quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import SECTORS, ComplexData, minimum_pay
from simulation.start import firms as fill
from simulation.start.balance import totals
from simulation.start.firm_sizes import fill_sizes
from simulation.start.network import build_network
from simulation.start.pay import fill_last_jobs, fill_pay_of_people
from simulation.start.people import people
from simulation.start.tiers import hang_on_anchors
from simulation.state import Firms, Network, Workers
from simulation.units import last_month


@dataclass(frozen=True, slots=True)
class StartState:
    """A closed state; ``complex_share`` is the share phi of the province's supply that each sector could be given."""

    quarter: str
    firms: Firms
    workers: Workers
    network: Network
    complex_share: NDArray[np.float64]


def start_state(
    data: ComplexData, quarter: str, *, draw: Mapping[str, float], seed: int, scale: float = 1.0
) -> StartState:
    """Make the state of a complex at the end of a quarter.

    Args:
        data: the complex and its record.
        quarter: such as ``2018Q4``.
        draw: drawn parameters; see ``data/parameters/start.yaml`` and the complex file.
        seed: seed of the run; keys every draw.
        scale: 1 for one agent per real unit; smaller shrinks firms, workers and money alike.
    """
    system = data.input_output(draw)
    year = int(quarter[:4])
    price = data.price_index(quarter, draw)
    fitted = totals(data, quarter, draw=draw, scale=scale)
    firms = fill.lay_out(fitted)
    firms.price[:] = price[firms.industry]
    fill_sizes(firms, fitted, data=data, draw=draw, seed=seed)
    if_all_made_goods = fill.shared_output(firms, fitted, makers=firms.operating, draw=draw, seed=seed)
    fill.choose_sectors(firms, data, output=if_all_made_goods, draw=draw)
    makers = firms.operating & firms.manufacturing
    firms.output[:] = fill.shared_output(firms, fitted, makers=makers, draw=draw, seed=seed) / firms.price
    growth = draw["production.productivity_growth"] / 100.0
    fill.fill_services(firms, system, month=last_month(quarter), growth=growth)
    fill.fill_pay(firms, system, draw=draw, year=year)
    fill.fill_accounts(firms, system, data=data, draw=draw, year=year)
    fill.fill_rest(firms, data, utilisation=utilisation(data, quarter), draw=draw, seed=seed)
    share = np.array([draw.get(f"start.complex_share.{sector}", 0.0) for sector in SECTORS])
    network, used = build_network(
        firms,
        share,
        province=system.province,
        inside_limit=draw["start.inside_sales_limit"],
        links=int(draw["start.supplier_links"]),
        seed=seed,
    )
    hang_on_anchors(firms, data.industries, draw=draw, seed=seed)
    pool = max(1, round(draw["labour.reachable_pool"] * scale))
    workers = people(firms, pool, data=data, draw=draw, seed=seed)
    fill_pay_of_people(workers, firms, draw=draw, floor=minimum_pay(year))
    fill_last_jobs(workers, firms, draw=draw, seed=seed)
    return StartState(quarter, firms, workers, network, used)


def utilisation(data: ComplexData, quarter: str) -> NDArray[np.float64]:
    """Reported utilisation by industry in a quarter (share); tenants outside the core stand at the total."""
    return np.append(data.industry_utilisation(quarter), data.utilisation_total(quarter)) / 100.0
