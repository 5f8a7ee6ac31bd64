"""The city's household economy in a run: its services, what households spend, and the state they start in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column
from simulation.catalogue import SECTORS, InputOutput, table
from simulation.catalogue.input_output import BENCHMARK
from simulation.equations.households import ServiceEconomy, settled_services


@dataclass(slots=True)
class CityState:
    """Services of the city by sector (million KRW a month at 2020 prices) and the consumer price (2020 = 1)."""

    economy: ServiceEconomy
    services: Column
    price: float


def city_state(
    pay: float, province: Column, *, price: float, value: Mapping[str, float], system: InputOutput
) -> CityState:
    """The city at the start: services as they are once the complex's pay has worked through.

    Args:
        pay: wage bill of the complex (million KRW a month).
        price: consumer price at the start, at which pay is spent (2020 = 1).
        province: output by sector that the complex calls forth in the rest of the province (million KRW a month).
        value: parameters of the run (``households.*``).
        system: input-output system of the province.
    """
    basket = (
        table("io18_household_consumption").set_index("sector").loc[list(SECTORS), "domestic_share"].to_numpy(float)
    )
    wages = system.compensation_ratio(BENCHMARK) / (1.0 + value["labour.employer_contributions"])
    economy = ServiceEconomy(
        basket=value["households.local_share"] * basket,
        inputs=value["households.service_inputs_local"] * system.province,
        pay=np.asarray(wages),
    )
    spent_of_pay = value["households.propensity"] * (1.0 - value["households.tax_rate"])
    supplier_pay = value["households.province_pay_share"] * float(economy.pay @ province)
    earned = value["households.resident_share"] * pay / price + supplier_pay
    return CityState(economy, settled_services(earned, spent_of_pay, economy=economy), price)
