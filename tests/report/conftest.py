"""A made-up result: two worlds whose numbers look like a complex, so that pictures can be drawn without a run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulation.catalogue import SIZE_CLASSES, complex_data
from simulation.report.sketch import Sketch

RUNS = 12
FIRST = {"recorded": "2018-04", "announced": "2019-01"}
WORLDS = ("changwon/smart_complex", "changwon/baseline")

INDUSTRIES = complex_data("changwon").industries


def made_up(outlook: str, months: int = 60, runs: int = RUNS) -> xr.Dataset:
    """Two worlds around the recorded levels, spread over runs, with a programme that adds a little."""
    generator = np.random.default_rng(7)
    month = pd.date_range(FIRST[outlook], periods=months, freq="MS")
    shape = (len(WORLDS), runs, months, len(INDUSTRIES), len(SIZE_CLASSES))
    cells = np.full((len(INDUSTRIES), len(SIZE_CLASSES)), 1.0 / (len(INDUSTRIES) * len(SIZE_CLASSES)))
    spread = generator.normal(0.0, 0.01, (1, runs, months)).cumsum(axis=-1)
    gain = np.array([1.0, 0.0])[:, None, None] * np.linspace(0.0, 0.02, months) * (1.0 + spread)
    levels = {
        "production": 35_000.0,
        "revenue": 37_000.0,
        "value_added": 9_000.0,
        "output_real": 35_000.0,
        "capacity": 44_000.0,
        "employment": 122_000.0,
        "tenants": 2_800.0,
    }
    variables = {}
    for name, level in levels.items():
        values = level * (1.0 + spread + gain)[..., None, None] * cells
        variables[name] = (
            ("scenario", "run", "month", "industry", "size_class"),
            np.broadcast_to(values, shape).copy(),
        )
    rate = np.broadcast_to(78.0 * (1.0 + spread / 3.0)[..., None, None], shape).copy()
    variables["utilisation"] = (("scenario", "run", "month", "industry", "size_class"), rate)
    districts = [district.key for district in complex_data("changwon").districts]
    for name, level in {"population": 200_000.0, "rent": 50.0, "homes_occupied": 60_000.0}.items():
        lost = np.linspace(0.0, 0.05, months)[:, None] * np.linspace(-0.5, 1.0, len(districts))
        values = level * (1.0 + spread + gain)[..., None] * (1.0 - lost)
        attributes = {"units": "10 thousand KRW", "units_ko": "만원"}
        variables[name] = (("scenario", "run", "month", "district"), values, attributes)
    for name, level in {"natural_change": -100.0, "net_migration": -500.0}.items():
        variables[name] = (("scenario", "run", "month"), level * (1.0 + spread + gain))
    hired = 3_000.0 * (1.0 + spread + gain)
    for name, level in {"hires": 1.0, "separations": 0.9}.items():
        values = (level * hired)[..., None, None] * cells
        variables[name] = (
            ("scenario", "run", "month", "industry", "size_class"),
            np.broadcast_to(values, shape).copy(),
        )
    for name, share in {"retirements": 0.1, "moves_between_firms": 0.2}.items():
        variables[name] = (("scenario", "run", "month"), share * hired)
    steps = 400.0 * np.array([0.7, 0.2, 0.08, 0.02])
    variables["adopters_by_level"] = (
        ("scenario", "run", "month", "smart_level"),
        (1.0 + spread + gain)[..., None] * steps,
    )
    lost = np.array([60.0, 20.0, 10.0, 10.0])
    by_occupation = ("scenario", "run", "month", "occupation")
    variables["output_lost_to_labour"] = (by_occupation, (1.0 + spread - gain)[..., None] * lost)
    coordinates = {
        "smart_level": ["basic", "mid1", "mid2", "advanced"],
        "occupation": ["production", "technician", "office", "digital"],
        "scenario": list(WORLDS),
        "district": districts,
        "run": np.arange(runs),
        "month": month,
        "industry": list(INDUSTRIES),
        "size_class": list(SIZE_CLASSES),
    }
    return xr.Dataset(variables, coords=coordinates)


@pytest.fixture(scope="session", params=["announced", "recorded"])
def outlook(request):
    """Both outlooks."""
    return request.param


@pytest.fixture(scope="session")
def series(outlook):
    """The made-up dataset under an outlook."""
    return made_up(outlook)


@pytest.fixture(scope="session")
def setting(outlook):
    """What its pictures say about themselves."""
    from simulation.errors import Text
    from simulation.report.series import Setting

    end = {"announced": "2023-12", "recorded": "2023-03"}[outlook]
    start = {"announced": "2018-12", "recorded": "2018-03"}[outlook]
    return Setting(outlook, start, end, RUNS, 1.0, complex_data("changwon"), Text("시험 사업", "A trial"))


@pytest.fixture(scope="session")
def drawn() -> dict[str, Sketch]:
    """Pictures of the small result, each drawn once a language."""
    return {}


@pytest.fixture(scope="session")
def small(tmp_path_factory, drawn):
    """A small finished result with its folder, for every test that looks at what a run writes.

    Pages hold their pictures; files of the same pictures are white (``test_figures.py`` saves and paints).
    """
    import simulation as sim
    from tests.white import drawn_once, pictures_left_white

    scenario = sim.load("changwon/smart_complex", {"scale": "0.1", "end": "2020-12"})
    out = tmp_path_factory.mktemp("results")
    with pictures_left_white(pages=False), drawn_once(drawn):
        return sim.run(scenario, runs=2, impact_runs=2, workers=1, out=out, layer_draws=0)


@pytest.fixture(scope="session")
def told(small, drawn):
    """What the page of the small result holds by language, with the table of where the spread comes from."""
    from dataclasses import replace

    from simulation.report.page.page import report_contents
    from tests.white import drawn_once

    shares = {"effect.employment": {"luck": 0.5, "parameters": 0.5, "outside_world": 0.0}}
    whole = replace(small, manifest={**small.manifest, "variance_shares": shares, "layer_draws": 2})
    with drawn_once(drawn):
        return {language: report_contents(whole, language) for language in ("ko", "en")}
