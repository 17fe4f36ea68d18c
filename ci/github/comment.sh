#!/usr/bin/env bash
# Keeps one comment on the pull request up to date: the one that starts with the report's marker and is the token's own.
# Deletes nothing, and touches nobody else's comment. What fails here is a warning: the job's result is the audit's alone.
# Reads GH_TOKEN, GITHUB_REPOSITORY, DRIFTAUDIT_COMMENT (true, always), DRIFTAUDIT_COMMENT_FILE, DRIFTAUDIT_VERDICT,
# DRIFTAUDIT_PULL_REQUEST.
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT

warn() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  echo "::warning title=driftaudit::$text"
  exit 0
}

# Why gh failed; GitHub says 403 or 404 to a token that may not.
refused() {
  local reason
  reason=$(tail -c 500 "$log")
  case $reason in
    *"HTTP 401"* | *"HTTP 403"* | *"HTTP 404"*)
      warn "No comment: the token may not $1. It needs pull-requests: write, which a pull request from a fork never has. The job's summary holds the same. $reason"
      ;;
    *) warn "No comment: could not $1. $reason" ;;
  esac
}

command -v gh >/dev/null || warn "No comment: gh is not on PATH."
case $DRIFTAUDIT_PULL_REQUEST in
  '' | *[!0-9]*) warn "No comment: '$DRIFTAUDIT_PULL_REQUEST' is no pull request." ;;
esac
marker=
IFS= read -r marker <"$DRIFTAUDIT_COMMENT_FILE" || true
case $marker in
  '<!-- driftaudit:'*' -->') ;;
  *) warn "No comment: $DRIFTAUDIT_COMMENT_FILE does not start with a marker." ;;
esac

# Every token can ask this, also one of an app or of a workflow, for which there is no /user.
me=$(gh api graphql -f query='query { viewer { login } }' --jq .data.viewer.login 2>"$log") || refused "say whose it is"

comments="repos/$GITHUB_REPOSITORY/issues"
list=$(
  gh api --paginate "$comments/$DRIFTAUDIT_PULL_REQUEST/comments?per_page=100" \
    --jq '.[] | [(.id | tostring), .user.login, (.body | split("\n")[0] | rtrimstr("\r"))] | @tsv' 2>"$log"
) || refused "list comments"

existing=
while IFS=$'\t' read -r id author first; do
  if [ "$author" = "$me" ] && [ "$first" = "$marker" ]; then
    existing=$id
    break
  fi
done <<<"$list"

# gh prints the answer to what was refused too, and without a line's end.
write() { # what it is called, method, path
  local url
  url=$(gh api --method "$2" "$3" -F "body=@$DRIFTAUDIT_COMMENT_FILE" --jq .html_url 2>"$log") || refused "$1"
  echo "$url"
}

if [ -n "$existing" ]; then
  write "edit the comment" PATCH "$comments/comments/$existing"
elif [ "$DRIFTAUDIT_VERDICT" = pass ] && [ "$DRIFTAUDIT_COMMENT" != always ]; then
  echo "Nothing new, and no comment that would have to say so."
else
  write "write a comment" POST "$comments/$DRIFTAUDIT_PULL_REQUEST/comments"
fi
