"""What the check prints."""

from .engine import Engine
from .judging import EFFECTS, Tally
from .merging import Merged
from .observing import Observation, WAYS
from .tool import effects, findings


def shown(engine: Engine, found: Observation, audit: dict | None) -> str:
    """A pair in full."""
    pair = found.pair
    lines = [f"-- seed {pair.seed}: {', '.join(pair.changes) or 'no change'}"]
    lines += [engine.create(table) + ";" for table in (pair.main, pair.staging)]
    lines += [f"-- row {number}: {row}" for number, row in enumerate(found.rows)]
    said = effects(audit)
    for way in WAYS:
        seen = found.ways[way]
        lines.append(f"{seen.sql};")
        lines.append(f"-- {way}: the tool says {said[way] if said else 'nothing'}; the engine: {seen.effect}, "
                     f"{seen.loaded} rows loaded")
        if seen.refusal is not None:
            lines.append(f"--   refused: {seen.refusal.splitlines()[0]}")
        lines += [f"--   row {number} refused: {text.splitlines()[0]}" for number, text in seen.refused.items()]
        for what, some in (("misplaced", seen.misplaced), ("lossy", seen.lossy), ("substituted", seen.substituted)):
            lines += [f"--   {what}: {name}: {text}" for name, text in some.items()]
        for what, names in (("filled", seen.filled), ("computed", seen.computed), ("dropped", seen.dropped)):
            lines += [f"--   {what}: {', '.join(sorted(names))}"] if names else []
    lines += [f"-- the tool: {text}" for text in (findings(audit) if audit else ["not audited"])]
    return "\n".join(lines) + "\n"


def merged(engine: Engine, found: Merged) -> str:
    """What came of a generated statement."""
    pair = found.pair
    lines = [f"-- seed {pair.seed}, merge: {found.runs} runs, {found.stopped} stopped"]
    lines += [engine.create(table) + ";" for table in (pair.main, pair.staging)]
    lines += [found.refusal or found.script, *(f"-- {kind}: {example}" for kind, example in found.faults.items())]
    return "\n".join(lines) + "\n"


def summary(tally: Tally, seconds: float) -> str:
    lines = [f"truth-check: {tally.name}: {tally.pairs} pairs, {tally.rows} rows each way, {len(tally.contradictions)} contradictions, "
             f"{tally.timid.total()} too timid, {tally.unmade} not made, {seconds:.0f} s"]
    for way in WAYS:
        for what, counts in (("engine", tally.observed), ("tool", tally.said)):
            told = ", ".join(f"{effect} {counts[(way, effect)]}" for effect in (*EFFECTS, "lossy") if counts[(way, effect)])
            lines.append(f"  {way}, {what}: {told or 'nothing'}")
    if tally.merges:
        lines.append("  merge: " + ", ".join(f"{count} {what}" for what, count in tally.merges.items()))
    lines += [f"  {len(some)} × {kind}; {some[0]}" for kind, some in sorted(tally.kinds.items(), key=lambda one: -len(one[1]))]
    lines += [f"  too timid: {count} × {kind}" for kind, count in tally.timid.most_common()]
    return "\n".join(lines)


def listed(tally: Tally) -> str:
    lines = [f"# {tally.name}"]
    for kind, some in sorted(tally.kinds.items(), key=lambda one: -len(one[1])):
        lines += [f"## {kind}: {len(some)}", *some[:200]]
    return "\n".join(lines) + "\n"
