"""Korea's input-output system at 18 sectors, split into the province, the rest of the country and imports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from simulation.arrays import Column
from simulation.catalogue.files import document, table
from simulation.catalogue.quantities import Quantity, quantity
from simulation.units import MINIMUM_WAGE_HOURS, MONTHS_A_YEAR, Month

SECTORS = (
    "AGMIN", "PMET", "FMET", "GMACH", "SMACH", "ELEC", "AUTO", "SHIP", "OTRN",
    "ICT", "CHEM", "OMAN", "SUBC", "UTIL", "CONS", "TRTR", "BSRV", "OSRV",
)  # fmt: skip
ENERGY = SECTORS.index("UTIL")
BENCHMARK, EXTENSION = 2020, 2023
TABLE, REGIONAL = "io18_", "bok_regional"
"""Tables of 18 sectors, and how the sources of those begin that are one province's."""
LOCAL_INPUTS = "start.local_inputs"
"""Parameter of provinces without a table of their own: share of domestic inputs bought in the province."""


@dataclass(frozen=True, slots=True)
class InputOutput:
    """Coefficients per unit of output, sector by sector (columns buy from rows).

    ``national`` domestic inputs, ``province`` the part supplied within the province, ``imports`` imported inputs;
    ratios over output of the benchmark year 2020, value added and compensation also of the 2023 extension table
    where it was published for the sector.
    """

    national: Column
    province: Column
    imports: Column
    production_tax_ratio: Column
    _value_added: tuple[Column, Column]
    _compensation: tuple[Column, Column]
    _jobs: Column

    @property
    def sectors(self) -> int:
        """Number of sectors."""
        return len(SECTORS)

    def value_added_ratio(self, year: int) -> Column:
        """Value added over output, moved linearly from 2020 to 2023 and constant outside those years."""
        return _between(self._value_added, year)

    def compensation_ratio(self, year: int) -> Column:
        """Compensation of employees over output, moved linearly from 2020 to 2023 and constant outside."""
        return _between(self._compensation, year)

    def energy_ratio(self) -> Column:
        """Electricity, gas and heat bought per unit of output, at home and from abroad."""
        return np.asarray((self.national + self.imports)[ENERGY])

    def jobs_per_million(self, month: Month | None = None, *, growth: float = 0.0) -> Column:
        """Full-time equivalents per million KRW of yearly output at 2020 prices, j (1 + g) ** -t by sector.

        Args:
            month: its distance from the middle of the benchmark year is t (years); that year itself when missing.
            growth: g, growth of labour productivity a year (share), taken to be the same in every sector.

        Source: Bank of Korea, employment table of 2020 (estimate at 18 sectors).
        """
        if month is None:
            return self._jobs
        first = Month.parse(f"{BENCHMARK}-01")
        middle = first.number + (MONTHS_A_YEAR - 1) / 2.0
        return np.asarray(self._jobs * (1.0 + growth) ** ((middle - month.number) / MONTHS_A_YEAR))


def _between(ends: tuple[Column, Column], year: int) -> Column:
    weight = min(1.0, max(0.0, (year - BENCHMARK) / (EXTENSION - BENCHMARK)))
    return (1.0 - weight) * ends[0] + weight * ends[1]


def _fixed(values: Column) -> Column:
    values = np.ascontiguousarray(values, dtype=np.float64)
    values.setflags(write=False)
    return values


def provinces() -> list[str]:
    """Provinces of which coefficients fitted to official intra-provincial multipliers ship."""
    tables = document("tables/tables.yaml")
    of_provinces = [name for name in tables if name.startswith(TABLE) and tables[name]["source"].startswith(REGIONAL)]
    return sorted(name.removeprefix(TABLE) for name in of_provinces)


def has_province_table(province: str) -> bool:
    """Whether a province is among them; tables of other things have names like theirs."""
    return province in provinces()


def local_inputs() -> Quantity:
    """The share of domestic inputs bought in a province of which no table ships, with its range."""
    return quantity(LOCAL_INPUTS, document("no_province_table.yaml")[LOCAL_INPUTS])


