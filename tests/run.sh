#!/usr/bin/env bash
# Installs what the tests need, builds, runs every test project, and ends with one line of counts. Fails if anything fails or is missing.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
results="$PWD/tests/results"
rm -rf "$results" && mkdir -p "$results"

say() { printf '== %s\n' "$*"; }

# What is needed beside the .NET SDK: a command, and the Debian package that brings it.
needs=(redis-server:redis-server chromium:chromium caddy:caddy node:nodejs npm:npm shellcheck:shellcheck curl:curl
  prometheus:prometheus promtool:prometheus prometheus-node-exporter:prometheus-node-exporter prometheus-redis-exporter:prometheus-redis-exporter)
# What a VPS has: its set-up is tested in namespaces over this machine's files.
needs+=(/usr/sbin/sshd:openssh-server /usr/bin/ssh:openssh-client /usr/sbin/ufw:ufw /usr/sbin/iptables:iptables /usr/sbin/ip:iproute2 /usr/bin/nsenter:util-linux
  /usr/bin/fail2ban-client:fail2ban /usr/lib/python3/dist-packages/systemd/__init__.py:python3-systemd /usr/bin/unattended-upgrade:unattended-upgrades
  /usr/bin/sudo:sudo /usr/bin/gpg:gnupg /lib/systemd/systemd-timesyncd:systemd-timesyncd)
# The broadcast: a display, an encoder, and a platform's server to send to.
needs+=(/usr/bin/Xvfb:xvfb /usr/bin/ffmpeg:ffmpeg /usr/sbin/nginx:nginx /usr/lib/nginx/modules/ngx_rtmp_module.so:libnginx-mod-rtmp)
# The house in containers: an engine of the tests' own, and base images made of Debian's packages.
needs+=(/usr/sbin/dockerd:docker.io /usr/sbin/debootstrap:debootstrap)
missing=()
for need in "${needs[@]}"; do command -v "${need%%:*}" >/dev/null || [ -e "${need%%:*}" ] || missing+=("${need##*:}"); done
[ "$(id -u)" = 0 ] || { echo "Run this as root: the house is tested in containers, and its machine in namespaces (sudo bash tests/run.sh)." >&2; exit 1; }
if [ ${#missing[@]} -gt 0 ]; then
  say "installing ${missing[*]}"
  command -v apt-get >/dev/null || { echo "Missing: ${missing[*]}. Install them (here: Debian's packages), and run this again." >&2; exit 1; }
  # Debian starts what it installs: Redis, Prometheus, Docker. The tests start theirs, on ports and in networks of their own.
  policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" && made_policy=1; }
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >"$results/apt.log" 2>&1
  installed=$?
  [ -z "${made_policy:-}" ] || rm -f "$policy"
  [ $installed = 0 ] || { tail -20 "$results/apt.log" >&2; exit 1; }
fi
command -v dotnet >/dev/null || { echo "Missing: the .NET 10 SDK." >&2; exit 1; }

# Parts of others: Clerk's script, which the browser tests run on the house's pages; its library, whose verdicts on tokens are compared with ours; and libraries of CloudEvents and
# Standard Webhooks, which send events to the house and verify what it sends.
for folder in tests/browser tests/gateways/clerk tests/gateways/event-clients; do
  say "npm ci in $folder"
  if ! npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >>"$results/npm.log" 2>&1; then
    tail -20 "$results/npm.log" >&2
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  fi
done

say "building"
if ! dotnet build Sothebais.sln -c Release -nologo -v quiet >"$results/build.log" 2>&1; then
  grep -E 'error|warn' "$results/build.log" | sort -u | head -40 >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi
say "formatting"
failed=0 passed=0 skipped=0
if dotnet format Sothebais.sln --verify-no-changes --no-restore >"$results/format.log" 2>&1; then passed=1
else
  failed=1
  head -20 "$results/format.log" >&2
fi

# Two builds of the house and a cluster of both take minutes: asked for by themselves.
say "left out: what is marked 'on demand', see tests/cluster/Versions/README.md"

# One after the other: processes are started and killed, and times are short.
for project in unit infra cluster chaos gateways browser; do
  say "$project"
  name="Sothebais.Tests.$(tr '[:lower:]' '[:upper:]' <<<"${project:0:1}")${project:1}"
  run=(dotnet "tests/$project/bin/Release/net10.0/$name.dll" -noLogo -noColor)
  [ ! -e "tests/$project/run.sh" ] || run=(bash "tests/$project/run.sh" --)
  timeout 2700 "${run[@]}" -trait- "Run=on demand" -result-xml "$results/$project.xml" 2>&1 | tee "$results/$project.log" | grep -E '\[(FAIL|SKIP)\]|Total:' || true
  if [ ! -s "$results/$project.xml" ]; then
    echo "$project: ended without results" >&2
    tail -30 "$results/$project.log" >&2
    failed=$((failed + 1))
    continue
  fi
  line=$(grep -m1 -o '<assembly [^>]*>' "$results/$project.xml")
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$line"; }
  bad=$(($(count failed) + $(count errors)))
  passed=$((passed + $(count passed))) failed=$((failed + bad)) skipped=$((skipped + $(count skipped) + $(count not-run)))
  [ "$bad" = 0 ] || grep -A 25 -E '\[FAIL\]' "$results/$project.log" | head -150 >&2
done

say "$(printf 'details in %s' "tests/results")"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
