#!/usr/bin/env python3
"""Writes PageResources.swift, which holds the stylesheet and the script of HTML pages, from report.css and report.js,
or checks it.

usage: page-resources.py [--check]
"""

import argparse
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "Sources/Reports/HTML"
TARGET = FOLDER / "PageResources.swift"
REFRESH = "make samples"
# Names of the constants, and the files whose bytes they hold.
FILES = {"stylesheet": "report.css", "script": "report.js"}
HEADER = """\
// Written by scripts/page-resources.py: change report.css or report.js, then `make samples`.
// swift-format-ignore-file

/// What HTML pages hold inline. SwiftPM's `.embedInCode` makes array literals of files, which compile for seconds.
enum PageResources {
"""


def literal(text):
    """A raw literal of several lines. Swift drops the indentation and the line break before the closing quotes."""
    sign = "#"
    while '"""' + sign in text or "\\" + sign in text:
        sign += "#"
    lines = [f"    {line}" if line else "" for line in text.split("\n")]
    return "\n".join([f'{sign}"""', *lines, f'    """{sign}'])


def source():
    constants = []
    for name, file in FILES.items():
        text = (FOLDER / file).read_bytes().decode("utf-8")
        if "\r" in text:
            sys.exit(f"error: {file} has a carriage return, which a literal of several lines would not keep")
        constants.append(f"  /// The bytes of `{file}`.\n  static let {name}: StaticString =\n    {literal(text)}\n")
    return HEADER + "\n".join(constants) + "}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    expected = source().encode("utf-8")
    path = TARGET.relative_to(ROOT)
    if TARGET.exists() and TARGET.read_bytes() == expected:
        print(f"{path} holds {' and '.join(FILES.values())}.")
    elif options.check:
        sys.exit(f"error: {path} does not hold {' and '.join(FILES.values())} as they are. Write it: {REFRESH}")
    else:
        TARGET.write_bytes(expected)
    return 0


if __name__ == "__main__":
    sys.exit(main())