def io_system(province: str, local_share: float | None = None) -> InputOutput:
    """The input-output system seen from one province.

    Where no table of the province ships, A_p = s A_d: of every domestic input of the national table the same share is
    bought in the province.

    Args:
        province: key such as the complex names.
        local_share: s, share of domestic inputs bought in the province; its central value where it is missing. Not
            read where a table of the province ships.

    Source: Bank of Korea, input-output tables 2020; s is an assumption.
    """
    known = has_province_table(province)
    found = _system(province if known else None)
    if known:
        return found
    share = local_inputs().value if local_share is None else local_share
    return replace(found, province=_fixed(share * found.national))


@cache
def _system(province: str | None) -> InputOutput:
    order = list(SECTORS)

    def matrix(name: str) -> Column:
        return _fixed(table(name).set_index("sector").loc[order, order].to_numpy())

    ratios = table("io18_value_added").set_index("sector").loc[order]
    drift = table("io18_drift").set_index("sector").loc[order]
    # The drift table holds ratios of the sectors it covers; growth is applied to the benchmark so that 2020 is exact.
    moved = ratios["value_added"] * drift["value_added_2023"] / drift["value_added_2020"]
    paid = ratios["compensation"] * drift["compensation_2023"] / drift["compensation_2020"]
    return InputOutput(
        national=matrix("io18_domestic"),
        province=matrix("io18_domestic" if province is None else f"io18_{province}"),
        imports=matrix("io18_imports"),
        production_tax_ratio=_fixed(ratios["production_tax"].to_numpy()),
        _value_added=(_fixed(ratios["value_added"].to_numpy()), _fixed(moved.to_numpy())),
        _compensation=(_fixed(ratios["compensation"].to_numpy()), _fixed(paid.to_numpy())),
        _jobs=_fixed(ratios["fte_per_million_krw"].to_numpy()),
    )


def _by_year(name: str, column: str, *, year: int) -> float:
    rows = table(name).set_index("year")[column]
    return float(rows[min(max(year, int(rows.index.min())), int(rows.index.max()))])


@cache
def minimum_pay(year: int) -> float:
    """Full-time monthly pay at the minimum wage of a year (million KRW); the last known year beyond the table."""
    return _by_year("minimum_wage", "minimum_wage_krw_per_hour", year=year) * MINIMUM_WAGE_HOURS / 1e6


@cache
def contributions(month: Month) -> float:
    """Employers' social contributions on pay by the law of a month (share): the sum of the last rate of each scheme."""
    last = {scheme: share for scheme, begins, share in _contribution_rates() if begins <= month}
    return float(sum(last[scheme] for scheme in sorted(last)))


@cache
def _contribution_rates() -> tuple[tuple[str, Month, float], ...]:
    """Scheme, first month and share of every rate, in the order of the table: a later one of a scheme replaces it."""
    columns = table("contributions")[["scheme", "from", "share"]].itertuples(index=False)
    return tuple((str(scheme), Month.parse(begins), float(share)) for scheme, begins, share in columns)


@cache
def exchange_rate(year: int) -> float:
    """KRW per USD, mean of a year; the last known year beyond the table."""
    return _by_year("exchange_rate", "krw_per_usd", year=year)


@cache
def permit_quota() -> tuple[Column, Column]:
    """Least workers of each size of firm, and the foreign workers under permit a firm of it may employ (persons)."""
    rows = table("permit_quota")
    return _fixed(rows["workers_from"].to_numpy()), _fixed(rows["quota"].to_numpy())


@cache
def wage_support_rule(year: int) -> tuple[float, float, float] | None:
    """Wage-stability subsidy of a year: workers below, pay below (million KRW a month), amount a worker; or none."""
    rows = table("wage_support")
    found = rows.loc[rows["year"] == year, ["workers_below", "pay_below", "amount"]].to_numpy(float)
    return (found[0, 0], found[0, 1], found[0, 2]) if found.size else None
