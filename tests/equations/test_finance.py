"""Interest on credit, by hand."""

from __future__ import annotations

import numpy as np

from simulation.equations.finance import interest_due


def test_credit_bears_a_twelfth_of_the_yearly_rate_and_money_in_the_bank_nothing() -> None:
    np.testing.assert_allclose(interest_due(np.array([-1200.0, 0.0, 500.0]), 0.04), [4.0, 0.0, 0.0])
