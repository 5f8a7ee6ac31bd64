"""Parameters by name: one mistyped anywhere in the code is found here, in every complex, before a world is opened."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from simulation.catalogue import complexes, parameters_for
from simulation.catalogue.files import document
from tests.house.sources import MODULES, PACKAGE, nodes_of, placed

READERS = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "catalogue"]
"""The catalogue makes the parameters, some of them for some complexes alone."""
KNOWN = {key: set(parameters_for(key)) for key in complexes()}
ALL = set().union(*KNOWN.values())
FAMILIES = {name.split(".")[0] for name in ALL}
ROOMS = "|".join(sorted(FAMILIES))
SPOKEN = re.compile(rf"(?:{ROOMS})(?:\.[A-Za-z0-9_\x00]+)+")
"""What looks like the name of a parameter; a zero stands for what is filled in: an industry, a level, an age."""
ANY = "[A-Za-z0-9_.]+"


def names_in(code: Sequence[ast.AST]) -> list[str]:
    """Every text in code that looks like the name of a parameter, with a zero for each part that is filled in."""
    joined = [node for node in code if isinstance(node, ast.JoinedStr)]
    within = {id(part) for node in joined for part in ast.walk(node) if isinstance(part, ast.Constant)}
    texts = ["".join(part.value if isinstance(part, ast.Constant) else "\0" for part in each.values) for each in joined]
    texts += [
        node.value
        for node in code
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within
    ]
    return [text for text in texts if SPOKEN.fullmatch(text) and not text.endswith(".html")]


def meant(name: str, known: set[str]) -> set[str]:
    """The parameters that a name stands for: one, those with its parts filled in, or all of its group."""
    pattern = re.compile(re.escape(name).replace("\\\0", ANY).replace("\0", ANY) + rf"(\.{ANY})?")
    return {name} & known or {each for each in known if pattern.fullmatch(each)}


def test_every_name_in_the_code_is_a_parameter_of_every_complex():
    unknown = {
        (placed(module), name.replace("\0", "*"), key)
        for module in READERS
        for name in names_in(nodes_of(module))
        for key, known in KNOWN.items()
        if not meant(name, known)
    }
    assert not unknown


DOTTED = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
ANYWHERE = ALL | set(document("no_province_table.yaml"))
"""Parameters of any complex, those of a place without a table of its province with them."""


def test_whatever_is_read_of_values_is_a_parameter_whatever_room_it_names():
    """``value["..."]`` and names in the catalogue: a mistyped one fails here, not in the month that first reads it."""
    unknown = []
    for path in MODULES:
        for node in nodes_of(path):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
                key = node.slice.value
                if isinstance(key, str) and DOTTED.fullmatch(key) and "value" in ast.unparse(node.value):
                    unknown += [f"{placed(path)}: {key}"] * (key not in ANYWHERE)
            said = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if DOTTED.fullmatch(said) and said.partition(".")[0] in FAMILIES:
                unknown += [f"{placed(path)}: {said}"] * (not any(key.startswith(said) for key in ANYWHERE))
    assert unknown == []


def test_a_mistyped_name_is_found_wherever_it_stands():
    code = ast.parse('a = value["labour.hour_limit"]; b = [value[f"demography.fre_share.{kind}"] for kind in KINDS]')
    said = names_in(tuple(ast.walk(code)))
    assert sorted(said) == ["demography.fre_share.\0", "labour.hour_limit"]
    assert not any(meant(name, ALL) for name in said)
    assert meant("labour.hours_limit", ALL) == {"labour.hours_limit"}
    assert meant("demography.free_share.\0", ALL) == {each for each in ALL if each.startswith("demography.free_share.")}


def test_no_parameter_is_left_that_nothing_reads():
    """A scenario may read one too, as the share by which a pool is divided."""
    scenarios = " ".join(path.read_text(encoding="utf-8") for path in PACKAGE.parent.glob("scenarios/*/*.yaml"))
    read = set(re.findall(r"scaled_by: (\S+)", scenarios))
    for module in MODULES:
        for name in names_in(nodes_of(module)):
            read |= meant(name, ALL)
    assert sorted(ALL - read) == []
