#!/usr/bin/env python3
"""Holds the committed reports, baselines and configurations against their schemas, with validators that are not ours.

usage: validate.py [--junit-schemas FOLDER]
Needs xmllint, and requirements.txt beside this script.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Schema, and the files that have to be valid against it: the committed samples, and what the tests hold reports against.
DOCUMENTS = {
    "schemas/drift-report.schema.json": ["reports/*/drift.json", "Tests/ReportsTests/Golden/*.json"],
    "schemas/history-run.schema.json": ["schemas/incident/history/*.json"],
    "schemas/weekly-report.schema.json": [
        "reports/*/weekly.json", "Tests/ReportsTests/History/Golden/*.json",
        "Tests/ReportsTests/Status/Golden/Weekly/*.json",
    ],
    "schemas/orphans-report.schema.json": ["Tests/ReportsTests/Lifecycle/Golden/*.json"],
    "schemas/batches-report.schema.json": ["Tests/ReportsTests/Lifecycle/Golden/Batches/*.json"],
    "schemas/verify-report.schema.json": ["Tests/ReportsTests/Lifecycle/Golden/Verify/*.json"],
    "schemas/snapshot-manifest.schema.json": ["Tests/SnapshotsTests/Golden/*.json"],
    "schemas/status-report.schema.json": [
        "reports/*/status.json", "Tests/ReportsTests/Status/Golden/*.json",
    ],
    "schemas/drift-baseline.schema.json": ["schemas/*/driftaudit.baseline.json"],
    "schemas/driftaudit.schema.json": ["schemas/*/driftaudit.yml", "Tests/AuditingTests/Golden/*.yml"],
}
JUNIT = ["reports/*/drift.junit.xml", "Tests/ReportsTests/Golden/*.junit.xml"]


class CoreSchemaLoader(yaml.SafeLoader):
    """YAML 1.2's idea of a boolean: `off` is a word, as in `order-changed: off`."""


CoreSchemaLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or letter in "tTfF"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path):
    if path.suffix in (".yml", ".yaml"):
        return yaml.load(path.read_text(encoding="utf-8"), Loader=CoreSchemaLoader)
    return json.loads(path.read_text(encoding="utf-8"))


def files(patterns):
    """The files that patterns name: none at all would make every check pass."""
    for pattern in patterns:
        found = sorted(ROOT.glob(pattern))
        if not found:
            raise FileNotFoundError(f"no file matches {pattern}")
        yield from found


def json_problems():
    """What is wrong with documents that have a JSON Schema."""
    for schema_path, patterns in DOCUMENTS.items():
        schema = read(ROOT / schema_path)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        for path in files(patterns):
            name = path.relative_to(ROOT)
            errors = sorted(validator.iter_errors(read(path)), key=lambda error: list(map(str, error.absolute_path)))
            for error in errors[:20]:
                yield f"{name}: {error.json_path}: {error.message[:300]}"
            print(f"{name}: {'not ' if errors else ''}valid against {schema_path}")


def xml_problems(schemas):
    """What is wrong with the JUnit reports: not XML, or not valid against a schema."""
    for path in files(JUNIT):
        name = path.relative_to(ROOT)
        checks = {"well-formed": ["--noout"]}
        checks.update({f"valid against {schema.name}": ["--noout", "--schema", str(schema)] for schema in schemas})
        for claim, options in checks.items():
            done = subprocess.run(["xmllint", "--nonet", *options, str(path)], capture_output=True, text=True)
            if done.returncode != 0:
                yield f"{name}: not {claim}:\n{done.stderr[:2000]}"
            print(f"{name}: {'not ' if done.returncode else ''}{claim}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--junit-schemas", type=pathlib.Path)
    options = parser.parse_args()
    schemas = sorted(options.junit_schemas.glob("*.xsd")) if options.junit_schemas else []
    problems = [*json_problems(), *xml_problems(schemas)]
    if not schemas:
        print("JUnit's published schemas are not here; only well-formedness was checked.")
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
