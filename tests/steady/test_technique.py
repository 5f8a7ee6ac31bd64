"""Labour demand answers to the product wage in the frozen limit: by its elasticity, with money closed."""

from __future__ import annotations

import numpy as np
import pytest

from tests.steady.conftest import flat_path

WAGES = "labour.wage_growth"


def after(frozen, elasticity: float, growth: float, months: int = 48):
    """A frozen world in which only pay grows, at prices of the start and with the choice of technique at once."""
    path = flat_path(months)
    model = frozen(path, months=months, wages_move=True, prices_move=True)
    path.price[:] = [model.firms.price[model.firms.industry == each].mean() for each in range(path.price.shape[1])]
    values = {"labour.wage_elasticity": elasticity, "labour.technique_memory": 1.0, WAGES: growth}
    model.world.value = {**model.value, **values}
    for _ in range(months):
        model.step()
    return model


@pytest.mark.parametrize("elasticity", [0.1, 0.25, 0.5])
def test_the_long_run_elasticity_is_the_one_that_was_drawn(frozen, elasticity):
    """Four years of two points more: ln of labour per output over ln of the product wage is minus eta, in each firm."""
    usual, dearer = after(frozen, elasticity, 3.3), after(frozen, elasticity, 5.3)
    at_work = usual.firms.labour > 0.0
    per_output = [model.firms.labour[at_work] / model.firms.output[at_work] for model in (usual, dearer)]
    labour = per_output[1] / per_output[0]
    large = at_work & (usual.firms.size_class == usual.firms.size_class.max())
    wage = (dearer.firms.labour_cost / usual.firms.labour_cost)[at_work]
    assert np.log(labour) / np.log(wage) == pytest.approx(-elasticity, rel=1e-9)
    # Far above the minimum wage the product wage is that of the trend alone.
    ratio = (dearer.firms.labour_cost / usual.firms.labour_cost)[large]
    assert ratio == pytest.approx((1.053 / 1.033) ** 4, rel=0.01)


def test_unit_cost_rises_with_pay_and_money_closes(frozen):
    """The labour saved is paid for as equipment: cost per unit rises, by less than without a choice."""
    cost = {}
    for elasticity in (0.0, 0.5):
        for growth in (3.3, 5.3):
            model = after(frozen, elasticity, growth)
            firms = model.firms
            cost[elasticity, growth] = float((firms.wage_bill + firms.contributions + firms.intermediate_inputs).sum())
            cost[elasticity, growth] /= float(firms.output.sum())
            assert model.residual < 1e-9
    rise = {each: cost[each, 5.3] - cost[each, 3.3] for each in (0.0, 0.5)}
    assert 0.0 < rise[0.5] < rise[0.0]


def test_without_elasticity_technique_never_answers(frozen):
    dear, usual = after(frozen, 0.0, 5.3), after(frozen, 0.0, 3.3)
    assert np.array_equal(dear.firms.labour, usual.firms.labour)
    assert (dear.firms.labour_cost == 1.0).all()
