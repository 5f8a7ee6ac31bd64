"""Every kind of instrument a scenario can name: each module of this room is read, and kinds register themselves."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from simulation.policy.registry import INSTRUMENT_MODELS
from simulation.policy.specification import Specification

__all__ = ["INSTRUMENT_MODELS", "InstrumentSpec"]

for _module in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    if _module.stem != "instrument":
        import_module(f"simulation.policy.{_module.stem}")

if TYPE_CHECKING:
    InstrumentSpec = Specification
else:
    InstrumentSpec = Annotated[Union[tuple(INSTRUMENT_MODELS.values())], Field(discriminator="kind")]  # noqa: UP007
    """One instrument of a scenario file, told apart by its ``kind``."""
