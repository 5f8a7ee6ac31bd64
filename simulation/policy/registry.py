"""The registry of instruments: each kind registers itself where it is written, one file each."""

from __future__ import annotations

from typing import TypeVar

from simulation.policy.specification import Specification

Model = TypeVar("Model", bound=type[Specification])

INSTRUMENT_MODELS: dict[str, type[Specification]] = {}
"""Every instrument by kind."""


def instrument(model: Model) -> Model:
    """Register an instrument under its ``kind``, so that scenarios can name it.

    Raises:
        ValueError: another instrument has the kind.
    """
    kind = model.kind_name()
    if kind in INSTRUMENT_MODELS:
        raise ValueError(f"two instruments of kind {kind}")
    INSTRUMENT_MODELS[kind] = model
    return model
