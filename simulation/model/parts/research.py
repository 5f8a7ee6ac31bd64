"""Who does research in a run."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.arrays import Column, Counts
from simulation.equations.research import does_research
from simulation.state import Firms


def begin_research(firms: Firms, rows: Counts, *, employees: Column, seed: int, value: Mapping[str, float]) -> None:
    """Draw who of some firms does research: manufacturers alone.

    Args:
        firms: the columns; ``research`` is filled in.
        rows: rows of the firms.
        employees: heads at the start or planned at entry, one per row asked for (persons).
        seed: seed of the run.
        value: parameters of the run (``research.*``).
    """
    firms.research[rows] = firms.manufacturing[rows] & does_research(
        seed,
        firms.identifier[rows],
        employees=employees,
        export_share=firms.export_share[rows],
        share=value["research.share"],
        size_slope=value["research.share_size"],
        export_slope=value["research.share_export"],
        reference_size=value["research.reference_size"],
    )
