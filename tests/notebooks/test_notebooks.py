"""Notebooks: one question each, in both languages, stored without outputs, run on a tiny world, public names only."""

from __future__ import annotations

import ast
import re
import warnings
from pathlib import Path

import matplotlib as mpl
import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

import simulation as sim

ROOT = Path(__file__).parents[2]
BOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TINY = 'SCALE, RUNS, IMPACT_RUNS, MONTHS, END = 0.05, 1, 1, 2, "2019-12"'
"""Put after the cell tagged ``parameters``."""
IDS = [path.stem for path in BOOKS]


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def test_the_eight_questions_are_there():
    assert [name[:2] for name in IDS] == [f"{place:02d}" for place in range(1, 9)]
    page = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert not [name for name in IDS if f"`{name}.ipynb`" not in page]


@pytest.mark.parametrize("path", BOOKS, ids=IDS)
def test_a_notebook_is_stored_without_outputs(path):
    book = read(path)
    nbformat.validate(book)
    for cell in book.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    assert [cell for cell in book.cells if "parameters" in cell.metadata.get("tags", [])]


@pytest.mark.parametrize("path", BOOKS, ids=IDS)
def test_a_notebook_speaks_both_languages(path):
    told = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    assert told
    for text in told:
        assert re.search("[가-힣]", text), text
        assert re.search("[a-z]{3}", text), text


@pytest.mark.parametrize("path", BOOKS, ids=IDS)
def test_a_notebook_knows_public_names_only(path):
    code = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "code")
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("simulation"), node.module
        if isinstance(node, ast.Import):
            assert not [each.name for each in node.names if each.name.startswith("simulation.")]
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sim":
            assert node.attr in sim.__all__, node.attr
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith("_") or node.attr == "__name__", node.attr


@pytest.fixture(scope="module")
def shell():
    found = InteractiveShell.instance()
    found.history_manager.enabled = False
    # Pictures are made, not painted: ``tests/report`` holds what a notebook shows of one.
    found.display_formatter.active_types = ["text/plain", "text/html"]
    yield found
    InteractiveShell.clear_instance()


@pytest.mark.parametrize("path", BOOKS, ids=IDS)
def test_a_notebook_runs_from_top_to_end(path, shell, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shell.reset(new_session=False)
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("default")
        for cell in read(path).cells:
            if cell.cell_type == "code":
                extra = [TINY] if "parameters" in cell.metadata.get("tags", []) else []
                for source in [cell.source, *extra]:
                    shell.run_cell(source, store_history=False).raise_error()
    assert list(tmp_path.iterdir()) == [], "a notebook leaves files behind"
