"""What `driftaudit merge` writes for random pairs of schemas, with and without --on-lossy safe-cast.

Each statement has to pass ZetaSQL's analyzer; each refusal has to name its reasons on standard error, with exit 2 and nothing on
standard output. Where something is wrong the seed is told.
"""

import collections
import functools
import json
import multiprocessing
import re
import subprocess

from merge_analysis import Table, problem
from random_schemas import pair

MODES = ("error", "safe-cast")
# What refusals say, so that they can be counted by kind.
KINDS = {
    "no CAST": "there is no CAST", "lost in every value": "loses a part|lose a part", "required": "is REQUIRED",
    "partition": "partition"}


def merge(tool, resources, mode):
    words = ["--main", "main", "--key", "id", "--on-lossy", mode]
    return subprocess.run(
        [tool, "merge", "-", *words], input=json.dumps(resources), capture_output=True, text=True, check=False)


def refusal(made):
    """The kinds of reasons that a refusal names; None where it is none."""
    reasons = [line for line in made.stderr.splitlines() if line.startswith("error: no safe merge: ")]
    kinds = {next((kind for kind, text in KINDS.items() if re.search(text, reason)), None) for reason in reasons}
    if made.returncode != 2 or made.stdout or not kinds or None in kinds:
        return None
    return " and ".join(sorted(kinds))


def outcomes(tool, options, seed):
    """What becomes of a pair in each mode: whether it was judged, the kinds of a refusal, and what is wrong."""
    resources = pair(seed)
    tables = [Table.of_resource(resource) for resource in resources]
    known, found = set(), []
    for mode in MODES:
        made = merge(tool, resources, mode)
        if made.returncode != 0:
            kinds = refusal(made)
            found.append((kinds, None if kinds else f"seed {seed}, {mode}: exit {made.returncode}: {made.stderr[:600]}"))
            continue
        # Where nothing may be lost both modes come to the same.
        wrong = None if made.stdout in known else problem(tables, made.stdout, options)
        known.add(made.stdout)
        found.append(("judged", f"seed {seed}, {mode}: {wrong}" if wrong else None))
    return found


def check(tool, seeds, options):
    """What is wrong, and a line that tells what was looked at."""
    # Processes that are forked have the analyzer, which takes long to load, if it was used before.
    with multiprocessing.get_context("fork").Pool(2) as pool:
        found = [one for some in pool.imap(functools.partial(outcomes, tool, options), seeds, chunksize=10) for one in some]
    faults = [wrong for _, wrong in found if wrong]
    counts = collections.Counter(kinds for kinds, _ in found)
    judged = counts.pop("judged", 0)
    if len(seeds) >= 100 and judged < len(seeds) / 2:
        faults.append(f"only {judged} statements of {len(seeds)} pairs: nearly all are refused, and little is proved")
    told = ", ".join(f"{kinds}: {count}" for kinds, count in counts.most_common())
    return faults, f"merge-check: {len(seeds)} random pairs: {judged} scripts, {counts.total()} refusals ({told})"
