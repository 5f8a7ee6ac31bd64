"""From an amount of programme money to final demand by commodity (table ``spending_vectors``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np

from simulation.accounts import Account
from simulation.arrays import Column
from simulation.catalogue import SECTORS, table
from simulation.errors import DataError
from simulation.policy.actions import Purchase

TRADE = SECTORS.index("TRTR")
HOUSEHOLDS = "household_consumption"
"""What people buy with money they are given: no cost item of a budget, but what an allowance becomes."""
EXCLUDED = ("land_compensation", "vat", "contingency")


@dataclass(frozen=True, slots=True)
class SpendingVector:
    """What one won spent on an item buys, by the 18 sectors at basic prices.

    ``domestic`` within the country, ``local`` the part of it bought within the province, ``imported`` the money that
    goes abroad at once, ``excluded`` the share that is no demand: land, value-added tax, reserves.
    """

    item: str
    domestic: Column
    local: Column
    imported: float
    excluded: Mapping[str, float]

    @property
    def demand_share(self) -> float:
        """Share of the money that is demand for goods and services (산정 대상액)."""
        return 1.0 - sum(self.excluded.values())


@cache
def spending_vectors() -> Mapping[str, SpendingVector]:
    """Every item of the table ``spending_vectors``.

    A row moves share x basic factor to its commodity; the margin that the factor takes off is demand for trade and
    transport, earned where the good is bought. What is not domestic is imported.

    Raises:
        DataError: the shares of an item do not add to one.
    """
    found: dict[str, SpendingVector] = {}
    rows = table("spending_vectors")
    for item, lines in rows.groupby("item", sort=False):
        domestic, local, imported = np.zeros(len(SECTORS)), np.zeros(len(SECTORS)), 0.0
        excluded = dict.fromkeys(EXCLUDED, 0.0)
        for line in lines.to_dict("records"):
            share = float(line["share"])
            flags = [name for name in EXCLUDED if int(line[name])]
            if flags:
                excluded[flags[0]] += share
                continue
            place = SECTORS.index(str(line["sector"]))
            goods = share * float(line["basic_factor"])
            margin = share - goods
            for where, amount in ((place, goods), (TRADE, margin)):
                domestic[where] += amount * float(line["domestic_share"])
                local[where] += amount * float(line["local_share"])
            imported += share * (1.0 - float(line["domestic_share"]))
        total = float(domestic.sum()) + imported + sum(excluded.values())
        if abs(total - 1.0) > 1e-9 or (local > domestic + 1e-12).any():
            raise DataError(
                f"지출 품목 '{item}'의 비중 합이 1이 아닙니다.", f"The shares of item '{item}' do not add to 1."
            )
        domestic.setflags(write=False)
        local.setflags(write=False)
        found[str(item)] = SpendingVector(str(item), domestic, local, imported, excluded)
    return found


@lru_cache(maxsize=256)
def sourced(item: str, local_scale: float) -> SpendingVector:
    """What one won of an item buys at local sourcing shares times a factor, local never above domestic."""
    vector = spending_vectors()[item]
    return replace(vector, local=np.minimum(vector.domestic, local_scale * vector.local))


def bought_with(item: str, values: Mapping[str, float], *, local_scale: float = 1.0) -> SpendingVector:
    """What one won of an item buys, money given to households included: c b, with c = ``households.propensity``.

    Args:
        item: item of ``spending_vectors``, or :data:`HOUSEHOLDS`.
        values: parameters by key.
        local_scale: factor on the local sourcing shares of items, local never above domestic.

    Source: consumption of households by sector b, Bank of Korea, input-output tables 2020.
    """
    if item != HOUSEHOLDS:
        return sourced(item, local_scale)
    basket = table("io18_household_consumption").set_index("sector").loc[list(SECTORS)]
    propensity = values["households.propensity"]
    domestic = propensity * basket["domestic_share"].to_numpy(float)
    imported = propensity * float(basket["imported_share"].sum())
    saved = 1.0 - float(domestic.sum()) - imported
    return SpendingVector(item, domestic, values["households.local_share"] * domestic, imported, {"saved": saved})


def purchase(instrument: str, item: str, *, payers: Mapping[Account, float], local_scale: float = 1.0) -> Purchase:
    """Final demand of spending on an item.

    Args:
        instrument: name of the instrument in the scenario.
        item: item of ``spending_vectors``.
        payers: who pays how much (million KRW of the month).
        local_scale: factor on the local sourcing shares (drawn), local demand never above domestic demand.
    """
    vector, money = sourced(item, local_scale), sum(payers.values())
    local = money * vector.local
    return Purchase(
        instrument=instrument,
        payers=payers,
        local=local,
        domestic=money * vector.domestic,
        elsewhere=money - float(local.sum()),
    )
