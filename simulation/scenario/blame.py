"""Where a fault of gathered options stands: at the line that whoever can mend it wrote, not at the parent's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulation.errors import InputFault, Text
from simulation.scenario.faults import fault_of
from simulation.scenario.gathered import Options, dotted
from simulation.scenario.options import MAPPINGS
from simulation.scenario.references import Finding
from simulation.strict_yaml import KeyPath, Located

INSTRUMENTS = "instruments"


def when_set(options: Options, start: KeyPath, *, chain: Sequence[Located]) -> int:
    """Place in the chain of the document that set an option last, or a part of it; -1 where none did."""
    places = {document.file: place for place, document in enumerate(chain)}
    set_by = [document.file for each, (document, _) in options.origin.items() if _begins(each, start)]
    return max((places.get(file, len(chain)) for file in set_by), default=-1)


def at_the_last_change(options: Options, finding: Finding, *, chain: Sequence[Located]) -> InputFault:
    """A fault between options stands where the last of them was set: whoever set it can mend it."""
    at, problem, remedy = finding
    rivals = [("complex",), *((("outlook",),) if at == ("end",) else ())]
    blamed = max(
        (at[:2] if at[0] in MAPPINGS else at[:1], *rivals), key=lambda each: when_set(options, each, chain=chain)
    )
    if blamed in rivals:
        told = Text(f"{dotted(at)}: {problem.ko}", f"{dotted(at)}: {problem.en}")
        return fault_at(options, blamed, problem=told, remedy=remedy)
    return at_what_made_it(options, at, problem=problem, remedy=remedy, chain=chain)


def at_what_made_it(
    options: Options, path: KeyPath, *, problem: Text, remedy: Text, chain: Sequence[Located]
) -> InputFault:
    """A fault of an option; where its instrument was changed after it was set, a fault of that change.

    Of several later changes it is the one that the fault names, and none where it names none of them.
    """
    own = max(when_set(options, path, chain=chain), _whole_set(options, path, chain=chain))
    of_it = [each for each in options.origin if path[:1] == (INSTRUMENTS,) and _begins(each, path[:2])]
    others = [each for each in of_it if len(each) > 2 and not _begins(each, path[:3])]
    later = [each for each in others if when_set(options, each, chain=chain) > own]
    said = set(re.findall(r"\w+", f"{problem.en} {remedy.en}"))
    named = [each for each in later if str(each[2]) in said] or later
    if len(path) < 3 or len(named) != 1:
        return fault_at(options, path, problem=problem, remedy=remedy)
    told = Text(f"{dotted(path)}: {problem.ko}", f"{dotted(path)}: {problem.en}")
    return fault_at(options, named[0], problem=told, remedy=remedy)


def _whole_set(options: Options, path: KeyPath, *, chain: Sequence[Located]) -> int:
    """Place in the chain of the document that set the whole instrument of an option."""
    places = {document.file: place for place, document in enumerate(chain)}
    whole = next((each for each in options.origin if len(each) == 2 and _begins(each, path[:2])), None)
    return -1 if whole is None else places.get(options.origin[whole][0].file, len(chain))


def fault_at(options: Options, path: KeyPath, *, problem: Text, remedy: Text) -> InputFault:
    """A fault where a user can mend it: at the change made inside a value, else at the key that set it."""
    inside = [each for each in options.origin if len(each) > len(path) and _begins(each, path)]
    if inside:
        named = [each for each in inside if str(each[-1]) in problem.en]
        last = (named or inside)[-1]
        document, place = options.origin[last]
        return fault_of(document, place, problem=problem, remedy=remedy, key=dotted(last))
    for end in range(len(path), 0, -1):
        found = next((each for each in options.origin if len(each) == end and _begins(each, path[:end])), None)
        if found is not None:
            document, place = options.origin[found]
            return fault_of(document, (*place, *path[end:]), problem=problem, remedy=remedy, key=dotted(path))
    document = next(iter(options.origin.values()))[0]
    return fault_of(document, path, problem=problem, remedy=remedy, key=dotted(path))


def _begins(path: KeyPath, start: KeyPath) -> bool:
    """Whether a path begins with another; years and levels may be numbers or texts."""
    return len(path) >= len(start) and all(str(one) == str(other) for one, other in zip(path, start, strict=False))
