"""Keyed draws: twins agree bit for bit, draws are uniform, and every key part gives an independent stream."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, norm

from simulation import luck
from tests.equations.plain_luck import plain_gumbel, plain_uniform

WORDS = st.integers(min_value=0, max_value=2**63 - 1)
AGENTS = st.integers(min_value=0, max_value=2**40)


@given(seed=WORDS, step=st.integers(0, 5000), agent=AGENTS, alternative=st.integers(0, 10**9))
@settings(max_examples=300, deadline=None)
def test_compiled_and_plain_twins_are_equal_bit_for_bit(seed, step, agent, alternative):
    key = luck.stream(seed, "a decision", step=step)
    drawn = plain_uniform(key, agent, alternative=alternative)
    assert luck.uniform(key, agent, alternative) == drawn
    assert luck.normal(key, agent, alternative) == luck.normal_quantile.py_func(drawn)
    assert luck.gumbel(key, agent, alternative) == plain_gumbel(key, agent, alternative=alternative)


def test_array_draws_are_the_scalar_draws():
    key, agents = luck.stream(7, "x", step=3), np.arange(500)
    for many, one in ((luck.uniforms, luck.uniform), (luck.normals, luck.normal)):
        assert np.array_equal(many(key, agents, 5), [one(key, agent, 5) for agent in agents])


@pytest.mark.parametrize(("probability", "degrees", "quantile"), [(0.95, 1, 3.841459), (0.05, 10, 3.940299)])
def test_chi_square_quantile_is_that_of_the_tables(probability, degrees, quantile):
    assert luck.chi_square(probability, degrees) == pytest.approx(quantile, abs=1e-6)


def test_draws_lie_strictly_inside_the_unit_interval():
    smallest, largest = 0.5 * 2.0**-52, (2**52 - 0.5) * 2.0**-52
    assert smallest > 0.0
    assert largest < 1.0
    assert math.isfinite(luck.normal_quantile(smallest))
    assert math.isfinite(luck.normal_quantile(largest))


@pytest.mark.parametrize("probability", [1e-15, 1e-6, 0.01, 0.0749, 0.0751, 0.3, 0.5, 0.9, 0.999999])
def test_normal_quantile_is_the_normal_quantile(probability):
    assert luck.normal_quantile(probability) == pytest.approx(norm.ppf(probability), abs=1e-9, rel=1e-12)


def streams(size: int = 20_000) -> dict[str, np.ndarray]:
    """The same agents under keys that differ in one part each."""
    agents = np.arange(size)
    return {
        "base": luck.uniforms(luck.stream(1, "hire", step=4), agents),
        "seed": luck.uniforms(luck.stream(2, "hire", step=4), agents),
        "decision": luck.uniforms(luck.stream(1, "fire", step=4), agents),
        "step": luck.uniforms(luck.stream(1, "hire", step=5), agents),
        "agent": luck.uniforms(luck.stream(1, "hire", step=4), agents + size),
        "alternative": luck.uniforms(luck.stream(1, "hire", step=4), agents, 1),
    }


@pytest.mark.parametrize("part", list(streams(2)))
def test_draws_are_uniform_over_agents(part):
    assert kstest(streams()[part], "uniform").pvalue > 1e-3


@pytest.mark.parametrize("part", [name for name in streams(2) if name != "base"])
def test_draws_are_independent_across_every_key_part(part):
    drawn = streams()
    correlation = np.corrcoef(drawn["base"], drawn[part])[0, 1]
    assert abs(correlation) < 4.0 / math.sqrt(drawn["base"].size)
    assert np.intersect1d(drawn["base"], drawn[part]).size == 0


def test_draws_are_uniform_over_seeds_and_steps_for_one_agent():
    over_seeds = np.array([luck.uniform(luck.stream(seed, "hire", step=4), 11) for seed in range(4000)])
    over_steps = np.array([luck.uniform(luck.stream(1, "hire", step=step), 11) for step in range(4000)])
    assert kstest(over_seeds, "uniform").pvalue > 1e-3
    assert kstest(over_steps, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(over_seeds, over_steps)[0, 1]) < 0.07
