"""Households and the city's services: the induced channel, from pay to spending to local pay (equation 4.10)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column


@dataclass(frozen=True, slots=True)
class ServiceEconomy:
    """What the city's services do with household spending.

    ``basket`` b, spending in the city by sector out of one won of consumption; ``inputs`` A_l, inputs the services
    buy in the city; ``pay`` w, wages over output by sector.
    """

    basket: Column
    inputs: Column
    pay: Column


def consumption(income: float, tax_rate: float, *, propensity: float) -> float:
    """Consumption out of pay, C = c (1 - tau) Y (million KRW a month).

    Args:
        income: Y, pay of the month to residents.
        tax_rate: tau, taxes and contributions on it.
        propensity: c, share of disposable income that is spent.
    """
    return propensity * (1.0 - tax_rate) * income


def service_output(spending: float, before: Column, *, economy: ServiceEconomy) -> Column:
    """Output of the city's services, S(t) = b C(t) + A_l S(t-1): inputs are ordered a month ahead, as by tenants.

    Args:
        spending: C, consumption of the month at base prices.
        before: S(t-1), output of the month before by sector.
        economy: basket, local inputs and pay of the services.
    """
    output: Column = economy.basket * spending + economy.inputs @ before
    return output


def settled_services(pay: float, spent_of_pay: float, *, economy: ServiceEconomy) -> Column:
    """Output of the services once everything has worked through, S = (I - A_l - k b w')^-1 k b W.

    With the complex's own block this is the type II inverse: pay of the services is spent again.

    Args:
        pay: W, pay of the complex's residents.
        spent_of_pay: k = c (1 - tau), spending out of one won of pay.
        economy: basket, local inputs and pay of the services.
    """
    identity = np.eye(economy.basket.size)
    again = spent_of_pay * np.outer(economy.basket, economy.pay)
    first = spent_of_pay * pay * economy.basket
    return np.asarray(np.linalg.solve(identity - economy.inputs - again, first), dtype=np.float64)
