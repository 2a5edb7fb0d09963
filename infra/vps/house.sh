# What backup.sh and restore.sh share: where the house is, and how to speak with its Redis.
# shellcheck shell=bash

house=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/..

# Where backups lie, for how many days, and what takes them off the machine; see etc/sothebais/backup.conf.
BACKUPS=${BACKUPS:-/var/backups/sothebais}
export KEEP_DAYS=14 AFTER_BACKUP=''
# shellcheck source=/dev/null
[ ! -r /etc/sothebais/backup.conf ] || . /etc/sothebais/backup.conf

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; }
say() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*"; }
die() {
  say "$*" >&2
  exit 1
}

# From its folder: .env may name files beside it.
compose() { (cd "$house" && docker compose --progress quiet "$@"); }

# in_redis COMMAND...: runs one in Redis' own container, beside the server.
in_redis() { compose exec -T redis "$@"; }

# redis_cli ARGUMENT...: the password goes by the environment inside the container, never by an argument. Half an hour at most.
# shellcheck disable=SC2016 # for the container's shell
redis_cli() { in_redis timeout 1800 sh -c 'REDISCLI_AUTH=$(cat /run/secrets/redis-password) exec redis-cli --no-auth-warning "$@"' redis-cli "$@"; }

# in_volume PROGRAM ARGUMENT...: runs one in a container of its own that has Redis' files in /data, whether or not Redis can run.
in_volume() { compose run --rm -T --no-deps --entrypoint "$1" redis "${@:2}"; }

# in_assets PROGRAM ARGUMENT...: runs one in a container of its own that has the streams' assets in /assets, as their owner. Redis' image has the programs.
in_assets() {
  docker run --rm --interactive --network none --read-only --cap-drop ALL --user 1654:1654 --volume sothebais_assets:/assets --entrypoint "$1" \
    "$(docker inspect --format '{{.Image}}' "$(compose ps --quiet redis)")" "${@:2}"
}

# check_rdb FILE: prints how long the dump is in bytes, how many keys it has, and how many of them have a term. Fails if it is damaged.
check_rdb() {
  local findings
  findings=$(in_volume redis-check-rdb /dev/stdin <"$1" 2>&1) || return 1
  awk '/RDB looks OK/ { sub(/\]/, "", $2); length_ = $2 } / keys read$/ { keys = $2 } / expires$/ { terms = $2 }
    END { if (length_ == "" || keys == "" || terms == "") exit 1; print length_, keys, terms }' <<<"$findings"
}

# Two at once would be in each other's way: backup and restore exclude each other.
alone() {
  [ -w "$BACKUPS/" ] || die "cannot write to $BACKUPS; setup.sh makes it"
  exec 9>"$BACKUPS/.lock"
  flock --nonblock 9 || die "another backup or restore is at work"
}
