"""dbt: the catalog and the manifest that `dbt docs generate` writes."""

import json
import pathlib
import shutil
import sys
from typing import Any

from .engine import find_program, missing_package, run, scratch_folder, write

PROJECT = pathlib.Path(__file__).resolve().parent.parent / "dbt" / "project"
FIXED_STAMP = "2026-01-31T04:00:00.000000Z"


class Dbt:
    """The project beside the exports, built in DuckDB. The database has the name of its file, warehouse."""

    name = "dbt"

    def missing(self) -> str | None:
        return missing_package("dbt-core") or missing_package("dbt-duckdb")

    def export(self, folder: pathlib.Path) -> None:
        # The program of the environment that this script runs in; only without it another on the PATH.
        program = shutil.which("dbt", path=str(pathlib.Path(sys.executable).parent)) or find_program("dbt")
        with scratch_folder() as place:
            work = place / "project"
            shutil.copytree(PROJECT, work)
            variables = {"DBT_PROFILES_DIR": str(work), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1"}
            for words in (["build"], ["docs", "generate"]):
                run([program, *words], folder=work, variables=variables)
            for name, fixed in (("catalog.json", fixed_catalog), ("manifest.json", fixed_manifest)):
                write(folder / "target" / name, fixed((work / "target" / name).read_text(encoding="utf-8")))


def fixed_metadata(document: dict[str, Any]) -> None:
    """Replaces what names the run: its times, its id and dbt's version."""
    metadata = document["metadata"]
    for key in ("generated_at", "invocation_started_at", "run_started_at"):
        if key in metadata:
            metadata[key] = FIXED_STAMP
    metadata["dbt_version"] = "1.0.0"
    metadata["invocation_id"] = "00000000-0000-0000-0000-000000000000"


def fixed_catalog(text: str) -> str:
    document = json.loads(text)
    fixed_metadata(document)
    return json.dumps(document)


def fixed_manifest(text: str) -> str:
    """Also replaces when nodes were parsed and the temporary folder, and empties what is about dbt and not about tables."""
    document = json.loads(text)
    fixed_metadata(document)
    for key in ("macros", "docs", "selectors", "parent_map", "child_map"):
        document[key] = {}
    for node in [*document["nodes"].values(), *document["sources"].values()]:
        node["created_at"] = 1769832000.0
        if "root_path" in node:
            node["root_path"] = "/project"
    return json.dumps(document)
