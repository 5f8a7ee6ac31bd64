"""What a new scenario or complex may be called: a name that every system can hold, and that nothing has yet."""

from __future__ import annotations

import re
from pathlib import Path

from simulation.errors import SandanError
from simulation.scenario import gallery
from simulation.scenario.files import EXTENSION

OTHER_ENDINGS = (".yml", ".xlsx", ".xls", ".csv", ".json", ".txt")
NO_SIGNS = r"""\ : * ? " < > |"""
"""Signs that not every system lets stand in the name of a file."""
NO_FILE = re.compile(r'[\\:*?"<>|\x00-\x1f]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending."""


def is_reserved(name: str) -> bool:
    """Whether Windows lets no file or folder have this name."""
    return RESERVED.fullmatch(name.strip()) is not None


def refusal_of_reserved(name: str) -> SandanError:
    """Why a name that Windows keeps for a device cannot be had."""
    return SandanError(
        f"'{name}': 윈도우가 장치 이름으로 쓰므로 파일이나 폴더 이름으로 쓸 수 없습니다. 예: my_plan",
        f"'{name}': Windows keeps this name for a device, so that no file or folder can have it. Example: my_plan.",
    )


def new_file(name: str) -> Path:
    """The file of a new scenario in the current folder or a named one.

    Raises:
        SandanError: it is no name that every system can hold, it has another ending, a scenario of that name is at
            hand, or there is such a file already.
    """
    target = Path(name if name.endswith(EXTENSION) else f"{name}{EXTENSION}")
    refusal = _no_name(name, target)
    if refusal is not None:
        raise refusal
    if target.exists():
        raise SandanError(
            f"{target}: 이미 있는 파일입니다. 다른 이름을 쓰거나 그 파일을 옮기십시오.",
            f"{target}: there is such a file. Choose another name, or move the file away.",
        )
    return target


def _no_name(name: str, target: Path) -> SandanError | None:
    """Why a new scenario cannot be called so, if it cannot."""
    stem = target.name.removesuffix(EXTENSION)
    reserved = next((each for each in target.parts if is_reserved(each)), None)
    shown = name.translate(dict.fromkeys(range(32), " "))
    if not stem.strip(" .") or stem.startswith(".") or NO_FILE.search(stem) or name != name.strip():
        return SandanError(
            f"'{shown}': 파일 이름으로 쓸 수 없습니다. 글자와 숫자로 된 이름을 적으십시오({NO_SIGNS}와 줄바꿈, "
            "앞뒤 빈칸, 첫 글자 점은 쓸 수 없음). 예: my_plan",
            f"'{shown}': this is no name of a file. Use letters and digits, as in my_plan; not {NO_SIGNS}, a line "
            "break, outer blanks or a dot in front.",
        )
    if reserved is not None:
        return refusal_of_reserved(reserved)
    if Path(stem).suffix.lower() in OTHER_ENDINGS:
        return SandanError(
            f"'{shown}': 시나리오 파일의 이름은 {EXTENSION}로 끝납니다. 확장자 없이 적으십시오.",
            f"'{shown}': the file of a scenario ends with {EXTENSION}. Give the name without an ending.",
        )
    if target.with_suffix("").as_posix() in gallery():
        return SandanError(
            f"'{shown}': 이미 있는 시나리오의 이름이라 서로 헷갈립니다. 다른 이름을 쓰십시오.",
            f"'{shown}': a scenario at hand has this name, and the two would be mistaken. Choose another.",
        )
    return None
