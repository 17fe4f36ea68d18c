/// Programs that stand on PATH in place of those that would talk to a CI system, and keep what they were asked.
enum StandIn {
  /// Keeps its arguments, writes a small report for each --report, and ends as the scenario says.
  static let driftaudit = #"""
    #!/usr/bin/env bash
    set -eu
    if [ "$1" = --version ]; then echo 0.0.0; exit 0; fi
    printf '%s\0' "$@" >"$STATE/arguments"
    new=0
    if [ "$STANDIN_EXIT" = 1 ]; then new=14; fi
    key=drift
    for argument in "$@"; do
      case $argument in --comment-key=*) key=${argument#*=} ;; esac
    done
    for argument in "$@"; do
      case $argument in
        --report=*)
          format=${argument#*=}
          path=${format#*=}
          mkdir -p "$(dirname "$path")"
          case ${format%%=*} in
            json)
              printf '%s\n' '{' '  "schemaVersion": 1,' "  \"verdict\": \"$STANDIN_VERDICT\"," '  "summary": {' \
                "    \"findings\": {\"total\": 20, \"new\": $new, \"accepted\": 6, \"expired\": 0}," '    "byRule": {}' '  }' '}' >"$path" ;;
            pr-comment) printf '%s\n' "<!-- driftaudit:$key -->" "# $STANDIN_VERDICT" >"$path" ;;
            *) echo "${format%%=*}" >"$path" ;;
          esac
          ;;
      esac
    done
    exit "$STANDIN_EXIT"
    """#

  /// `gh` with the comments of STATE/comments (id, author, first line, tab between) and the login of STATE/login.
  /// Where STATE/refuses is there, it says that, and writes nothing.
  static let gh = #"""
    #!/usr/bin/env bash
    set -eu
    printf '%q ' "$@" >>"$STATE/gh.calls"
    echo >>"$STATE/gh.calls"
    refuse() { if [ -f "$STATE/refuses" ]; then cat "$STATE/refuses" >&2; printf '{}'; exit 1; fi; }
    case "$*" in
      *graphql*) cat "$STATE/login" ;;
      *--paginate*) cat "$STATE/comments" ;;
      *"--method P"*)
        refuse
        for argument in "$@"; do
          case $argument in body=@*) cat -- "${argument#body=@}" >"$STATE/body" ;; esac
        done
        echo https://github.example/comment
        ;;
      "issue list"*) cat "$STATE/issue" ;;
      "issue create"* | "issue comment"*)
        while [ "$1" != --body-file ]; do shift; done
        cat "$2" >"$STATE/body"
        ;;
      "label create"*) ;;
      *) echo "unexpected: $*" >&2; exit 9 ;;
    esac
    """#

  /// `curl` that answers with STATE/user and STATE/notes.PAGE. Where STATE/refuses is there, it writes nothing.
  static let curl = #"""
    #!/usr/bin/env bash
    set -eu
    printf '%q ' "$@" >>"$STATE/curl.calls"
    echo >>"$STATE/curl.calls"
    cat >"$STATE/curl.input"
    url=${!#}
    case "$*" in
      *"--request P"*)
        if [ -f "$STATE/refuses" ]; then cat "$STATE/refuses" >&2; exit 22; fi
        for argument in "$@"; do
          case $argument in body@*) cat -- "${argument#body@}" >"$STATE/body" ;; esac
        done
        ;;
      *)
        case $url in
          */user) cat "$STATE/user" ;;
          *page=*) cat "$STATE/notes.${url##*page=}" ;;
          *) echo "unexpected: $*" >&2; exit 9 ;;
        esac
        ;;
    esac
    """#
}
