"""What `driftaudit merge` writes for random pairs of schemas, with and without --on-lossy safe-cast.

Each statement has to pass ZetaSQL's analyzer; each refusal has to name its reasons on standard error, with exit 2 and nothing on
standard output. Where something is wrong the seed is told.
"""

import collections
import concurrent.futures
import json
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


def made_of(tool, seed):
    """The pair of a seed, and what the tool makes of it in each mode."""
    resources = pair(seed)
    return seed, resources, [merge(tool, resources, mode) for mode in MODES]


def refusal(made):
    """The kinds of reasons that a refusal names; None where it is none."""
    reasons = [line for line in made.stderr.splitlines() if line.startswith("error: no safe merge: ")]
    kinds = {next((kind for kind, text in KINDS.items() if re.search(text, reason)), None) for reason in reasons}
    if made.returncode != 2 or made.stdout or not kinds or None in kinds:
        return None
    return " and ".join(sorted(kinds))


def check(tool, seeds, options):
    """What is wrong, and a line that tells what was looked at."""
    faults, refusals, judged = [], collections.Counter(), 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for seed, resources, results in pool.map(lambda seed: made_of(tool, seed), seeds):
            tables = [Table.of_resource(resource) for resource in resources]
            known = set()
            for mode, made in zip(MODES, results):
                if made.returncode != 0:
                    kinds = refusal(made)
                    refusals[kinds] += 1
                    if kinds is None:
                        faults.append(f"seed {seed}, {mode}: exit {made.returncode}: {made.stderr[:600]}")
                    continue
                judged += 1
                # Where nothing may be lost both modes come to the same.
                if made.stdout in known:
                    continue
                known.add(made.stdout)
                if wrong := problem(tables, made.stdout, options):
                    faults.append(f"seed {seed}, {mode}: {wrong}")
    if len(seeds) >= 100 and judged < len(seeds) / 2:
        faults.append(f"only {judged} statements of {len(seeds)} pairs: nearly all are refused, and little is proved")
    told = ", ".join(f"{kinds}: {count}" for kinds, count in refusals.most_common())
    return faults, f"merge-check: {len(seeds)} random pairs: {judged} scripts, {refusals.total()} refusals ({told})"
