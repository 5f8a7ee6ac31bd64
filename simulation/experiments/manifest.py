"""The birth certificate of a result: what was run, with which numbers, by which code, and what it cost."""

from __future__ import annotations

import platform
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pydantic import ValidationError

from simulation.errors import SandanError
from simulation.experiments.ensemble import ResultSet, tree_hash
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.folder import VOLATILE
from simulation.scenario import Scenario
from simulation.scenario.remarks import remarks_of
from simulation.version import __version__

PACKAGES = ("mesa", "numpy", "pandas", "scipy", "numba", "xarray", "h5netcdf", "pydantic", "matplotlib", "networkx")
"""Packages whose version may move a number or a picture."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was run beside the pairs of worlds.

    Args:
        impact_runs: runs that were decomposed by channel.
        layer_draws: draws of each layer of uncertainty alone.
        shares: share of the variance that each layer makes, by measure, if asked for.
        more_worlds: worlds without the programme beyond the runs.
        more: these worlds, where there are any.
    """

    impact_runs: int = 0
    layer_draws: int = 0
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    more_worlds: int = 0
    more: MoreWorlds | None = None


NOTHING_BESIDE = Beside()


def build_manifest(
    results: ResultSet,
    main: Scenario,
    *,
    baseline: str | None,
    overrides: Sequence[str],
    started: datetime,
    workers: int | None,
    beside: Beside = NOTHING_BESIDE,
) -> dict[str, Any]:
    """Everything needed to repeat a result; host, time and duration stand apart and enter no hash.

    Args:
        results: finished runs.
        main: the scenario asked for.
        baseline: key of the world without the programme, if there is one.
        overrides: changes a user made, as ``key: old -> new``.
        started: when the run began.
        workers: processes asked for.
        beside: what was run beside the pairs.
    """
    worst = {world.key: max(unit.worlds[world.key].residual for unit in results.units) for world in results.worlds}
    ended = datetime.now(UTC)
    return {
        "program": {"name": "sandan", "version": __version__},
        "run_key": results.key,
        "scenario": main.key,
        "baseline": baseline,
        "worlds": [world.model_dump(mode="json") for world in results.worlds],
        "overrides": list(overrides),
        "remarks": [{"ko": remark.ko, "en": remark.en} for remark in remarks_of(main)],
        "runs": len(results.units),
        "impact_runs": beside.impact_runs,
        "layer_draws": beside.layer_draws,
        "more_worlds": beside.more_worlds,
        "variance_shares": {name: dict(each) for name, each in beside.shares.items()},
        "seed_base": main.seed,
        "seeds": [unit.seed for unit in results.units],
        "draws": [dict(unit.draw) for unit in results.units],
        "packages": package_versions(),
        "code": tree_hash("code"),
        "data": tree_hash("data"),
        "worst_identity_residual": {"all": max(worst.values()), "by_world": worst},
        VOLATILE: {
            "host": socket.gethostname(),
            "platform": platform.platform(),
            "started": started.isoformat(timespec="seconds"),
            "ended": ended.isoformat(timespec="seconds"),
            "duration_seconds": round((ended - started).total_seconds(), 3),
            "workers": workers,
        },
    }


def package_versions() -> dict[str, str]:
    """Versions of Python and of the packages that may move a number."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "-"
    return found


def main_of(manifest: Mapping[str, Any]) -> Scenario:
    """The resolved scenario that was asked for."""
    return next(each for each in worlds_in(manifest) if each.key == manifest["scenario"])


def worlds_in(manifest: Mapping[str, Any]) -> tuple[Scenario, ...]:
    """The resolved worlds of a manifest.

    Raises:
        SandanError: another version wrote it, with options that this one does not know.
    """
    try:
        return tuple(Scenario.model_validate(world) for world in manifest["worlds"])
    except ValidationError as error:
        wrote, key = manifest["program"]["version"], manifest["scenario"]
        raise SandanError(
            f"{key}: 다른 판({wrote})이 만든 결과라 이 판이 모르는 설정이 있습니다. 시나리오로 다시 실행하십시오.",
            f"{key}: another version ({wrote}) made this result, with options that this one does not know. Run its "
            "scenario again.",
        ) from error
