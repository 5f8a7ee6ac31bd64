"""What of programme money is demand: what it buys, what is left out of it, and how much of it is bought nearby."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from simulation.catalogue import central_values, table
from simulation.policy.capital_spending import LOCAL_SCALE
from simulation.policy.programmes import pool_totals
from simulation.policy.spending import HOUSEHOLDS, SpendingVector, bought_with
from simulation.scenario import Scenario

CONSTRUCTION, SERVICES = ("CONS",), ("BSRV", "OSRV")
"""Sectors of the input-output table of what budgets call works and services; all other goods are equipment."""
UNSPENT = "execution"
"""Planned money that is not expected to be spent, among what is left out of demand."""


@dataclass(slots=True)
class Demand:
    """Planned programme money over its whole period at central rates (million KRW).

    ``excluded`` by reason, first what execution and realisation rates cut of it, ``kinds`` of purchase (construction,
    equipment, services, households), which add to ``base``; ``local`` what is bought in the province, ``imported``
    what goes abroad at once.
    """

    money: float = 0.0
    base: float = 0.0
    local: float = 0.0
    imported: float = 0.0
    excluded: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, float] = field(default_factory=dict)


def purchases_of(scenario: Scenario) -> Iterator[tuple[float, list[tuple[float, SpendingVector]]]]:
    """Money that every instrument spends (million KRW, whole period, central rates), and what shares of it buy."""
    values = central_values(scenario.complex) | scenario.parameters
    pools = pool_totals(scenario.instruments.values(), values)
    local_scale = values.get(LOCAL_SCALE, 1.0)
    for spec in scenario.instruments.values():
        resolved = spec.resolved(values, scenario.execution, pool_total=pools.get(spec.pool or "", 1.0))
        bought = [(share, bought_with(item, values, local_scale=local_scale)) for item, share in spec.buys().items()]
        yield sum(sum(payers.values()) for payers in resolved.values()), bought


def demand_of(scenario: Scenario) -> Demand:
    """What the programmes of a scenario buy: base = money less what is excluded, and the same by kind of purchase."""
    found = Demand(money=sum(money for money, _ in purchases_of(scenario.model_copy(update={"execution": False}))))
    found.excluded[UNSPENT] = found.money - sum(money for money, _ in purchases_of(scenario))
    for money, bought in purchases_of(scenario):
        for share, vector in bought:
            amount = money * share
            found.base += amount * vector.demand_share
            found.local += amount * float(vector.local.sum())
            found.imported += amount * vector.imported
            for name, part in vector.excluded.items():
                found.excluded[name] = found.excluded.get(name, 0.0) + amount * part
            for name, part in _kinds(vector).items():
                found.kinds[name] = found.kinds.get(name, 0.0) + amount * part
    return found


def _kinds(vector: SpendingVector) -> Mapping[str, float]:
    """Shares of one won of an item by kind of purchase, at purchasers' prices."""
    if vector.item == HOUSEHOLDS:
        return {"households": vector.demand_share}
    rows = table("spending_vectors")
    shares = rows[rows["item"] == vector.item].groupby("sector")["share"].sum()
    works, services = (float(shares.reindex(sectors).fillna(0.0).sum()) for sectors in (CONSTRUCTION, SERVICES))
    return {"construction": works, "services": services, "equipment": vector.demand_share - works - services}
