"""The conventional estimate: an amount times a multiplier, by the methods that Korean impact studies print.

It stands beside the model's own effect so that a reader sees both and why they differ. Inducement is no benefit and
enters no benefit-cost ratio. Source of the multipliers: Bank of Korea, input-output tables 2020 and regional tables
2020, aggregated to 18 sectors; the output-to-output multiplier divides each column of the Leontief inverse by its
diagonal (Miller and Blair 2009, ch. 6), so that intermediate demand is not counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.catalogue import SECTORS, InputOutput, table
from simulation.catalogue.input_output import BENCHMARK
from simulation.equations.input_output import leontief_inverse
from simulation.units import EOK, JO

MILLION_IN_BILLION = 1000.0
"""Million KRW in one billion KRW."""
METHODS = (
    "spending_nation", "spending_province", "spending_province_type_2", "output_province", "output_output_province",
    "output_output_province_type_2", "model", "announced",
)  # fmt: skip
INDUCEMENT = ("production", "value_added", "jobs")
"""Measures in which effects are announced, as the multipliers of targets name them."""


@dataclass(frozen=True, slots=True)
class Spending:
    """What a programme bought over its whole period (million KRW, money of each year).

    ``money`` all of it; ``base`` the part that is demand (산정 대상액: without land, tax and reserves); ``domestic``
    and ``local`` demand by sector at basic prices.
    """

    money: float
    base: float
    domestic: Column
    local: Column


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Per won of final demand, by sector: production, value added, compensation, imports, full-time jobs."""

    production: Column
    value_added: Column
    pay: Column
    imports: Column
    jobs: Column
    own: Column

    @classmethod
    def of(cls, coefficients: Column, system: InputOutput) -> Multipliers:
        """Multipliers of a coefficient matrix (the nation's or the province's) at 2020 prices."""
        inverse = leontief_inverse(coefficients)
        return cls(
            production=inverse.sum(axis=0),
            value_added=system.value_added_ratio(BENCHMARK) @ inverse,
            pay=system.compensation_ratio(BENCHMARK) @ inverse,
            imports=system.imports.sum(axis=0) @ inverse,
            jobs=system.jobs_per_million() @ inverse,
            own=np.diag(inverse).copy(),
        )


def household_closure(system: InputOutput, value: Mapping[str, float]) -> Column:
    """Inputs per unit of output that come from households spending their pay, k b w': the type II part.

    With A_g of the province, (I - A_g - k b w')^-1 is the static type II inverse: pay of residents is spent in the
    city, and pay of those who sell there is spent again.

    Args:
        system: input-output system of the province.
        value: parameters (``households.*``, ``labour.employer_contributions``).

    Source: type II closure, Miller and Blair (2009), ch. 6.
    """
    shares = table("io18_household_consumption").set_index("sector").loc[list(SECTORS), "domestic_share"]
    basket = value["households.local_share"] * shares.to_numpy(float)
    pay = system.compensation_ratio(BENCHMARK) / (1.0 + value["labour.employer_contributions"])
    kept = value["households.resident_share"] * (1.0 - value["households.tax_rate"]) * value["households.propensity"]
    return np.asarray(kept * np.outer(basket, pay))


def _row(method: str, amount: float, *, multipliers: Multipliers | None, demand: Column) -> dict[str, float | str]:
    """One method: coefficients are results over the amount they are applied to."""
    row: dict[str, float | str] = {"method": method, "base": amount}
    for name in ("production", "value_added", "pay", "imports", "jobs"):
        total = float(getattr(multipliers, name) @ demand)
        row[name] = total
        row[f"{name}_coefficient"] = total / amount if amount else float("nan")
    row["jobs_coefficient"] = float(row["jobs_coefficient"]) * MILLION_IN_BILLION
    return row


