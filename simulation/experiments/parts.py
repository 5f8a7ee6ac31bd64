"""Part files: one finished unit of work on disk, written whole, read back bit for bit or not at all."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.experiments.pair import Unit, World
from simulation.experiments.pool import undisturbed
from simulation.outcomes.folder import write_whole

SEPARATOR = "|"
IMPACT, TWINS, MONEY = "impact", "twins", "money"
DIGEST = sha256().digest_size


def part_path(folder: Path, run: int) -> Path:
    """File of one run."""
    return folder / f"run-{run:05d}.npz"


def write_part(folder: Path, unit: Unit) -> None:
    """Write one unit."""
    arrays: dict[str, NDArray[Any]] = {}
    for key, world in unit.worlds.items():
        for kind, held in (("cells", world.arrays), ("city", world.city)):
            arrays |= {SEPARATOR.join((key, kind, name)): values for name, values in held.items()}
    for kind, held in ((IMPACT, unit.impact), (TWINS, unit.twins), (MONEY, unit.money)):
        arrays |= {SEPARATOR.join((kind, kind, name)): values for name, values in held.items()}
    about = {
        "run": unit.run,
        "seed": unit.seed,
        "draw": dict(unit.draw),
        "residual": {key: world.residual for key, world in unit.worlds.items()},
    }
    # In the order in which the unit holds them, so that a unit read is a unit made.
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    packed = io.BytesIO()
    np.savez(packed, **arrays)  # type: ignore[arg-type]
    write_sealed(part_path(folder, unit.run), packed.getvalue())


def read_part(path: Path) -> Unit | None:
    """Read one unit, or nothing where the file is missing or not what was written."""
    packed = read_sealed(path)
    if packed is None:
        return None
    with np.load(io.BytesIO(packed)) as stored:
        about = json.loads(bytes(stored["about"]).decode())
        cells: dict[str, dict[str, NDArray[np.float64]]] = {key: {} for key in about["residual"]}
        city: dict[str, dict[str, NDArray[np.float64]]] = {key: {} for key in about["residual"]}
        of_unit: dict[str, dict[str, NDArray[np.float64]]] = {IMPACT: {}, TWINS: {}, MONEY: {}}
        for entry in stored.files:
            if SEPARATOR in entry:
                key, kind, name = entry.split(SEPARATOR)
                kept = of_unit[kind] if kind in of_unit else (cells if kind == "cells" else city)[key]
                kept[name] = stored[entry]
    worlds = {key: World(cells[key], city[key], float(about["residual"][key])) for key in about["residual"]}
    return Unit(about["run"], about["seed"], about["draw"], worlds, of_unit[IMPACT], of_unit[TWINS], of_unit[MONEY])


def write_sealed(target: Path, content: bytes) -> None:
    """Write bytes and their digest, whole or not at all; a worker that is to end does so after that.

    Raises:
        OSError: the disk is full or cannot be written; the error names the file.
    """
    with undisturbed:
        write_whole(target, content + sha256(content).digest())


def read_sealed(path: Path) -> bytes | None:
    """The bytes that :func:`write_sealed` wrote, or nothing where one of them is missing or another than it was."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    content, digest = whole[:-DIGEST], whole[-DIGEST:]
    return content if sha256(content).digest() == digest else None


def kept_table(path: Path | None, make: Callable[[], NDArray[np.float64]]) -> NDArray[np.float64]:
    """A table as a file holds it from before, else as it is made, and then kept there.

    Args:
        path: where it is kept; nowhere when missing.
        make: what makes it.
    """
    packed = None if path is None else read_sealed(path)
    if packed is not None:
        return np.asarray(np.load(io.BytesIO(packed)))
    table = make()
    if path is not None:
        held = io.BytesIO()
        np.save(held, table)
        write_sealed(path, held.getvalue())
    return table
