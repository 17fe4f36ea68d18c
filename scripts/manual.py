#!/usr/bin/env python3
"""Writes the manual pages in man/ anew, out of what the tool says of its arguments, or checks them.

usage: manual.py [--check]
swift-argument-parser's plugin writes them; here they get the names that `man driftaudit audit` looks for, exit codes that
are true, and a layout that mandoc has nothing against. --check holds them against mandoc too, where it is there.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "man"
# Named as the target is that has the program's commands.
PAGES = ROOT / ".build/plugins/GenerateManual/outputs/CommandLineTool"
# The day of the version that the pages describe: a page has to have one, and no clock may set it.
DATE = "2026-11-25"
# swift-argument-parser's own, of which there is nothing to tell.
LEFT_OUT = "driftaudit.help"

EXIT_STATUS = """\
.Bl -tag -width 4n
.It 0
Done; audited, and nothing new at or above the fail level.
.It 1
Audited, and there is new or expired drift at or above the fail level.
.It 2
Not done, or not audited in full: something is wrong with an input, the configuration, the baseline or an output.
.It 64
Wrong use of the command line.
.El"""


def generated():
    """What the plugin writes, by file name."""
    shutil.rmtree(PAGES, ignore_errors=True)
    command = ["swift", "package", "plugin", "generate-manual", "--configuration", "debug", "--multi-page", "--date", DATE]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(PAGES.glob("*.1"))}
    if done.returncode != 0 or not pages:
        sys.exit(f"error: {' '.join(command)}: exit {done.returncode}\n{(done.stdout + done.stderr)[-4000:]}")
    return pages


def finished(text):
    """A page as it is committed."""
    text = re.sub(rf"^\.Xr {re.escape(LEFT_OUT)} 1(?: ,)?\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\.Xr (\S+) 1", lambda match: f".Xr {match[1].replace('.', '-')} 1", text, flags=re.MULTILINE)
    text = re.sub(r"^\.Dt (\S+) 1", lambda match: f".Dt {match[1].replace('.', '-')} 1", text, flags=re.MULTILINE)
    text = text.replace(".Ex -std", EXIT_STATUS)
    # A blank line is a paragraph; one before an item is none.
    text = re.sub(r"\n\n+", "\n.Pp\n", text)
    text = re.sub(r"^\.Pp\n(?=\.(?:It|El|Bl|Sh))", "", text, flags=re.MULTILINE)
    # mdoc wants each sentence on a line of its own.
    text = re.sub(r"(?<=[a-z0-9)]\.) (?=[A-Z])", "\n", text)
    return text.rstrip(" ,\n") + "\n"


def lint(paths):
    """What mandoc says of pages."""
    if not shutil.which("mandoc"):
        print("mandoc is not here; the pages were not held against it.")
        return
    for path in paths:
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True, text=True)
        # It knows the pages that are installed, and these are not.
        lines = [line for line in done.stdout.splitlines() if "referenced manual not found" not in line]
        yield from lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    pages = {
        name.removesuffix(".1").replace(".", "-") + ".1": finished(text)
        for name, text in generated().items() if name != f"{LEFT_OUT}.1"
    }
    FOLDER.mkdir(exist_ok=True)
    present = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.1")}
    if options.check:
        problems = [f"man/{name} is out of date" for name in sorted({*pages, *present}) if pages.get(name) != present.get(name)]
        if problems:
            problems.append("`make man` writes the pages anew")
        problems += lint(sorted(FOLDER.glob("*.1")))
        for problem in problems:
            print(f"error: {problem}", file=sys.stderr)
        print(f"man: {len(present)} pages{'' if problems else ' up to date'}")
        return 1 if problems else 0
    for name in {*present} - {*pages}:
        (FOLDER / name).unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
