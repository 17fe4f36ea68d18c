#!/usr/bin/env python3
"""Holds the templates for CI systems, and those in docs/ci.md, against the systems' schemas and shellcheck, and runs the
pre-commit hook.

usage: ci-templates.py --tool DRIFTAUDIT
Needs shellcheck and git, and requirements.txt beside this script.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent

# The schemas that check-jsonschema brings along, and the files that have to be valid against them.
SCHEMAS = {
    "github-actions": ["action.yml"],
    "github-workflows": ["ci/weekly/github.yml", ".github/workflows/ci.yml"],
    "gitlab-ci": ["ci/gitlab.yml", "ci/weekly/gitlab.yml"],
}
SCRIPTS = ["ci/github/*.sh", "scripts/install-dependencies", "scripts/install-bigquery-emulator", "scripts/python-environment",
           "scripts/quick", ".ci/run"]
DOCUMENTATION = "docs/ci.md"


def schema_of(document):
    """Whose file a piece of YAML in the documentation is."""
    if "repos" in document:
        return "pre-commit"
    if "jobs" in document:
        return "github-workflows"
    if "pool" in document:
        return "azure-pipelines"
    return "gitlab-ci"


def documented(folder):
    """The YAML of the documentation as files in a folder, by schema."""
    text = (ROOT / DOCUMENTATION).read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    if not blocks:
        raise ValueError(f"{DOCUMENTATION} has no YAML")
    for number, block in enumerate(blocks, 1):
        path = folder / f"{DOCUMENTATION.replace('/', '-')}-{number}.yml"
        path.write_text(block, encoding="utf-8")
        yield schema_of(yaml.safe_load(block)), path


def schema_problems(files):
    """What is wrong with files whose schema is known."""
    for schema, path in files:
        if schema == "pre-commit":
            command = ["pre-commit", "validate-config", str(path)]
        else:
            command = ["check-jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
        yield from failure(command, f"{path.name}: {schema}")


def failure(command, what, expected=0, **options):
    """What a command says where it does not end as expected."""
    done = subprocess.run(command, cwd=options.pop("cwd", ROOT), capture_output=True, text=True, **options)
    good = done.returncode == expected
    print(f"{what}: {'as it should be' if good else 'not as it should be'}")
    if not good:
        yield f"{what}: exit {done.returncode}, where {expected} was expected\n{(done.stdout + done.stderr)[-4000:]}"


def inline_scripts(path):
    """The shell scripts inside of a file, each with its shell and what it is called."""
    if path.name == "Jenkinsfile":
        for number, text in enumerate(re.findall(r"'''(.*?)'''", path.read_text(encoding="utf-8"), re.DOTALL), 1):
            # As Groovy reads it.
            yield "sh", f"{path.name} {number}", text.replace("\\\n", "")
        return
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, job in document.items():
        for part in ("before_script", "script", "after_script"):
            if isinstance(job, dict) and part in job:
                lines = [line for entry in job[part] for line in (entry if isinstance(entry, list) else [entry])]
                yield "sh", f"{path.name} {name} {part}", "\n".join(lines)
    steps = document.get("runs", {}).get("steps", [])
    for job in document.get("jobs", {}).values():
        steps = [*steps, *job["steps"]]
    for step in steps:
        if "run" in step:
            yield "bash", f"{path.name} {step.get('name', step['run'])}", step["run"]


def script_problems(paths):
    """What is wrong with shell scripts, those in files of their own and those inside of other files."""
    for pattern in SCRIPTS:
        for path in sorted(ROOT.glob(pattern)):
            yield from failure(["shellcheck", str(path)], f"{path.relative_to(ROOT)}: shellcheck")
    for path in paths:
        for shell, name, text in inline_scripts(path):
            if "${{" in text:
                yield f"{name}: an expression inside of a script; what it holds would be run"
            # Backticks in single quotes are BigQuery's.
            command = ["shellcheck", f"--shell={shell}", "--exclude=SC2016", "-"]
            yield from failure(command, f"{name}: shellcheck", input=text)


def hook_problems(tool, folder):
    """What is wrong with the pre-commit hook: run in a repository without drift, and in one with."""
    yield from failure(["pre-commit", "validate-manifest", ".pre-commit-hooks.yaml"], ".pre-commit-hooks.yaml: manifest")
    programs = folder / "bin"
    programs.mkdir()
    (programs / "driftaudit").symlink_to(tool.resolve())
    environment = {
        **os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder / "store"), "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@localhost",
        "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@localhost",
        # The checkout may belong to somebody else, as in a container.
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
    }
    column = {"name": "a", "type": "STRING"}
    for name, staging, expected in [("clean", [column], 0), ("drift", [{**column, "type": "INT64"}], 1)]:
        repository = folder / name
        (repository / "exports").mkdir(parents=True)
        (repository / "exports/main.json").write_text(json.dumps([column]), encoding="utf-8")
        (repository / "exports/staging.json").write_text(json.dumps(staging), encoding="utf-8")
        (repository / "driftaudit.yml").write_text("main: exports/main.json\nsources: [exports]\n", encoding="utf-8")
        for arguments in (["init", "--quiet"], ["add", "."]):
            subprocess.run(["git", *arguments], cwd=repository, env=environment, check=True)
        command = ["pre-commit", "try-repo", str(ROOT), "driftaudit", "--all-files", "--verbose"]
        yield from failure(command, f"pre-commit hook, {name}", expected, cwd=repository, env=environment)
        if not (repository / "reports/drift.json").exists():
            yield f"pre-commit hook, {name}: it made no audit"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", type=pathlib.Path, required=True)
    options = parser.parse_args()
    # The programs of the environment that this runs in.
    os.environ["PATH"] = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    files = [(schema, ROOT / name) for schema, names in SCHEMAS.items() for name in names]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        examples = list(documented(folder))
        scripts = [path for schema, path in [*files, *examples] if schema != "pre-commit"]
        problems = [
            *schema_problems([*files, *examples]), *script_problems([*scripts, ROOT / "ci/Jenkinsfile"]),
            *hook_problems(options.tool, folder),
        ]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