def conventional(
    spending: Spending, extra_output: Column, *, system: InputOutput, households: Column | None = None
) -> pd.DataFrame:
    """Spending and extra output, each with national, in-province or output multipliers.

    Args:
        spending: what the programme bought over its period.
        extra_output: output of the complex with less without the programme by sector (million KRW at 2020 prices).
        system: input-output system of the province.
        households: type II part of :func:`household_closure`; rows that need it are left out when missing.

    Returns:
        Rows ``spending_nation`` (가), ``spending_province`` (나: type I; type II where households are closed),
        ``output_province`` (다: the custom, which counts intermediate demand twice) and ``output_output_province``
        (라: also type II), with the amount, production, value added, pay, imports (million KRW) and jobs (full-time
        person-years), and their coefficients (jobs per 10억원).
    """
    nation, province = Multipliers.of(system.national, system), Multipliers.of(system.province, system)
    made = float(extra_output.sum())
    rows = [
        _row("spending_nation", spending.base, multipliers=nation, demand=spending.domestic),
        _row("spending_province", spending.base, multipliers=province, demand=spending.local),
        _row("output_province", made, multipliers=province, demand=extra_output),
        _row("output_output_province", made, multipliers=province, demand=extra_output / province.own),
    ]
    if households is not None:
        closed = Multipliers.of(system.province + households, system)
        rows.insert(2, _row("spending_province_type_2", spending.base, multipliers=closed, demand=spending.local))
        rows.append(_row("output_output_province_type_2", made, multipliers=closed, demand=extra_output / closed.own))
    return pd.DataFrame(rows)


def announced_effects(targets: pd.DataFrame) -> dict[str, float]:
    """Announced inducement by measure, from targets that readings set against a multiplier of that measure.

    Args:
        targets: rows of the table ``targets``, amounts in their own unit (조원 or 억원).

    Returns:
        Amounts in million KRW.
    """
    found: dict[str, float] = {}
    for row in targets.to_dict("records"):
        factor = row["factor"]
        measure = "_".join(str(factor).split("_")[1:-1])
        if measure in INDUCEMENT and str(factor).startswith("spending_"):
            found[measure] = float(row["value"]) * (JO if row["unit"] == "조원" else EOK)
    return found


def comparison(
    estimate: pd.DataFrame, model: Mapping[str, float], *, announced: Mapping[str, float], base: float
) -> pd.DataFrame:
    """Table 8: the conventional rows, the model's own effect (마) and the announced figures (발표치).

    Args:
        estimate: rows of :func:`conventional`.
        model: effect of the model by measure (million KRW, person-years).
        announced: announced effects by measure, same units.
        base: amount the last two are set against, that of the conventional rows (million KRW).
    """
    rows = []
    for method, found in (("model", model), ("announced", announced)):
        row: dict[str, float | str] = {"method": method, "base": base, **found}
        row.update({f"{name}_coefficient": amount / base for name, amount in found.items() if base})
        if "jobs_coefficient" in row:
            row["jobs_coefficient"] = float(row["jobs_coefficient"]) * MILLION_IN_BILLION
        rows.append(row)
    return pd.concat([estimate, pd.DataFrame(rows)], ignore_index=True)[list(estimate.columns)]


def factors(spending: Spending, output_mix: Column, *, system: InputOutput) -> dict[str, float]:
    """Multipliers that readings of targets name, per won of programme money and per won of extra output.

    Args:
        spending: what the programme bought; zero money gives factors of zero.
        output_mix: sectors of the output a programme adds, any scale (the complex's own output will do).
        system: input-output system of the province.
    """
    nation, province = Multipliers.of(system.national, system), Multipliers.of(system.province, system)
    mix = output_mix / output_mix.sum()
    found: dict[str, float] = {}
    for measure in ("production", "value_added"):
        for place, multipliers, demand in (
            ("nation", nation, spending.domestic),
            ("province", province, spending.local),
        ):
            per_won = getattr(multipliers, measure)
            bought = float(per_won @ demand) / spending.money if spending.money else 0.0
            found[f"spending_{measure}_{place}"] = bought
            found[f"output_{measure}_{place}"] = float(per_won @ mix)
    return found
