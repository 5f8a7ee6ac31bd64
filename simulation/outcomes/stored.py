"""Files of a result or a record read back, in the encodings that office programs save; a damaged one is named."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from simulation.errors import SandanError


def text_of(path: Path) -> str:
    """The text of a file in UTF-8, or in the encoding in which Korean office programs save a CSV.

    Raises:
        SandanError: it is in neither.
    """
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SandanError(
        f"{path}: UTF-8도 CP949도 아닌 파일입니다. 'CSV UTF-8'로 저장하십시오.",
        f"{path}: this is text in neither UTF-8 nor CP949. Save it as 'CSV UTF-8'.",
    )


def stored_table(path: Path) -> pd.DataFrame:
    """A table of a CSV file.

    Raises:
        SandanError: it is no table.
    """
    try:
        return pd.read_csv(io.StringIO(text_of(path)))
    except ValueError as error:
        raise SandanError(
            f"{path}: CSV 표로 읽을 수 없습니다. 비었거나 손상된 파일이면 다시 만드십시오.",
            f"{path}: this cannot be read as a CSV table. Make it again if it is empty or damaged.",
        ) from error
