"""Why an option of a scenario cannot be changed where somebody changes it."""

from __future__ import annotations

from simulation.errors import InputFault, Text
from simulation.scenario.faults import fault_of, listed, nearest
from simulation.scenario.gathered import Options, Origin, as_written, dotted, within
from simulation.strict_yaml import KeyPath, Located


def refused(options: Options, head: KeyPath, *, inner: KeyPath, origin: Origin) -> InputFault | None:
    """Why an option cannot be changed here: a change beside it, no instrument to change, or nothing inside."""
    path = (*head, *inner)
    first = next((each for each in options.changed if within(each, path) or within(path, each)), None)
    if first is not None:
        return clash(options, first, second=path, origin=origin)
    holder = options.values.get(head)
    if head[0] == "instruments" and holder is None and inner:
        return no_instrument(options, str(head[1]), origin=origin)
    if head[0] == "instruments" and inner == ("kind",):
        problem = Text("상위 사업의 종류는 바꿀 수 없습니다.", "the kind of a parent's instrument stays.")
        remedy = Text(
            f"새 이름의 사업으로 적고 이 사업은 '{dotted(head)}: off'로 빼십시오.",
            f"Write another instrument, and take this one away with '{dotted(head)}: off'.",
        )
        return fault_of(*origin, problem=problem, remedy=remedy)
    for depth, part in enumerate(inner):
        if isinstance(holder, dict):
            holder = holder.get(as_written(holder, part))
            continue
        if holder is None:
            break
        name = dotted((*head, *inner[:depth]))
        if isinstance(holder, list):
            problem = Text(
                f"{name}은(는) 목록이며, 목록의 항목은 하나씩 바꿀 수 없습니다.",
                f"{name} is a list, and entries of a list cannot be set singly.",
            )
            remedy = Text(f"'{name}: [...]'처럼 목록 전체를 적으십시오.", f"Write the whole list: '{name}: [...]'.")
        else:
            problem = Text(f"{name}은(는) 한 값이라 그 안에 키가 없습니다.", f"{name} is one value with no keys in it.")
            remedy = Text(f"'{name}: 값'으로 적으십시오.", f"Write '{name}: VALUE'.")
        return fault_of(*origin, problem=problem, remedy=remedy)
    return None


def clash(options: Options, first: KeyPath, *, second: KeyPath, origin: Origin) -> InputFault:
    """Two changes of one option, or of an option and what lies in it."""
    document, place = options.changed[first]
    line = document.key_place(place)[0]
    where = Text(f"{line}행의 '{dotted(first)}'", f"'{dotted(first)}' on line {line}")
    if not line:
        where = Text(f"'{dotted(first)}'", f"'{dotted(first)}'")
    if first == second:
        problem = Text(f"{where.ko}에서 이미 바꾼 값입니다.", f"{where.en} changes this as well.")
    else:
        problem = Text(
            f"{where.ko}와(과) 하나가 다른 하나 안에 들어 있습니다.", f"this and {where.en} lie one inside the other."
        )
    remedy = Text("둘 중 하나만 남기십시오.", "Keep one of the two.")
    return fault_of(*origin, problem=problem, remedy=remedy)


def reserved(document: Located, path: KeyPath) -> InputFault:
    """A word of the file itself in place of an option."""
    problem = Text("바꿀 수 있는 설정이 아닙니다.", "this is no option that can be set here.")
    remedy = Text("이 키를 지우십시오.", "Delete this key.")
    return fault_of(document, path, problem=problem, remedy=remedy)


def no_instrument(options: Options, name: str, *, origin: Origin) -> InputFault:
    """A change of an instrument that no parent holds."""
    known = [str(path[1]) for path in options.values if path[0] == "instruments" and len(path) > 1]
    close = nearest(name, known)
    problem = Text(f"'{name}'은(는) 없는 정책수단입니다.", f"there is no instrument '{name}' to change.")
    if not known:
        remedy = Text("상위 시나리오에 정책수단이 없습니다.", "The parent has no instruments.")
    else:
        remedy = Text(f"있는 이름: {listed(known)}.{close.ko}", f"There are: {listed(known)}.{close.en}")
    return fault_of(origin[0], origin[1], problem=problem, remedy=remedy)
