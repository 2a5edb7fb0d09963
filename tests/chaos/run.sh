#!/usr/bin/env bash
# Runs the fault campaign in a network and a file system view of its own: links are broken there, and what is left over is gone with it.
#   bash tests/chaos/run.sh                the short campaign, and the tests of the auditor
#   bash tests/chaos/run.sh 1-200          these seeds; the report is tests/results/chaos.md
#   bash tests/chaos/run.sh 57             one seed again
# Build first (dotnet build Sothebais.sln -c Release). What follows -- is for the test program.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "Run this as root: it breaks links in a network of its own." >&2; exit 1; }
if [ $# -gt 0 ] && [ "$1" != -- ]; then
  export CHAOS_SEEDS=$1
  shift
  set -- -method '*Campaign*' -showLiveOutput "${@:2}"
else
  set -- "${@:2}"
fi
exec unshare --net --mount --propagation private -- bash -c 'ip link set lo up && exec dotnet tests/chaos/bin/Release/net10.0/Sothebais.Tests.Chaos.dll -noLogo -noColor "$@"' chaos "$@"
