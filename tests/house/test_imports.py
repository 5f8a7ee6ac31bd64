"""Who imports whom, as a graph: no circle anywhere, and the report a leaf that only the command line stands on."""

from __future__ import annotations

import ast
from pathlib import Path

import networkx as nx
import pytest

from tests.house.sources import MODULES, PACKAGE, named, nodes_of, tree_of


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """Every module of the package."""
    return {path: tree_of(path) for path in MODULES}


@pytest.fixture(scope="module")
def graph(trees) -> nx.DiGraph:
    """An edge from each module to every module it imports: at the top, inside functions, and for type checking."""
    modules = {named(path): path for path in trees}
    drawn = nx.DiGraph()
    drawn.add_nodes_from(modules)
    for name, path in modules.items():
        for node in nodes_of(path):
            found: list[str] = []
            if isinstance(node, ast.Import):
                found = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{name} imports by dots"
                whole = str(node.module)
                inner = [f"{whole}.{alias.name}" for alias in node.names]
                found = [each if each in modules else whole for each in inner]
            drawn.add_edges_from((name, each) for each in found if each in modules)
    return drawn


def test_no_import_runs_in_a_circle(graph):
    assert graph.number_of_edges() > 1000
    circles = [sorted(each) for each in nx.strongly_connected_components(graph) if len(each) > 1]
    assert circles == []


def test_only_the_command_line_and_the_front_door_stand_on_the_report(graph):
    def room(module: str) -> str:
        return module.split(".")[1] if "." in module else module

    above = {room(user) for user, used in graph.edges if room(used) == "report"}
    assert above == {"simulation", "cli", "report"}


def test_the_report_starts_no_simulation(trees):
    """It draws and writes what it is handed: nothing in it runs worlds, a pool of processes or an experiment."""
    runs = {"run", "rerun", "compare", "run_ensemble", "over_seeds", "run_unit", "simulate", "Complex"}
    runs |= {"interaction", "sign_map", "living_conditions", "calibrate", "backtest", "forecast", "score_demand"}
    for path in trees:
        if PACKAGE / "report" not in path.parents:
            continue
        taken = [
            alias.name
            for node in nodes_of(path)
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith(("simulation.exp", "simulation.model"))
            for alias in node.names
        ]
        assert not runs & set(taken), path.name


def test_what_is_one_list_is_written_once(trees):
    names = ("AREAS", "PARTS", "LANGUAGES", "RESULT_TABLES", "PARTS_FOLDER")
    written: dict[str, list[str]] = {name: [] for name in names}
    for path, tree in trees.items():
        for node in tree.body:
            for each in node.targets if isinstance(node, ast.Assign) else []:
                written.get(getattr(each, "id", ""), []).append(named(path))
    assert {name: len(where) for name, where in written.items()} == dict.fromkeys(written, 1), written


def test_parts_of_the_model_know_nothing_of_the_world(trees):
    """Only the month, what opens, lives and watches a world, and Mesa's shell take the whole of it."""
    may = {"complex", "month", "opening", "phases", "watch", "world"}
    takes = {
        f"{named(path)}.{function.name}"
        for path in trees
        if PACKAGE / "model" in path.parents and named(path).split(".")[2:3] and named(path).split(".")[2] not in may
        for function in nodes_of(path)
        if isinstance(function, ast.FunctionDef)
        for each in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        if each.annotation is not None and "World" in ast.unparse(each.annotation)
    }
    assert takes == set()
