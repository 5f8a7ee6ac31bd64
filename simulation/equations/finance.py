"""Finance of firms: what credit costs (the correction of equation 4.9)."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column
from simulation.units import MONTHS_A_YEAR


def interest_due(cash: Column, yearly_rate: float) -> Column:
    """Interest of the month on the credit a firm has drawn, r / 12 max(0, -M) (million KRW).

    Credit that is not paid back bears interest, beyond the line as within it; money in the bank earns none.

    Args:
        cash: M, liquid funds at the start of the month, negative where credit is drawn (million KRW).
        yearly_rate: r, rate on credit (share a year).
    """
    return np.asarray(yearly_rate / MONTHS_A_YEAR * np.maximum(0.0, -cash))
