"""Another scenario beside a world: its programmes are asked too, for as long as they do what those of the world do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulation.policy.actions import Actions, PolicyView, alike
from simulation.policy.programmes import Programmes
from simulation.policy.specification import Specification
from simulation.scenario import Scenario
from simulation.units import Month


@dataclass(slots=True)
class Companion:
    """A scenario with its programmes, and whether they have done the same so far."""

    asked: Scenario
    programmes: Programmes
    alike: bool = True

    def ask(self, view: PolicyView, month: Month, *, done: Actions) -> None:
        """Let its programmes act on what a world shows them, and remember whether they do what was done there."""
        if self.alike:
            self.alike = alike(self.programmes.act(view, month), done)

    def copied(self) -> Companion:
        """The same with books of its own."""
        return replace(self, programmes=self.programmes.copied())


def months_together(first: Scenario, second: Scenario) -> int:
    """Months from the start in which no instrument that is not the same in both has money or, without any, is on.

    Nothing hangs on it but what is saved: that both do the same in these months is seen by asking both.
    """
    begun = Month.parse(first.start) + 1
    starts = [
        _begins(spec, one, run_from=begun)
        for one, other in ((first, second), (second, first))
        for name, spec in one.instruments.items()
        if not spec.off and spec != other.instruments.get(name)
    ]
    return max(0, min(starts) - begun) if starts else first.months


def _begins(spec: Specification, scenario: Scenario, *, run_from: Month) -> Month:
    """First month in which an instrument may act, as late as the scenario makes it."""
    first = Month.parse(f"{min(spec.budget)}-01") if spec.budget else run_from
    if spec.start is not None:
        first = max(first, Month.parse(spec.start))
    return first if spec.fixed_dates else first + scenario.shift
