"""Known values, computed by hand, of the identities of a month: what is added to one column opens which gaps."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.identities import FOUND, Accounts, checked
from tests.equations.register import flags

FIRM: dict[str, float] = {
    "price": 2, "output": 10, "sales_inside": 3, "sales_programme": 1, "sales_outside": 5, "inventory": 4,
    "opening_inventory": 3, "backlog": 7, "input_stock": 6, "opening_inputs": 2, "bought_inside": 2,
    "bought_outside": 3, "wage_bill": 5, "contributions": 1, "production_tax": 0.5, "depreciation": 2,
    "operating_surplus": 3.75, "employment_subsidy": 0.25, "subsidy": 0.75, "value_added": 12, "interest": 0.5,
    "investment": 4, "adoption_spending": 1, "dividends": 1, "cash": 11, "opening_cash": 10, "net": 1,
}  # fmt: skip
"""2 x 10 made are 2 x 9 sold and one more in stock; 12 are 5 + 1 + 0.5 + 2 + 3.75 - 0.25; 18 + 0.25 + 0.75 came in and
2 + 3 + 6.5 + 0.5 + 4 + 1 + 1 went out."""
SOLD = ("sales_inside", "sales_programme", "sales_outside")
OF_PEOPLE = ("wage_bill", "contributions", "production_tax", "employment_subsidy")
SPENT = ("bought_inside", "bought_outside", "interest", "investment", "adoption_spending", "dividends")
GAPS: dict[str, dict[str, float]] = {
    "goods": dict.fromkeys(("output", "inventory", "opening_inventory", *SOLD), 2.0),
    "value_added": dict.fromkeys(("value_added", "depreciation", "operating_surplus", *OF_PEOPLE), 1.0),
    "payments": {
        "price": 9.0,
        **dict.fromkeys(SOLD, 2.0),
        **dict.fromkeys(("net", "subsidy", *OF_PEOPLE, *SPENT), 1.0),
    },
    "cash": dict.fromkeys(("cash", "opening_cash", "net"), 1.0),
}
"""What one more in a column opens of each gap; a price moves what was made, sold and stored alike, and what came in."""


def found(**changed: float) -> dict[str, float]:
    """What the pass finds of that firm, changed by so much, and of one that was paid in this month and is all cash."""
    firms = {name: np.array([value + changed.get(name, 0.0), 0.0]) for name, value in FIRM.items()}
    firms["net"][1] = firms["cash"][1] = 7.0
    return dict(zip(FOUND, checked(Accounts(stayed=flags(1, 0), **firms)), strict=True))


def test_right_books_have_no_gap_and_are_added_up() -> None:
    sizes = {"size_output": 20, "size_value_added": 12, "size_received": 19, "size_cash": 11}
    sums = {"stock_change": 2, "inputs_change": 4, "sold_inside": 6, "bought_inside": 2, "output": 20}
    assert found() == {**{f"gap_{name}": 0.0 for name in GAPS}, **sizes, **sums, "value_added": 12, "lowest_stock": 0}
    for stock, held in (("inventory", 4), ("backlog", 7), ("input_stock", 6)):
        assert found(**{stock: -held - 1.0})["lowest_stock"] == -1.0


@pytest.mark.parametrize("column", FIRM)
def test_one_more_in_a_column_opens_its_gaps_and_no_other(column: str) -> None:
    for step in (1.0, -1.0):
        gaps = found(**{column: step})
        assert {name: gaps[f"gap_{name}"] for name in GAPS} == {name: GAPS[name].get(column, 0.0) for name in GAPS}
