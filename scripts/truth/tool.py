"""What the tool says about all pairs of a batch, in one run."""

import json
import pathlib
import subprocess
from collections.abc import Sequence

from .engine import Engine
from .schema import Pair


class Saying:
    """A run of the tool over a batch, beside which the engine can work."""

    def __init__(self, tool: str, engine: Engine, export: str, pairs: Sequence[Pair], folder: pathlib.Path) -> None:
        (folder / "columns.ndjson").write_text(export, encoding="utf-8")
        audits = "".join(f"  - main: {pair.main.name}\n    staging: {pair.staging.name}\n" for pair in pairs)
        (folder / "driftaudit.yml").write_text(
            f"sources: columns.ndjson\nengine: {engine.tool_name}\naudits:\n{audits}", encoding="utf-8")
        self.output = folder / "report.json"
        self.output.unlink(missing_ok=True)
        self.errors = folder / "errors"
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                [tool, "audit", "--report", f"json={self.output}"], cwd=folder, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=errors)

    def result(self) -> tuple[dict[str, dict], list[str]]:
        """The audit of each main, by its name, and the problems."""
        self.process.wait()
        if not self.output.exists():
            raise RuntimeError(f"driftaudit ends with {self.process.returncode}: {self.errors.read_text()[:2000]}")
        report = json.loads(self.output.read_text(encoding="utf-8"))
        audits = {audit["main"]["table"].rpartition(".")[2]: audit for audit in report["audits"]}
        return audits, [f"{problem['table']}: {problem['message']}" for problem in report["problems"]]


def effects(audit: dict | None) -> dict[str, str] | None:
    """The effects of the pair, where the tool tells them."""
    if audit is None or len(audit["shapes"]) != 1:
        return None
    return audit["shapes"][0].get("effects")


def findings(audit: dict) -> list[str]:
    return [f"{one['rule']} {one['column'] or '(table)'}: {one.get('effects', '')} {one['consequence']}" for one in audit["findings"]]
