#!/usr/bin/env bash
# Puts a backup in place of what is in Redis, and starts the house with it.
#
#   restore.sh FILE          asks for confirmation
#   restore.sh FILE --yes    does not ask
#
# The streams' assets are put beside those that are there, from the folder assets beside the file.
# Stop the house first (docker compose stop): while a service that could take a bid is running, it refuses. Bids made after the backup are gone.
# The backup is checked before anything is touched. What Redis has now stays in its volume, in before-restore-<time>, and is put back
# if the backup does not come up as it should; remove that folder when you are content.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=house.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/house.sh"

file='' sure=no
for argument in "$@"; do
  case $argument in
    -h | --help) usage && exit ;;
    --yes) sure=yes ;;
    -*) die "what is $argument? See --help" ;;
    *) [ -z "$file" ] || die "one backup at a time" && file=$argument ;;
  esac
done
[ -n "$file" ] || die "needs a backup; backup.sh --list names them"
for needed in "$file" "$file.sha256"; do [ -r "$needed" ] || die "cannot read $needed"; done

alone
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$(dirname "$file")" && sha256sum --check --status "$(basename "$file").sha256") || die "$file is not what was backed up: its checksum differs. Nothing was touched"

running=$(compose ps --services --status running) || die "docker compose does not say what is running. Nothing was touched"
for service in silo auction-manager stream-manager event-handler admin-frontend; do
  ! grep -qx "$service" <<<"$running" || die "$service is running: stop the house first (docker compose stop). Nothing was touched"
done

gzip -dc "$file" >"$work/dump" || die "$file cannot be unpacked. Nothing was touched"
found=$(check_rdb "$work/dump") || die "$file is no sound dump. Nothing was touched"
read -r _ keys terms <<<"$found"

now=$(redis_cli DBSIZE 2>/dev/null) || now='an unknown number, for it does not answer'
say "the backup of $(date -u -r "$file" '+%F %T') UTC has $keys keys; Redis now has $now. What came after the backup will be gone."
if [ "$sure" = no ]; then
  [ -t 0 ] || die "not confirmed: there is nobody to ask, and no --yes. Nothing was touched"
  read -r -p "Type restore to go on: " answer
  [ "$answer" = restore ] || die "not confirmed. Nothing was touched"
fi

aside=before-restore-$(date -u +%Y%m%dT%H%M%SZ)

put_back() {
  say "putting back what was there" >&2
  compose stop redis >/dev/null 2>&1 || true
  # shellcheck disable=SC2016 # for the container's shell
  in_volume sh -euc 'cd /data; rm -rf restoring; [ -d "$1" ] || exit 0; rm -rf appendonlydir; for old in "$1"/*; do [ ! -e "$old" ] || mv "$old" .; done; rmdir "$1"' \
    sh "$aside" </dev/null || die "$1. What was there is in $aside in Redis' volume, and could not be put back"
  compose up --detach --wait --no-deps redis >/dev/null 2>&1 || die "$1. What was there is in place again, but Redis does not start with it"
  die "$1. What was there is in place again"
}

compose stop redis >/dev/null 2>&1 || die "Redis does not stop. Nothing was touched"
# With appendonly yes Redis reads its append-only files and never a dump.rdb beside them: the dump becomes their base.
# Laid out beside, then swapped by renaming.
# shellcheck disable=SC2016 # for the container's shell
in_volume sh -euc '
  cd /data
  rm -rf restoring && mkdir -p restoring/appendonlydir
  cat >restoring/appendonlydir/appendonly.aof.1.base.rdb
  echo "file appendonly.aof.1.base.rdb seq 1 type b" >restoring/appendonlydir/appendonly.aof.manifest
  redis-check-aof restoring/appendonlydir/appendonly.aof.manifest >/dev/null
  [ "$(stat -c %u restoring)" = "$(stat -c %u .)" ] || chown -R "$(stat -c %u:%g .)" restoring
  sync
  mkdir "$1"
  for old in appendonlydir dump.rdb; do [ ! -e "$old" ] || mv "$old" "$1/"; done
  mv restoring/appendonlydir . && rmdir restoring
' sh "$aside" <"$work/dump" || put_back "the backup could not be laid into Redis' volume"

compose up --detach --wait --no-deps redis >/dev/null 2>&1 || put_back "Redis does not start with the backup"
for ((tries = 0; tries < 600; tries++)); do
  now=$(redis_cli DBSIZE 2>&1) || true
  [[ $now == *LOADING* ]] || break
  sleep 1
done
[[ $now =~ ^[0-9]+$ ]] || put_back "Redis does not answer with the backup"
# Keys whose term has passed since may be gone already.
((now <= keys && now >= keys - terms)) || put_back "Redis has $now keys, and should have $keys"

# What no stream lists any more, the house itself drops.
assets=$(dirname "$file")/assets
if [ -d "$assets" ]; then
  # The volume is made with its container, and belongs to the container's user from then on.
  compose up --no-start --no-deps stream-manager >/dev/null 2>&1 || die "the backup is in place, but the stream manager's container cannot be made; the house is not started"
  find "$assets" -maxdepth 1 -type f -printf '%f\n' | tar --create --directory "$assets" --files-from - --file - | in_assets tar --extract --directory /assets --skip-old-files --file - \
    || die "the backup is in place, but the streams' assets could not be put back; the house is not started"
fi

compose up --detach --wait >/dev/null 2>&1 || die "the backup is in place, but the house does not start: docker compose ps"
say "$now keys are in place and the house is running. What was there before is in $aside in Redis' volume"
