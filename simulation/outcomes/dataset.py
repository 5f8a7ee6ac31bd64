"""Results as one labelled dataset that carries units and names in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from simulation.catalogue import SIZE_CLASSES, variables
from simulation.units import Month

CELLS = ("scenario", "run", "month", "industry", "size_class")
CITY = ("scenario", "run", "month")


def assemble(
    keys: Sequence[str],
    runs: Sequence[Mapping[str, Mapping[str, NDArray[np.float64]]]],
    *,
    city: Sequence[Mapping[str, Mapping[str, NDArray[np.float64]]]],
    first: Month,
    attributes: Mapping[str, Any],
    labels: Mapping[str, Sequence[str]],
) -> xr.Dataset:
    """Put the arrays of all worlds and runs into one dataset.

    Args:
        keys: keys of the worlds, in the order of the dimension ``scenario``.
        runs: per run, per world, the arrays (month, industry, size class) by variable.
        city: per run, per world, the arrays (month,), or (month, district or age group), by variable.
        first: first simulated month.
        attributes: facts about the whole set (outlook, scale, seed).
        labels: keys along the other dimensions: ``industry``, and those of some city series (district, age_group).
    """
    held = variables()
    data: dict[str, tuple[tuple[str, ...], NDArray[np.float64], dict[str, str]]] = {}
    for name in runs[0][keys[0]]:
        values = np.stack([np.stack([run[key][name] for run in runs]) for key in keys])
        data[name] = (CELLS, values, _attributes(held[name]))
    for name in city[0][keys[0]]:
        values = np.stack([np.stack([run[key][name] for run in city]) for key in keys])
        dimensions = (*CITY, held[name].over) if held[name].over else CITY
        data[name] = (dimensions, values, _attributes(held[name]))
    months = next(iter(runs[0][keys[0]].values())).shape[0]
    start = np.datetime64(str(first), "M")
    coordinates = {
        "scenario": list(keys),
        "run": np.arange(len(runs)),
        "month": (start + np.arange(months)).astype("datetime64[ns]"),
        "size_class": list(SIZE_CLASSES),
        **{name: list(keys) for name, keys in labels.items()},
    }
    return xr.Dataset(data, coords=coordinates, attrs=dict(attributes))


def _attributes(variable: Any) -> dict[str, str]:
    return {
        "units": variable.unit.en,
        "units_ko": variable.unit.ko,
        "long_name": variable.name.en,
        "long_name_ko": variable.name.ko,
        "kind": variable.kind,
    }


def write(dataset: xr.Dataset, path: Path) -> None:
    """Store a dataset as NetCDF; the same data give the same bytes."""
    encoding = {name: {"zlib": True, "complevel": 4, "shuffle": True} for name in dataset.data_vars}
    dataset.to_netcdf(path, engine="h5netcdf", encoding=encoding)


def read(path: Path) -> xr.Dataset:
    """Read a stored dataset into memory."""
    with xr.open_dataset(path, engine="h5netcdf") as stored:
        return stored.load()
