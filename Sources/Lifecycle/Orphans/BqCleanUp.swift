import Output
import Platform
import Schema
import Text

/// A clean-up as a POSIX shell script that calls `bq` once a table. As it stands it drops nothing and tells what it would.
///
/// Source: bq command-line tool reference, `bq rm`: `-t` names a table, `-f` asks nothing and takes it as right that a table
/// is gone already.
struct BqCleanUp: CleanUpScript {
  let name = "bq"

  func write(_ plan: CleanUpPlan, to sink: ReportSink) throws(ReportError) {
    let limit = plan.limit.map { "A run stops after \(Count.of($0, "table")); the next one goes on." }
    var lines = plan.head(limitText: limit)
    lines += [
      "", "  sh FILE              tells what it would drop, and drops nothing",
      "  sh FILE --drop       drops; run again, it goes on where it stopped",
      "  sh FILE --limit N    stops after N tables",
      "  sh FILE --state S    keeps what is dropped in the file S",
    ]
    try sink.write("#!/bin/sh\n" + lines.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined())
    try sink.write(
      """

      set -eu

      total=\(plan.total.tables)
      most=\(plan.limit ?? 0)
      # Names of what was dropped, in order: the last one tells where to go on.
      state=driftaudit-orphans-\(Self.identity(plan)).dropped

      """)
    try sink.write(Self.functions)
    for batch in plan.batches {
      try sink.write("\nbatch \(ShellWord.quoted(batch.name)) \(batch.tables.count)\n")
      for table in batch.tables {
        // Names in a plan show as they are.
        guard let word = ShellWord.exact(Self.reference(table)) else { continue }
        try sink.write("table \(word)\n")
      }
    }
    try sink.write("\nfinish\n")
  }

  /// The table as `bq` takes it: `project:dataset.table`.
  static func reference(_ table: TableName) -> String {
    "\(table.project ?? ""):\(table.dataset ?? "").\(table.table)"
  }

  /// Scripts of other tables have another state.
  private static func identity(_ plan: CleanUpPlan) -> String {
    Digest.hex(plan.batches.flatMap(\.tables).map(reference), digits: 16)
  }

  private static let functions = #"""

    usage() {
      printf '%s\n' "usage: sh $0 [--drop] [--limit N] [--state FILE]" >&2
      exit 64
    }

    drop=false
    limit=0
    while [ $# -gt 0 ]; do
      case $1 in
        --drop) drop=true ;;
        --limit) [ $# -gt 1 ] || usage; limit=$2; shift ;;
        --state) [ $# -gt 1 ] || usage; state=$2; shift ;;
        *) usage ;;
      esac
      shift
    done
    case $limit in '' | *[!0-9]* | ??????????*) usage ;; esac
    # Of two limits the smaller one counts.
    if [ "$most" -gt 0 ] && { [ "$limit" -eq 0 ] || [ "$limit" -gt "$most" ]; }; then limit=$most; fi

    last=
    if [ -s "$state" ]; then last=$(tail -n 1 -- "$state"); fi
    if $drop; then
      command -v bq >/dev/null || { printf '%s\n' "there is no bq on PATH: nothing was dropped." >&2; exit 2; }
      : >>"$state"
    fi

    before=0
    count=0
    heading=

    batch() { heading="$1: $2 tables"; }

    table() {
      if [ -n "$last" ]; then
        before=$((before + 1))
        if [ "$1" = "$last" ]; then last=; fi
        return 0
      fi
      if [ "$limit" -gt 0 ] && [ "$count" -ge "$limit" ]; then finish; fi
      if [ -n "$heading" ]; then printf '%s\n' "$heading"; heading=; fi
      if $drop; then
        bq rm -f -t "$1" </dev/null || failed "$1"
        printf '%s\n' "$1" >>"$state"
        printf '  dropped %s\n' "$1"
      else
        printf '  would drop %s\n' "$1"
      fi
      count=$((count + 1))
    }

    failed() {
      printf '%s\n' "bq could not drop $1." "$count dropped in this run, $((total - before - count)) left: run it again to go on." >&2
      exit 1
    }

    finish() {
      if [ -n "$last" ]; then
        printf '%s\n' "$state is of another script, or broken: nothing was dropped. Remove it to begin anew." >&2
        exit 2
      fi
      left=$((total - before - count))
      if $drop; then
        printf '%s\n' "$count dropped, $before before, $left left."
      else
        printf '%s\n' "$count would be dropped, $before are, $left left. Nothing was dropped: --drop does it."
      fi
      exit 0
    }

    """#
}
