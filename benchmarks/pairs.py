"""What pairing is worth, and what pairs cost.

Variance of a programme's effect when both worlds share their luck, against two independent seeds (T6); and the time
of 16 plain pairs of 60 full-scale months. Run with ``make bench``.
"""

from __future__ import annotations

import time

import numpy as np

import simulation as sim
from simulation.experiments.ensemble import run_ensemble
from simulation.model import Complex, outside_path

BASELINE, POLICY = "changwon/baseline", "changwon/smart_complex"
SEEDS = 12
VARIABLES = ("output_real", "employment", "value_added", "adopters")


def last_year(model: Complex) -> dict[str, float]:
    """Totals of the last twelve months."""
    arrays = model.recorder.arrays()
    return {name: float(arrays[name][-12:].sum()) for name in VARIABLES}


def variance_ratios(scale: str = "0.3") -> dict[str, float]:
    """Variance of the effect with independent seeds over that with shared luck; parameters at their centre."""
    worlds = [sim.load(name, {"scale": scale}) for name in (BASELINE, POLICY)]
    found: list[list[dict[str, float]]] = [[], []]
    path = outside_path(worlds[0], 1, draw=Complex(worlds[0], seed=1).value)
    for seed in range(SEEDS):
        for place, world in enumerate(worlds):
            model = Complex(world, seed=seed, outside=path)
            model.run()
            found[place].append(last_year(model))
    ratios = {}
    for name in VARIABLES:
        without, with_policy = (np.array([run[name] for run in runs]) for runs in found)
        paired = np.var(with_policy - without, ddof=1)
        crossed = np.var(with_policy, ddof=1) + np.var(without, ddof=1)
        ratios[name] = float(crossed / paired) if paired > 0.0 else float("inf")
    return ratios


def main() -> None:
    """Print both tables."""
    print("| effect on (last year) | variance, independent seeds over shared luck |\n|---|---|")
    for name, ratio in variance_ratios().items():
        print(f"| {name} | {ratio:,.0f} |")
    worlds = [sim.load(name) for name in (BASELINE, POLICY)]
    run_ensemble(worlds, 1, workers=1)
    begin = time.perf_counter()
    run_ensemble(worlds, 16, workers=2)
    print(f"\n16 plain pairs of 60 full-scale months on 2 processes: {time.perf_counter() - begin:.1f} s")


if __name__ == "__main__":
    main()
