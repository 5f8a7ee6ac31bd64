"""What a month costs: phases, one 60-month run, memory, and linearity in the size of the complex.

Run with ``make bench``; prints the tables of ``benchmarks/README.md``.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from inspect import isfunction
from typing import Any

import simulation as sim
from simulation.catalogue import complexes
from simulation.model import Complex
from simulation.model import month as page

SCENARIO = "changwon/history"
BY_VERB = (SCENARIO, "ansan/baseline")
"""Scenarios whose months are read verb by verb."""
MONTHS = 60


def world(name: str = SCENARIO, scale: float = 1.0, seed: int = 1) -> Complex:
    """A complex of the given scale, one month old, so that everything is compiled and allocated."""
    scenario = sim.load(name, overrides={"scale": str(scale)})
    model = Complex(scenario, seed=seed)
    model.step()
    return model


def cost_by_verb(model: Complex) -> dict[str, float]:
    """Milliseconds of processor time a month spends in each verb of the page, median over what is left of a run."""
    spent: dict[str, list[float]] = {}
    verbs = {
        name: verb for name, verb in vars(page).items() if isfunction(verb) and name not in ("step", "month", "run")
    }

    def timed(name: str, verb: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            begin = time.process_time()
            found = verb(*arguments)
            spent.setdefault(name, []).append(time.process_time() - begin)
            return found

        return call

    for name, verb in verbs.items():
        setattr(page, name, timed(name, verb))
    try:
        page.run(model.world)
    finally:
        for name, verb in verbs.items():
            setattr(page, name, verb)
    return {name: 1000.0 * statistics.median(seconds) for name, seconds in spent.items()}


def run_of(scale: float) -> tuple[float, float, int]:
    """Seconds to build and seconds to run 60 months at the given scale, and the number of firms."""
    scenario = sim.load(SCENARIO, overrides={"scale": str(scale)})
    begin = time.perf_counter()
    model = Complex(scenario, seed=2)
    built = time.perf_counter()
    for _ in range(MONTHS):
        model.step()
    return built - begin, time.perf_counter() - built, int(model.firms.active.sum())


def month_of(scenario: str) -> tuple[int, int, float]:
    """Firms, people, and the median processor time of a month at full scale (milliseconds)."""
    model = Complex(sim.load(scenario), seed=1)
    spent = []
    while not model.over:
        begin = time.process_time()
        model.step()
        spent.append(time.process_time() - begin)
    people = int(sum(model.people.status >= 0))
    return int(model.firms.active.sum()), people, 1000.0 * statistics.median(spent)


def print_complexes() -> None:
    """A month of every complex that ships, and its cost a person over that of the first."""
    print("\n| complex | firms | people | month, ms | a person, ns | over the first |\n|---|---|---|---|---|---|")
    first = 0.0
    for key in complexes():
        firms, people, cost = month_of(f"{key}/baseline")
        each = 1e6 * cost / people
        first = first or each
        print(f"| {key} | {firms:,} | {people:,} | {cost:.1f} | {each:.0f} | {each / first:.2f} |")


def main() -> None:
    """Print all tables."""
    world(scale=0.1)
    print_complexes()
    print(f"\n| verb, ms a month | {' | '.join(BY_VERB)} |\n|---|" + "---|" * len(BY_VERB))
    costs = [cost_by_verb(world(name)) for name in BY_VERB]
    for verb in costs[0]:
        print(f"| {verb} | " + " | ".join(f"{cost.get(verb, 0.0):.2f}" for cost in costs) + " |")
    print("\n| scale | firms | build, s | 60 months, s |\n|---|---|---|---|")
    for scale in (0.1, 0.3, 1.0, 3.0, 10.0):
        build, run, firms = run_of(scale)
        print(f"| {scale} | {firms:,} | {build:.2f} | {run:.2f} |")
    print(f"\nPeak memory of all of the above: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
