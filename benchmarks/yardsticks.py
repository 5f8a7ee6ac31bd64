"""A month beside two yardsticks of the same run: a toy month of plain Mesa objects, and the floor of the memory.

The toy has as many firms and people as the complex; in a month every person is paid and every firm sums its wages, each
by one method call of one agent. The floor reads and writes every column of people once. Run with ``make bench``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import fields

import mesa
import numpy as np

from benchmarks.month import world
from simulation.state import Workers

MONTHS, ROUNDS = 12, 3


class Person(mesa.Agent):
    def __init__(self, model: mesa.Model, employer: Employer) -> None:
        super().__init__(model)
        self.employer, self.wage = employer, 3.0

    def work(self) -> None:
        self.wage *= 1.002
        self.employer.bill += self.wage


class Employer(mesa.Agent):
    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.bill, self.cash = 0.0, 0.0

    def pay(self) -> None:
        self.cash -= self.bill
        self.bill = 0.0


class Toy(mesa.Model):
    def __init__(self, firms: int, people: int) -> None:
        super().__init__()
        employers = [Employer(self) for _ in range(firms)]
        self.people = [Person(self, employers[number % firms]) for number in range(people)]
        self.firms = employers

    def step(self) -> None:
        self.agents_by_type[Person].do("work")
        self.agents_by_type[Employer].do("pay")


def milliseconds(action: Callable[[], object], times: int) -> float:
    """Least mean time of an action over some rounds."""
    found = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for _ in range(times):
            action()
        found.append(1000.0 * (time.perf_counter() - begin) / times)
    return min(found)


def main() -> None:
    """Print the month, both yardsticks, and the ratios."""
    model = world()
    people = model.world.people

    def touch() -> None:
        for spec in fields(Workers):
            column = getattr(people, spec.name).view(np.uint8)
            np.bitwise_or(column, 0, out=column)

    month = milliseconds(model.step, MONTHS)
    toy = Toy(int(model.world.firms.active.sum()), people.employer.size)
    plain = milliseconds(toy.step, 2)
    floor = milliseconds(touch, 50)
    print("| what | ms | a month of the model over it |\n|---|---|---|")
    for name, cost in (("a full-scale month", month), ("a toy month of Mesa objects", plain), ("memory floor", floor)):
        print(f"| {name} | {cost:.2f} | {month / cost:.2f} |")


if __name__ == "__main__":
    main()
