"""The golden worlds: a small world of every shipped scenario, every variable as a fingerprint, and key figures to read.

A fingerprint holds to 1e-9 and not to the last bit: matrix products add up in another order on another processor.

``make golden REASON="..."`` renews the file on purpose and puts the reason into the CHANGELOG under
"Results change"; nothing else writes it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

import simulation as sim
from simulation.experiments.pair import draw_for

FILE = Path(__file__).parent / "golden.json"
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
SCALE, SEED, MONTHS = 0.05, 3, 30
KEY_FIGURES = ("production", "employment", "value_added", "tenants", "adopters", "hires")


def lived(name: str) -> sim.Complex:
    """The shipped scenario at a twentieth of its size, with drawn parameters, run to its end."""
    scenario = sim.load(name).model_copy(update={"scale": SCALE})
    world = sim.Complex(scenario, SEED, draw_for(scenario, SEED))
    world.run()
    return world


def picture_of(world: sim.Complex) -> dict[str, Any]:
    """Every variable over the first months: a fingerprint each, and the last of these months of some."""
    arrays = {**world.recorder.arrays(), **{f"city.{key}": kept for key, kept in world.recorder.city.items()}}
    arrays["sectors"] = world.recorder.sectors
    arrays = {key: kept[:MONTHS] for key, kept in arrays.items()}
    return {
        "figures": {key: float(arrays[key][-1].sum()) for key in KEY_FIGURES},
        "fingerprints": {key: fingerprint_of(arrays[key]) for key in sorted(arrays)},
    }


def fingerprint_of(array: np.ndarray) -> list[float]:
    """Two sums that no change of one cell or swap of two leaves alone: with weights of waves, and of sizes.

    f = sum_k cos(k) x_k and n = sum_k |x_k|, which says how exactly f is known; a cell without a number counts as -1.
    """
    cells = np.nan_to_num(np.ascontiguousarray(array, dtype=np.float64).ravel(), nan=-1.0)
    return [float(np.cos(np.arange(cells.size)) @ cells), float(np.abs(cells).sum())]


def renew(reason: str) -> None:
    """Write the golden file anew and say why in the CHANGELOG."""
    found = {name: picture_of(lived(name)) for name in sorted(sim.gallery())}
    FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    text = CHANGELOG.read_text(encoding="utf-8")
    head, _, tail = text.partition("### Results change\n")
    CHANGELOG.write_text(f"{head}### Results change\n- {reason}\n{tail}", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('the reason is missing, as the CHANGELOG will say it: make golden REASON="..."')
    renew(sys.argv[1])
