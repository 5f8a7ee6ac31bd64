"""What stays as it was at the start, or comes with a firm when it enters."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.arrays import Column, Counts
from simulation.equations.input_output import Reach
from simulation.units import Month

PRICES_OF = Month.parse("2020-07")
"""Middle of the year at whose prices volumes are counted."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Levels of the start, tables that the run multiplies with, and orders of rows.

    ``anchor_rows`` and ``anchor_keys`` rows and identifiers of the anchors, ``rounding`` each firm's offset in rounding
    posts, ``vacancy_share`` open posts over posts in a settled market, ``complex_share`` of each sector's local
    purchases that tenants supply; ``reach`` and the two inverses carry output of the complex, and purchases in the
    province and the country, to the sectors behind them. ``tax_ratio`` taxes on production over output,
    ``monthly_depreciation`` share of capacity worn a month, ``capital_value`` million KRW a unit of capacity at prices
    of the start. ``start_output`` (volume a month), ``start_productivity`` (volume a head), ``start_utilisation`` by
    industry, ``start_value_added_ratio`` by sector; ``consumer_inflation`` growth of consumer prices a month.
    """

    anchor_rows: Counts
    anchor_keys: Counts
    rounding: Column
    vacancy_share: Column
    complex_share: Column
    reach: Reach
    province_inverse: Column
    national_inverse: Column
    tax_ratio: Column
    monthly_depreciation: float
    capital_value: Column
    start_output: Column
    start_productivity: Column
    start_utilisation: Column
    start_value_added_ratio: Column
    consumer_inflation: float

    def consumer_prices(self, month: Month) -> float:
        """Consumer prices of a month, one in the middle of the year at whose prices volumes are counted."""
        return float(self.consumer_inflation ** (month - PRICES_OF))
