"""Part files: one finished unit of work on disk, written whole, read back bit for bit."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.experiments.pair import Unit, World

SEPARATOR = "|"
IMPACT, TWINS = "impact", "twins"


def part_path(folder: Path, run: int) -> Path:
    """File of one run."""
    return folder / f"run-{run:05d}.npz"


def write_part(folder: Path, unit: Unit) -> None:
    """Write one unit: to a temporary file first, then renamed, so that a part exists whole or not at all."""
    arrays: dict[str, NDArray[Any]] = {}
    for key, world in unit.worlds.items():
        for name, values in world.arrays.items():
            arrays[SEPARATOR.join((key, "cells", name))] = values
        for name, values in world.city.items():
            arrays[SEPARATOR.join((key, "city", name))] = values
    for name, values in unit.impact.items():
        arrays[SEPARATOR.join((IMPACT, IMPACT, name))] = values
    for name, values in unit.twins.items():
        arrays[SEPARATOR.join((TWINS, TWINS, name))] = values
    about = {
        "run": unit.run,
        "seed": unit.seed,
        "draw": dict(unit.draw),
        "residual": {key: world.residual for key, world in unit.worlds.items()},
    }
    arrays["about"] = np.frombuffer(json.dumps(about, sort_keys=True).encode(), dtype=np.uint8)
    target = part_path(folder, unit.run)
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    with temporary.open("wb") as stream:
        np.savez(stream, **arrays)  # type: ignore[arg-type]
    os.replace(temporary, target)


def read_part(path: Path) -> Unit | None:
    """Read one unit, or nothing where the file is missing or not whole."""
    try:
        with np.load(path) as stored:
            about = json.loads(bytes(stored["about"]).decode())
            cells: dict[str, dict[str, NDArray[np.float64]]] = {key: {} for key in about["residual"]}
            city: dict[str, dict[str, NDArray[np.float64]]] = {key: {} for key in about["residual"]}
            of_unit: dict[str, dict[str, NDArray[np.float64]]] = {IMPACT: {}, TWINS: {}}
            for entry in stored.files:
                if SEPARATOR in entry:
                    key, kind, name = entry.split(SEPARATOR)
                    kept = of_unit[kind] if kind in of_unit else (cells if kind == "cells" else city)[key]
                    kept[name] = stored[entry]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None
    worlds = {key: World(cells[key], city[key], float(about["residual"][key])) for key in about["residual"]}
    return Unit(about["run"], about["seed"], about["draw"], worlds, of_unit[IMPACT], of_unit[TWINS])
