"""What every engine's module uses: the engine's interface, and running programs."""

import importlib.metadata
import os
import pathlib
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

# What times of creation are replaced with: 2026-01-31T04:00:00Z.
FIXED_TIME = "2026-01-31 04:00:00"
FIXED_MILLISECONDS = "1769832000000"


class Engine(Protocol):
    """An engine whose exports are fixtures, in the folder of its name."""

    name: str

    def missing(self) -> str | None:
        """Why the engine cannot run here, or None."""

    def export(self, folder: pathlib.Path) -> None:
        """Creates the tables in a new database and writes their exports into `folder`."""


class Failure(Exception):
    """A program that did not do what it was asked."""


def missing_package(name: str) -> str | None:
    """Why the PyPI package cannot be used, or None: another version than the pinned one writes other files.

    Read off the installed distributions: `import duckdb` succeeds beside a folder of that name, too.
    """
    try:
        installed = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return f"PyPI {name} is not installed"
    pins = pathlib.Path(__file__).resolve().parent.parent / "requirements.txt"
    wanted = re.search(rf"(?m)^{re.escape(name)}(?:\[[^]]*])?==(\S+)", pins.read_text(encoding="utf-8"))
    if wanted and wanted[1] != installed:
        return f"PyPI {name} is {installed} and not {wanted[1]}"
    return None


def find_program(name: str, *folders: str) -> str:
    """A program on the PATH, or in one of the folders where distributions keep it, the last in order first.

    Its bare name where there is none.
    """
    places = [str(path) for pattern in folders for path in sorted(pathlib.Path("/").glob(pattern), reverse=True)]
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(places) or os.devnull) or name


def missing_program(package: str, names: Sequence[str], *folders: str) -> str | None:
    """Why the first of the programs that is not there cannot be used, or None."""
    for name in names:
        if shutil.which(find_program(name, *folders)) is None:
            return f"{name} is not installed (Debian {package})"
    return None


def environment(**more: str) -> dict[str, str]:
    """The caller's environment, in UTC and without a language."""
    return {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", **more}


def unprivileged() -> dict[str, Any]:
    """Arguments that make a child process run as a user other than root: database servers refuse root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def run(
    command: Sequence[str | os.PathLike[str]],
    *,
    text: str | None = None,
    folder: pathlib.Path | None = None,
    variables: Mapping[str, str] | None = None,
    **arguments: Any,
) -> str:
    """A program's standard output; `text` is its standard input."""
    done = subprocess.run(
        [os.fspath(word) for word in command], input=text or "", capture_output=True, encoding="utf-8", cwd=folder,
        env=environment(**(variables or {})), **arguments,
    )
    if done.returncode != 0:
        raise Failure(f"{pathlib.Path(command[0]).name}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def write(path: pathlib.Path, text: str) -> None:
    """Writes a fixture, byte for byte as `text` has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def fix(text: str, key: str, value: str) -> str:
    """Replaces the value of every key of that name whose value is a text. The layout stays."""
    return re.sub(rf'("{key}": ?)"[^"]*"', lambda found: f'{found[1]}"{value}"', text)


@contextmanager
def scratch_folder() -> Iterator[pathlib.Path]:
    """A temporary folder that belongs to the user whom `unprivileged` names."""
    with tempfile.TemporaryDirectory(prefix="exports-") as name:
        if user := unprivileged():
            os.chown(name, user["user"], user["group"])
        yield pathlib.Path(name)


@contextmanager
def running(
    command: Sequence[str | os.PathLike[str]], log: pathlib.Path, **arguments: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that is stopped at the end."""
    with open(log, "wb") as output:
        server = subprocess.Popen(
            [os.fspath(word) for word in command], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            **arguments,
        )
        try:
            yield server
        finally:
            server.terminate()
            server.wait(timeout=60)
