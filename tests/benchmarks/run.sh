#!/usr/bin/env bash
# Measures the house against its ceilings, all in one run, and prints one Markdown table; also in tests/results/benchmarks.md.
#   tests/benchmarks/run.sh            about ten minutes
#   tests/benchmarks/run.sh --quick    a minute or two, to see that it works; not for publishing
#   tests/benchmarks/run.sh --scale    how far it goes on one machine: about 25 minutes, 12 GB of memory
#   tests/benchmarks/run.sh --only "full house"    one measurement; also after --quick or --scale
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1

case "${1:-}" in
  "" | --quick | --scale | --only) ;;
  *) echo "usage: tests/benchmarks/run.sh [--quick | --scale] [--only <measurement>]" >&2; exit 2 ;;
esac
missing=()
[ "$(uname -s)" = Linux ] || missing+=("Linux (processor time is read from /proc)")
command -v dotnet >/dev/null || missing+=("the .NET 10 SDK")
command -v redis-server >/dev/null || missing+=("redis-server, 7.0 or newer")
if [ ${#missing[@]} -gt 0 ]; then
  printf 'Missing: %s\n' "${missing[@]}" >&2
  exit 1
fi

results="$PWD/tests/results"
mkdir -p "$results"
work="$(mktemp -d)"
driver=""

# Whatever happened: nothing that was started here stays, and nothing else is touched.
# shellcheck disable=SC2317 # the traps call it
finish() {
  if [ -n "$driver" ] && kill -TERM "$driver" 2>/dev/null; then
    for _ in $(seq 50); do kill -0 "$driver" 2>/dev/null || break; sleep 0.1; done
    kill -KILL "$driver" 2>/dev/null
  fi
  if [ -f "$work/started" ]; then
    while read -r id; do
      tr '\0' ' ' 2>/dev/null <"/proc/$id/cmdline" | grep -qE 'redis-server|Sothebais\.Benchmarks' && kill -KILL "$id" 2>/dev/null
    done <"$work/started"
  fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

echo "== building" >&2
if ! dotnet build tests/benchmarks -c Release -nologo -v quiet --disable-build-servers >"$work/build.log" 2>&1; then
  grep -E 'error|warn' "$work/build.log" | sort -u | head -40 >&2
  exit 1
fi

# The temporary folders of the Redis servers go with everything else.
TMPDIR="$work" timeout --kill-after=20 5400 dotnet tests/benchmarks/bin/Release/net10.0/Sothebais.Benchmarks.dll "$@" \
  --result "$results/benchmarks.md" --started "$work/started" &
driver=$!
wait "$driver"
code=$?
driver=""
[ "$code" != 124 ] || echo "Not done within 90 minutes." >&2
exit "$code"
