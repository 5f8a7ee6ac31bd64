"""The result folder: written whole beside its place and moved there, so that half a result never stands anywhere."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from glob import escape
from hashlib import sha256
from pathlib import Path
from typing import Any

from simulation.errors import SandanError, Text

MANIFEST = "manifest.json"
PARTS_FOLDER = ".parts"
"""Beside results: finished pieces of runs and studies, so that an interrupted one goes on."""
VOLATILE = "volatile"
HASH = "hash"
FILES = "files"
"""Hashes of the files of a result that are read again."""
READ_AGAIN = (".nc", ".csv")
DRAFT, OLD = ".draft", ".old"
"""Endings of a folder that is being filled, and of one that makes room for it."""
TAKEN = (errno.ENOTEMPTY, errno.EEXIST)
ABANDONED = 3600.0
"""Seconds without a new file after which nobody fills a draft any more; a result is written in minutes."""


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; when the block ends well it takes the place of ``target``, else it is gone.

    A folder that stood there is replaced. The filling happens on the same disk, so that the move is a rename.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_drafts(target)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=DRAFT, dir=target.parent))
    try:
        yield draft
        draft.chmod(0o755)
        _replace(draft, target)
    except OSError as error:
        if error.filename is not None:
            raise
        # A disk that is full does not say in which file; it was the one written last.
        written = [path for path in draft.rglob("*") if path.is_file()]
        last = max(written, key=lambda path: path.stat().st_mtime_ns, default=draft)
        place = target / last.relative_to(draft)
        raise OSError(error.errno, error.strerror or str(error), str(place)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _clear_drafts(target: Path) -> None:
    """Remove what a program left that was killed while it filled or moved the folder."""
    for ending in (DRAFT, OLD):
        for left in target.parent.glob(f".{escape(target.name)}.*{ending}"):
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > ABANDONED:
                    shutil.rmtree(left, ignore_errors=True)


def _replace(draft: Path, target: Path) -> None:
    """Move a folder to its place; what stands there goes, even what another program puts there at that moment."""
    old = draft.with_suffix(OLD)
    while True:
        if target.exists():
            with suppress(FileNotFoundError):
                os.replace(target, old)
        try:
            os.replace(draft, target)
        except OSError as error:
            if error.errno in TAKEN:
                shutil.rmtree(old, ignore_errors=True)
                continue
            if old.exists():
                os.replace(old, target)
            raise
        shutil.rmtree(old, ignore_errors=True)
        return


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a file beside its place to fill; when the block ends well it is moved there, else it is gone.

    Raises:
        OSError: the disk is full or cannot be written; the error names the file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield draft
        os.replace(draft, target)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error
    finally:
        draft.unlink(missing_ok=True)


def write_whole(target: Path, content: str | bytes) -> None:
    """Write one file, text or bytes, whole or not at all."""
    with whole_file(target) as draft:
        draft.write_bytes(content.encode() if isinstance(content, str) else content)


def manifest_hash(manifest: Mapping[str, Any]) -> str:
    """Hash of everything but the block ``volatile`` and the hash itself, in the order it stands.

    The order of instruments is part of a scenario: money is given out in it.
    """
    lasting = {key: value for key, value in manifest.items() if key not in (VOLATILE, HASH)}
    return sha256(json.dumps(lasting, ensure_ascii=False).encode()).hexdigest()


def write_manifest(manifest: Mapping[str, Any], folder: Path) -> None:
    """Write ``manifest.json`` with the hashes of the series and tables beside it, and with its own."""
    held = sorted(path for path in folder.iterdir() if path.suffix in READ_AGAIN)
    full = {**manifest, FILES: {path.name: sha256(path.read_bytes()).hexdigest() for path in held}}
    full[HASH] = manifest_hash(full)
    text = json.dumps(full, ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def check_files(manifest: Mapping[str, Any], folder: Path) -> None:
    """Refuse a result of which a file is not what was written.

    Raises:
        SandanError: a file is missing or was changed; it is named, with how to make it again.
    """
    for name, known in manifest.get(FILES, {}).items():
        file = folder / name
        state = Text("파일이 없습니다", "this file is missing")
        if file.is_file():
            if sha256(file.read_bytes()).hexdigest() == known:
                continue
            state = Text(
                "결과를 쓴 뒤에 바뀌었거나 손상된 파일입니다", "this file was changed or damaged after it was written"
            )
        raise SandanError(
            f"{file}: {state.ko}. 다시 만드십시오: sandan rerun {folder}. 고친 표는 다른 이름으로 두십시오.",
            f"{file}: {state.en}. Make it again: sandan rerun {folder}. Keep a table of your own under another name.",
        )


def read_manifest(path: Path | str) -> dict[str, Any]:
    """Read a manifest from its file or its folder.

    Raises:
        SandanError: there is none, it is no manifest, or its hash does not fit its content.
    """
    path = Path(path)
    file = path / MANIFEST if path.is_dir() else path
    if not file.is_file():
        raise SandanError(
            f"{file}: 실행 기록이 없습니다. 결과 폴더나 {MANIFEST}을 지정하십시오.",
            f"{file}: there is no manifest. Name a result folder or its {MANIFEST}.",
        )
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
        fits = manifest[HASH] == manifest_hash(manifest)
    except (ValueError, KeyError, TypeError) as error:
        raise SandanError(
            f"{file}: 실행 기록으로 읽을 수 없습니다.", f"{file}: this cannot be read as a manifest."
        ) from error
    if not fits:
        raise SandanError(
            f"{file}: 내용이 기록된 해시와 다릅니다. 원본 파일을 쓰십시오.",
            f"{file}: the content does not fit its hash. Use the original file.",
        )
    return dict(manifest)
