#!/usr/bin/env bash
# Saves what is in Redis, which is everything the house knows, to one file, while the house goes on; and beside it, in assets, the pictures and films of the
# streams, which are too large for Redis.
#
#   backup.sh             saves; prints the file's path
#   backup.sh --list      what there is, oldest first
#
# The file is a dump of one instant: everything acknowledged before the start is in it. It is checked before it gets its name,
# and lies in /var/backups/sothebais for 14 days; /etc/sothebais/backup.conf sets both, and the command that takes it off the machine.
# The timer that setup.sh installs runs this every hour. The exit code is 0 only if the backup stands, and has left if it should.
#
# A dump by Redis' replication, not a copy of its append-only files: it needs no pause in their rewriting, writes nothing to the disk
# on which bids wait for their fsync, and its checksum tells whether it is whole.
set -euo pipefail
umask 077
# shellcheck source-path=SCRIPTDIR source=house.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/house.sh"

backups() { find "$BACKUPS" -maxdepth 1 -name 'redis-*.rdb.gz' | sort; }

case ${1:-} in
  '') ;;
  --list) backups && exit ;;
  -h | --help) usage && exit ;;
  *) die "what is $1? See --help" ;;
esac
[[ $KEEP_DAYS =~ ^[1-9][0-9]{0,3}$ ]] || die "KEEP_DAYS is '$KEEP_DAYS', and should be a number of days"

alone
work=$(mktemp -d "$BACKUPS/.making-XXXXXX")
trap 'rm -rf "$work"' EXIT
# Those of a run that was killed.
find "$BACKUPS" -maxdepth 1 -name '.making-*' ! -path "$work" -exec rm -rf {} +

redis_cli --rdb - >"$work/dump" 2>"$work/said" \
  || die "Redis gave no dump, or it could not be written: $(tail -n 1 "$work/said")"
found=$(check_rdb "$work/dump") || die "the dump is damaged; is the disk full? $(df --output=avail -h "$BACKUPS" | tail -n 1 | xargs) are free in $BACKUPS"
read -r length keys _ <<<"$found"
# After the dump redis-cli leaves a mark of the replication's, on which Redis would choke when it is restored.
truncate --size "$length" "$work/dump"

name=redis-$(date -u +%Y%m%dT%H%M%SZ).rdb.gz
gzip <"$work/dump" >"$work/$name" || die "could not write the backup; is $BACKUPS full?"
(cd "$work" && sha256sum "$name" >"$name.sha256")
sync "$work/$name" "$work/$name.sha256"
# The checksum first: a backup that can be seen has one.
mv "$work/$name.sha256" "$BACKUPS/" && mv "$work/$name" "$BACKUPS/"
say "$keys keys, $(stat -c %s "$BACKUPS/$name") bytes, in $BACKUPS/$name"

# Each asset once: its name is its checksum, and it never changes. One that is gone from the house stays as long as a dump that may name it.
mkdir -p "$BACKUPS/assets" "$work/assets"
in_assets find /assets -maxdepth 1 -type f -printf '%f\n' >"$work/there" || die "the backup stands, but the assets cannot be read"
while IFS= read -r asset; do
  [[ $asset =~ ^[0-9a-f]{64}\.[a-z0-9]{2,4}$ ]] || continue
  if [ -e "$BACKUPS/assets/$asset" ]; then touch "$BACKUPS/assets/$asset"; else printf '%s\n' "$asset"; fi
done <"$work/there" >"$work/new"
if [ -s "$work/new" ]; then
  in_assets tar --create --directory /assets --ignore-failed-read --files-from /dev/stdin --file - <"$work/new" | tar --extract --directory "$work/assets" --touch --file - \
    || die "the backup stands, but the assets cannot be saved; is $BACKUPS full?"
  for asset in "$work"/assets/*; do
    [ -e "$asset" ] || continue # dropped meanwhile
    [ "$(sha256sum <"$asset")" = "$(basename "${asset%.*}")  -" ] || die "the backup stands, but the asset $(basename "$asset") is damaged"
    sync "$asset" && mv "$asset" "$BACKUPS/assets/"
  done
  say "$(wc -l <"$work/new") new assets, in $BACKUPS/assets"
fi

find "$BACKUPS/assets" -maxdepth 1 -type f -mmin "+$((KEEP_DAYS * 24 * 60))" -delete
find "$BACKUPS" -maxdepth 1 -name 'redis-*.rdb.gz*' -mmin "+$((KEEP_DAYS * 24 * 60))" -delete

if [ -n "$AFTER_BACKUP" ]; then
  timeout 900 bash -c "$AFTER_BACKUP" after-backup "$BACKUPS/$name" || die "the backup stands, but AFTER_BACKUP failed: it is on this machine only"
fi
