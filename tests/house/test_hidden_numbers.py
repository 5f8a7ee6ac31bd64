"""Numbers of the economy are parameters; what else a rule needs is a constant whose name and text say why."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import PACKAGE, tree_of

ECONOMY, JUDGING = ("model", "equations", "start"), ("outcomes", "experiments")
PLAIN = {0.0, 0.5, 1.0, 2.0, 12.0, 100.0}
"""Nothing, one, doubles and halves, months of a year, percent."""
PLACES = set(range(13)) | {100}
"""Whole numbers that are columns, powers, age groups; larger ones are amounts."""
LEVELS = {0.025, 0.1, 0.25, 0.75, 0.8, 0.9, 0.95, 0.975}
"""Quantiles that results are told by."""
ROUNDING = 1e-6


def hidden(tree: ast.Module, *, economy: bool) -> Iterator[str]:
    """Lines of a module at which a number stands inside a function, or a constant without a word on it."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                size = abs(node.value)
                plain = size in PLAIN or size <= ROUNDING or size >= 1.0 / ROUNDING or (size in LEVELS and not economy)
                if not plain if isinstance(node.value, float) else economy and size not in PLACES:
                    yield f"{node.lineno}: {node.value} in {function.name}"
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.Assign) and economy:
            told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
            amounts = [each for each in ast.walk(node.value) if isinstance(each, ast.Constant)]
            if not told and any(type(each.value) in (int, float) and each.value not in PLAIN for each in amounts):
                yield f"{node.lineno}: {ast.unparse(node)} says nothing of itself"


@pytest.mark.parametrize("room", [*ECONOMY, *JUDGING])
def test_no_number_of_the_economy_hides_in_code(room: str) -> None:
    found = {
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in (PACKAGE / room).rglob("*.py")
        for line in hidden(tree_of(path), economy=room in ECONOMY)
    }
    assert not found, "make each a parameter in simulation/data/parameters, or a constant with a text if it is numerics"


def test_a_hidden_number_is_found() -> None:
    code = ast.parse(
        "A = 0.98\nB = 720\n'''Points.'''\ndef f(x, most=450):\n    return 6.0 * x[3] + 1e-9 + 12.0 * 100.0 / 2\n"
    )
    assert [line.split(":")[0] for line in hidden(code, economy=True)] == ["4", "5", "1"]
    assert [line.split(":")[0] for line in hidden(code, economy=False)] == ["5"]
