"""The conventional estimate: an amount times a multiplier, by the five methods that Korean impact studies print.

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
from numpy.typing import NDArray

from simulation.catalogue import InputOutput
from simulation.equations.input_output import leontief_inverse

Vector = NDArray[np.float64]
PRICE_YEAR = 2020
MILLION_IN_BILLION = 1000.0
METHODS = ("spending_nation", "spending_province", "output_province", "output_output_province", "model", "announced")


@dataclass(frozen=True, slots=True)
class Spending:
    """What a programme bought over its whole period (million KRW at 2020 prices).

    ``money`` all of it; ``base`` the part that is demand (산정 대상액: without land, tax and reserves); ``domestic``
    and ``local`` demand by sector at basic prices.
    """

    money: float
    base: float
    domestic: Vector
    local: Vector


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Per won of final demand, by sector: production, value added, compensation, imports, full-time jobs."""

    production: Vector
    value_added: Vector
    pay: Vector
    imports: Vector
    jobs: Vector
    own: Vector

    @classmethod
    def of(cls, coefficients: Vector, system: InputOutput) -> Multipliers:
        """Multipliers of a coefficient matrix (the nation's or the province's) at 2020 prices."""
        inverse = leontief_inverse(coefficients)
        return cls(
            production=inverse.sum(axis=0),
            value_added=system.value_added_ratio(PRICE_YEAR) @ inverse,
            pay=system.compensation_ratio(PRICE_YEAR) @ inverse,
            imports=system.imports.sum(axis=0) @ inverse,
            jobs=system.jobs_per_million() @ inverse,
            own=np.diag(inverse).copy(),
        )


def _row(method: str, amount: float, multipliers: Multipliers | None, demand: Vector) -> dict[str, float | str]:
    """One method: coefficients are results over the amount they are applied to."""
    row: dict[str, float | str] = {"method": method, "base": amount}
    for name in ("production", "value_added", "pay", "imports", "jobs"):
        total = float(getattr(multipliers, name) @ demand)
        row[name] = total
        row[f"{name}_coefficient"] = total / amount if amount else float("nan")
    row["jobs_coefficient"] = float(row["jobs_coefficient"]) * MILLION_IN_BILLION
    return row


def conventional(spending: Spending, extra_output: Vector, system: InputOutput) -> pd.DataFrame:
    """The first four methods: spending and extra output, each with national, in-province or output multipliers.

    Args:
        spending: what the programme bought over its period.
        extra_output: output of the complex with less without the programme by sector (million KRW at 2020 prices).
        system: input-output system of the province.

    Returns:
        Rows ``spending_nation`` (가), ``spending_province`` (나), ``output_province`` (다, the custom, which counts
        intermediate demand twice) and ``output_output_province`` (라), with the amount, production, value added, pay,
        imports (million KRW) and jobs (full-time person-years), and their coefficients (jobs per 10억원).
    """
    nation, province = Multipliers.of(system.national, system), Multipliers.of(system.province, system)
    made = float(extra_output.sum())
    return pd.DataFrame(
        [
            _row("spending_nation", spending.base, nation, spending.domestic),
            _row("spending_province", spending.base, province, spending.local),
            _row("output_province", made, province, extra_output),
            _row("output_output_province", made, province, extra_output / province.own),
        ]
    )


def comparison(
    estimate: pd.DataFrame, model: Mapping[str, float], announced: Mapping[str, float], money: float
) -> pd.DataFrame:
    """Table 8: the conventional rows, the model's own effect (마) and the announced figures (발표치).

    Args:
        estimate: rows of :func:`conventional`.
        model: effect of the model by measure (million KRW, person-years).
        announced: announced effects by measure, same units.
        money: programme money the last two are set against (million KRW).
    """
    rows = []
    for method, found in (("model", model), ("announced", announced)):
        row: dict[str, float | str] = {"method": method, "base": money, **found}
        row.update({f"{name}_coefficient": amount / money for name, amount in found.items() if money})
        if "jobs_coefficient" in row:
            row["jobs_coefficient"] = float(row["jobs_coefficient"]) * MILLION_IN_BILLION
        rows.append(row)
    return pd.concat([estimate, pd.DataFrame(rows)], ignore_index=True)[list(estimate.columns)]


def factors(spending: Spending, output_mix: Vector, system: InputOutput) -> dict[str, float]:
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
