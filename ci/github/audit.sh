#!/usr/bin/env bash
# Runs the audit and tells the steps behind it what came of it. Never fails by itself: result.sh does, once all is published.
# Reads the action's inputs as DRIFTAUDIT_*, GITHUB_OUTPUT. The annotations and the job's summary are driftaudit's own.
set -euo pipefail

finish() { # exit code, verdict
  {
    echo "exit-code=$1"
    echo "verdict=$2"
  } >>"$GITHUB_OUTPUT"
  exit 0
}

misuse() {
  echo "::error title=driftaudit::$1"
  finish 64 error
}

# Fills `words`: several lines are a word each, spaces and all; one line is split at its spaces.
words=()
split() {
  local lines=() line
  words=()
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    [ -z "${line//[[:blank:]]/}" ] || lines+=("$line")
  done <<<"$1"
  if [ ${#lines[@]} -eq 1 ]; then
    read -ra words <<<"${lines[0]}"
  else
    words=("${lines[@]}")
  fi
}

for name in DRIFTAUDIT_WORKING_DIRECTORY DRIFTAUDIT_OUTPUT; do
  case ${!name} in
    '') misuse "$name is empty. Is a variable not set?" ;;
    # A line of its own in GITHUB_OUTPUT would be an output of its own.
    *[[:cntrl:]]*) misuse "$name holds a control character." ;;
  esac
done
cd -- "$DRIFTAUDIT_WORKING_DIRECTORY" || misuse "there is no working directory of that name."

output=${DRIFTAUDIT_OUTPUT%/}
published=$output
case $DRIFTAUDIT_WORKING_DIRECTORY,$output in
  .,* | ./,* | *,/*) ;;
  *) published=${DRIFTAUDIT_WORKING_DIRECTORY%/}/$output ;;
esac
reports=(
  "markdown=$output/drift.md" "junit=$output/drift.junit.xml" "json=$output/drift.json" "html=$output/drift.html"
  "sarif=$output/drift.sarif" "pr-comment=$output/drift.comment.md"
)

# With = and not as a word of its own: a value that starts with a dash is no flag.
arguments=()
[ -z "$DRIFTAUDIT_MAIN" ] || arguments+=("--main=$DRIFTAUDIT_MAIN")
[ -z "$DRIFTAUDIT_CONFIG" ] || arguments+=("--config=$DRIFTAUDIT_CONFIG")
[ -z "$DRIFTAUDIT_BASELINE" ] || arguments+=("--baseline=$DRIFTAUDIT_BASELINE")
[ -z "$DRIFTAUDIT_FAIL_ON" ] || arguments+=("--fail-on=$DRIFTAUDIT_FAIL_ON")
[ -z "$DRIFTAUDIT_COMMENT_KEY" ] || arguments+=("--comment-key=$DRIFTAUDIT_COMMENT_KEY")
split "$DRIFTAUDIT_STAGING"
for word in "${words[@]}"; do arguments+=("--staging=$word"); done
for report in "${reports[@]}"; do
  # What an earlier run left is not this run's report.
  rm -f -- "${report#*=}"
  arguments+=("--report=$report")
done
split "$DRIFTAUDIT_ARGS"
arguments+=("${words[@]}")
split "$DRIFTAUDIT_SOURCES"
arguments+=(-- "${words[@]}")

code=0
driftaudit audit "${arguments[@]}" || code=$?

# The JSON report has one layout: these lines are nowhere else in it, whatever a table is called.
field() { # name
  sed -n 's/^    "findings": {.*"'"$1"'": \([0-9][0-9]*\)[,}].*$/\1/p' "$output/drift.json"
}
verdict=error
if [ -f "$output/drift.json" ]; then
  verdict=$(sed -n 's/^  "verdict": "\([a-z]*\)",$/\1/p' "$output/drift.json")
  for name in new expired accepted; do echo "$name=$(field "$name")" >>"$GITHUB_OUTPUT"; done
fi
echo "report=$published" >>"$GITHUB_OUTPUT"
if [ -f "$output/drift.sarif" ]; then echo "sarif=$published/drift.sarif" >>"$GITHUB_OUTPUT"; fi
if [ -f "$output/drift.comment.md" ]; then echo "comment=$published/drift.comment.md" >>"$GITHUB_OUTPUT"; fi
finish "$code" "$verdict"
