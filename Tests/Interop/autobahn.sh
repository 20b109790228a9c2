#!/usr/bin/env bash
# Runs the Autobahn|Testsuite against wsx, as a server and as a client, and against lesson 10.
#
#   autobahn.sh install             put the testsuite under /opt (a minute, as root)
#   autobahn.sh server [GLOBS]      `wsx serve --quiet` answers the suite's client
#   autobahn.sh client [GLOBS]      `wsx connect --echo` visits the suite's server
#   autobahn.sh ci                  both: groups 1-10, and a sample of 12 and 13
#   autobahn.sh lesson [GLOBS]      lesson 10's server on the finished functions: groups 1-7 and 10
#
# Without GLOBS all 517 cases run, which takes a quarter of an hour; quote them.
# Environment: WSX=.build/release/wsx   the program
#              LESSON=.build/release/lesson10
#              OUT=.build/autobahn      where reports go
#              WSTEST=/opt/wstest       where `install` put the testsuite
# Exit status: 0 every case is strictly OK (7.1.6, 7.13.1 and 7.13.2: INFORMATIONAL, because the
#              suite does not judge them), 1 some are not, 2 a run did not finish. Lesson 10 looks
#              at whole frames: in 6.4.3 and 6.4.4 NON-STRICT is expected of it.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
WSX=${WSX:-$root/.build/release/wsx}
LESSON=${LESSON:-$root/.build/release/lesson10}
OUT=${OUT:-$root/.build/autobahn}
CI_CASES=('1.*' '2.*' '3.*' '4.*' '5.*' '6.*' '7.*' '9.*' '10.*'
  12.1.1 12.1.10 12.2.5 12.3.7 12.4.12 12.5.3 13.1.1 13.2.4 13.3.6 13.4.2 13.5.9 13.6.11 13.7.18)

LESSON_CASES=('1.*' '2.*' '3.*' '4.*' '5.*' '6.*' '7.*' '10.*')

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0" >&2; exit 2; }
die() { echo "autobahn.sh: $*" >&2; exit 2; }
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
# Waits until a program listens on a port, at most ten seconds, or as many as are given.
await_port() {
  python3 - "$1" "${2:-10}" <<'PY'
import socket, sys, time
for _ in range(10 * int(sys.argv[2])):
    try:
        socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1).close()
        sys.exit(0)
    except OSError:
        time.sleep(0.1)
sys.exit(1)
PY
}

measure_server() {
  local port wsx status
  port=$(free_port)
  mkdir -p "$OUT"
  "$WSX" serve --quiet --host 127.0.0.1 --port "$port" 2>"$OUT/serve.log" &
  wsx=$!
  trap 'kill $wsx 2>/dev/null' EXIT
  await_port "$port" || die "wsx serve does not listen: $(cat "$OUT/serve.log")"
  AGENT=wsx-serve "$here/autobahn/server.sh" "127.0.0.1:$port" "$OUT/server" "$@"
  status=$?
  if [ $status -lt 2 ]; then
    python3 "$here/autobahn/judge.py" "$OUT/server/index.json"
    status=$?
  fi
  kill "$wsx" 2>/dev/null
  wait "$wsx" 2>/dev/null
  trap - EXIT
  return $status
}

# Lesson 10 compiles the functions first.
measure_lesson() {
  local port lesson status
  port=$(free_port)
  mkdir -p "$OUT"
  "$LESSON" --solutions --quiet --port "$port" >"$OUT/lesson.log" 2>&1 &
  lesson=$!
  trap 'kill $lesson 2>/dev/null' EXIT
  await_port "$port" 180 || die "lesson10 does not listen: $(cat "$OUT/lesson.log")"
  AGENT=lesson10 "$here/autobahn/server.sh" "127.0.0.1:$port" "$OUT/lesson" "$@"
  status=$?
  if [ $status -lt 2 ]; then
    python3 "$here/autobahn/judge.py" "$OUT/lesson/index.json" --late 6.4.3 6.4.4
    status=$?
  fi
  kill "$lesson" 2>/dev/null
  wait "$lesson" 2>/dev/null
  trap - EXIT
  return $status
}

# One run of the client: echo until the server closes. The failures that the cases provoke do not
# count as errors here.
visit() { timeout 300 "$WSX" connect --echo --format none "ws://127.0.0.1:$1" 2>>"$OUT/connect.log"; }

measure_client() {
  local port suite count number
  port=$(free_port)
  mkdir -p "$OUT"
  "$here/autobahn/client-server.sh" "$port" "$OUT/client" "$@" >"$OUT/fuzzingserver.log" 2>&1 &
  suite=$!
  trap 'kill $suite 2>/dev/null' EXIT
  await_port "$port" || die "the suite's server does not listen: $(tail -n 3 "$OUT/fuzzingserver.log")"
  count=$("$WSX" connect --echo --no-compression --format json "ws://127.0.0.1:$port/getCaseCount" \
    2>>"$OUT/connect.log" | python3 -c '
import json, sys
for line in sys.stdin:
    event = json.loads(line)
    if event["type"] == "message" and event["direction"] == "server":
        print(event["text"])')
  [ -n "$count" ] || die "the suite's server does not say how many cases there are"
  for ((number = 1; number <= count; number++)); do
    visit "$port/runCase?case=$number&agent=wsx-connect"
  done
  visit "$port/updateReports?agent=wsx-connect"
  kill "$suite" 2>/dev/null
  wait "$suite" 2>/dev/null
  trap - EXIT
  python3 "$here/autobahn/summarize.py" "$OUT/client/index.json" --expect "$count"
  [ $? -lt 2 ] || return 2
  python3 "$here/autobahn/judge.py" "$OUT/client/index.json"
}

[ $# -ge 1 ] || usage
mode=$1
shift
case $mode in
  install) exec "$here/autobahn/install.sh" ;;
  server | client | ci) [ -x "$WSX" ] || die "$WSX is not there: swift build -c release" ;;&
  lesson) [ -x "$LESSON" ] || die "$LESSON is not there: swift build -c release" ;;&
  lesson)
    [ $# -gt 0 ] || set -- "${LESSON_CASES[@]}"
    measure_lesson "$@"
    ;;
  server) measure_server "$@" ;;
  client) measure_client "$@" ;;
  ci)
    worst=0
    measure_server "${CI_CASES[@]}" || worst=$?
    measure_client "${CI_CASES[@]}" || worst=$?
    exit $worst
    ;;
  *) usage ;;
esac
