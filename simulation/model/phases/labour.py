"""Labour: people leave, firms open posts, posts are filled; lay-offs only where money has run out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.equations.labour import layoff_hazard, match, posts_to_fill, separate
from simulation.luck import stream

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def labour(world: Complex) -> None:
    """Move people between firms and the pool of seekers."""
    firms, people, value, month = world.firms, world.people, world.value, world.step_index
    if not world.switches.turnover:
        firms.labour[:] = firms.established_posts * (1.0 - world.vacancy_share)
        return
    hazard = firms.separation_rate
    if world.switches.layoffs:
        laid_off = layoff_hazard(
            firms.established_posts, world.needed_posts, world.solvent(), value["labour.layoff_share"]
        )
        firms.established_posts *= 1.0 - laid_off
        hazard = hazard + laid_off
    separate(
        stream(world.seed_number, "separation", month),
        people.identifier,
        people.employer,
        people.tenure,
        hazard,
        firms.separations,
    )
    firms.employees -= firms.separations
    open_posts = posts_to_fill(firms.established_posts, firms.employees, world.rounding)
    match(
        stream(world.seed_number, "post filled", month),
        stream(world.seed_number, "seeker met", month),
        world.firm_order,
        firms.identifier,
        open_posts,
        value["labour.fill_probability"],
        people.employer,
        people.tenure,
        firms.hires,
    )
    firms.employees += firms.hires
    firms.vacancies[:] = open_posts - firms.hires
    firms.labour[:] = firms.employees
