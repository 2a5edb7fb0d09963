#!/usr/bin/env bash
# Sets up a fresh Debian (12, 13) or Ubuntu (22.04, 24.04) for the house. Run as root; run again at will, what stands is left alone.
#
#   setup.sh --key FILE [--user NAME] [--no-packages]
#
#   --key FILE      the public keys that may log in, one a line; - reads standard input. They replace what the user has.
#                   Not needed again once the user has keys.
#   --user NAME     who deploys and administers; pliskin unless given. May use docker and sudo: both equal root.
#   --no-packages   install nothing: the packages are there already.
#
# It installs Docker, closes all ports but 22 (rate-limited), 80 and 443, for containers too, lets people in with keys only,
# and turns on security updates, fail2ban, time synchronisation and an hourly backup. One line is printed for each change.
# Afterwards root cannot log in over SSH: before you end this session, log in as the user from another terminal.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"; }
die() {
  printf 'setup.sh: %s\n' "$*" >&2
  exit 1
}

user=pliskin keys='' packages=yes
while [ $# -gt 0 ]; do
  case $1 in
    --key | --user)
      [ -n "${2:-}" ] || die "$1 needs a value; see --help"
      if [ "$1" = --key ]; then keys=$2; else user=$2; fi
      shift 2
      ;;
    --no-packages) packages=no && shift ;;
    --help | -h) usage && exit ;;
    *) die "what is $1? See --help" ;;
  esac
done

[ "$(id -u)" = 0 ] || die "must run as root: it changes the machine's users, firewall and services"
[[ $user =~ ^[a-z_][a-z0-9_-]{0,31}$ && $user != root ]] || die "'$user' will not do as the name of a user"
system=$(. /etc/os-release && echo "$ID ${VERSION_ID:-}")
case $system in
  'debian 12' | 'debian 13' | 'ubuntu 22.04' | 'ubuntu 24.04') ;;
  *) die "this is '$system'; known are Debian 12 and 13 and Ubuntu 22.04 and 24.04, whose packages and service names it relies on" ;;
esac

# shellcheck source-path=SCRIPTDIR
{
  . "$here/setup/changes.sh"
  . "$here/setup/packages.sh"
  . "$here/setup/people.sh"
  . "$here/setup/firewall.sh"
  . "$here/setup/ssh.sh"
  . "$here/setup/docker.sh"
  . "$here/setup/upkeep.sh"
}

# The keys come first: without one nothing is touched, lest nobody could log in afterwards.
read_keys
[ "$packages" = no ] || install_packages
set_up_people
set_up_firewall
set_up_ssh
set_up_docker
set_up_upkeep
report
