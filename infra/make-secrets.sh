#!/usr/bin/env bash
# Writes the secrets that compose.yaml reads: a random value where there is none. Run it as often as you like: what is there stays as it is.
# The folder is closed to everybody but its owner. The files in it are readable, for containers run as other users.
set -euo pipefail

folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/secrets"
case "${1:-}" in
  "") ;;
  --folder) folder="${2:?--folder takes a path}" ;;
  *) echo "usage: make-secrets.sh [--folder PATH]" >&2; exit 2 ;;
esac

umask 077
mkdir -p "$folder"
chmod 0700 "$folder"
work="$(mktemp "$folder/.new.XXXXXX")"
trap 'rm -f "$work"' EXIT

# keep NAME: what comes in becomes the secret, whole or not at all, unless there is one.
keep() {
  local file="$folder/$1"
  if [ -s "$file" ]; then
    cat >/dev/null
    chmod 0444 "$file"
    return
  fi
  cat >"$work"
  [ -s "$work" ] || { echo "make-secrets.sh: no value for $1" >&2; exit 1; }
  chmod 0444 "$work"
  mv -f "$work" "$file"
  echo "made $file"
}

# 256 bits, in letters that mean nothing to any file they end up in.
random() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

random | keep redis-password
random | keep grafana-admin-password

# The same password in the form that the exporter reads. It follows the password, should that be replaced.
exporter() { printf '{"redis://redis:6379":"%s"}\n' "$(cat "$folder/redis-password")"; }
if [ -e "$folder/redis-exporter.json" ] && ! exporter | cmp -s - "$folder/redis-exporter.json"; then rm -f "$folder/redis-exporter.json"; fi
exporter | keep redis-exporter.json

# given NAME WHAT: a file for what only others can give out. Empty is none, and nothing is made up for it.
given() {
  if [ ! -e "$folder/$1" ]; then
    (umask 022 && : >"$folder/$1")
    echo "made $folder/$1, empty: put $2 in, if there is one"
  fi
  chmod 0644 "$folder/$1"
}

# Clerk's secret key (sk_...) comes from its dashboard. Without it the house verifies sessions, and cannot look people up or end their sessions.
given clerk-secret-key "Clerk's secret key"
# The stream key comes from the platform that is broadcast to; the token from the house, for a stream that is not public. Only a broadcast needs them.
given broadcast-key "the platform's stream key"
given broadcast-page-token "the overlay token of the stream that is broadcast"
