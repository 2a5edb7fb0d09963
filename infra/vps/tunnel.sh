#!/usr/bin/env bash
# Opens one port of one service on this computer, until Ctrl-C. For pages that have no public address.
#
#   tunnel.sh SERVICE PORT [LOCAL_PORT]
#   tunnel.sh auction-manager 4100      then http://localhost:4100/docs
#   tunnel.sh silo 4091                 then http://localhost:4091/health/ready
#
# Of several containers of a service it takes the newest. It connects as ssh_config beside it says; SSH_CONFIG names another file.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"; }
die() {
  printf 'tunnel.sh: %s\n' "$*" >&2
  exit 1
}

case ${1:-} in -h | --help) usage && exit ;; esac
[ $# = 2 ] || [ $# = 3 ] || die "needs a service and a port; see --help"
service=$1 port=$2 local=${3:-$2}
[[ $service =~ ^[a-z][a-z0-9-]*$ ]] || die "'$service' is no service's name"
[[ $port =~ ^[0-9]{1,5}$ && $local =~ ^[0-9]{1,5}$ ]] || die "'$port' and '$local' should be ports"

config=${SSH_CONFIG:-$here/ssh_config}
# shellcheck disable=SC2016 # for the server's shell
ask='id=$(docker ps --quiet --latest --filter status=running --filter label=com.docker.compose.service='$service')
  [ -z "$id" ] || docker inspect --format "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}" "$id"'
read -r address _ <<<"$(ssh -F "$config" sothebais "$ask")" || true
[[ ${address:-} =~ ^[0-9.]+$ ]] || die "no container of $service runs there"
echo "http://localhost:$local is $service at $address:$port"
exec ssh -F "$config" -N -o ControlPath=none -o ExitOnForwardFailure=yes -L "127.0.0.1:$local:$address:$port" sothebais
