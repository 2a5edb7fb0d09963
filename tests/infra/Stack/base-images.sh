#!/usr/bin/env bash
# Makes the images that the stack's files name, where no registry can be asked, and tags them with those names. Inside is the real thing, from Debian's
# packages and the .NET that is installed here: Redis, Prometheus, both exporters. Traefik and Grafana are not to be had that way; see stand-ins.Dockerfile.
#   base-images.sh <empty folder to work in>         DOCKER_HOST says with which engine
set -euo pipefail
work=$1
here=$(cd "$(dirname "$0")" && pwd)
compose="$here/../../../infra/compose.yaml"
say() { echo "$(date +%T) $*"; }

say "packages"
# What Debian 12 lacks, or has older than compose.yaml names, comes from Debian 13 of the same mirror; these are static programs.
mirror() { apt-get indextargets --format "\$(REPO_URI)" "Created-By: Packages" "Label: Debian" | head -1; }
[ -n "$(mirror)" ] || apt-get update -qq
mirror=$(mirror)
[ -n "$mirror" ] || { echo "apt names no Debian mirror." >&2; exit 1; }
mkdir -p "$work"/lists/partial "$work"/cache/archives/partial "$work"/tools "$work"/debs
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$work/trixie.list"
trixie=(-o "Dir::Etc::sourcelist=$work/trixie.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root -qq)
apt-get "${trixie[@]}" update
(cd "$work/debs" && apt-get "${trixie[@]}" download docker-buildx docker-compose prometheus prometheus-node-exporter prometheus-redis-exporter)
for deb in "$work"/debs/*.deb; do dpkg -x "$deb" "$work/tools"; done
export DOCKER_CONFIG="$work/docker"
mkdir -p "$DOCKER_CONFIG"
ln -sfn "$work/tools/usr/libexec/docker/cli-plugins" "$DOCKER_CONFIG/cli-plugins"

say "debian"
debootstrap --variant=minbase --include=busybox,ca-certificates,caddy,haproxy,libicu72,libssl3,redis-server bookworm "$work/root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
  { tail -5 "$work/debootstrap.log" >&2; exit 1; }
rm -rf "$work"/root/var/cache/apt/archives/*.deb "$work"/root/var/lib/apt/lists/*
# What this machine trusts, the build inside trusts, too.
cp -L /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/ca-certificates.crt"
tar -C "$work/root" -c . | docker import - stand-in/debian >/dev/null

say "stand-ins"
mkdir -p "$work/dotnet"
cp -al "$(dirname "$(readlink -f "$(command -v dotnet)")")/." "$work/dotnet" 2>/dev/null || cp -a "$(dirname "$(readlink -f "$(command -v dotnet)")")/." "$work/dotnet"
# The name and tag that a file of the stack gives an image; of a variable, its default.
named() { sed -nE "s|^ *image: ($1:)\\$\{[A-Z_]+:-(.+)\}\$|\1\2|p" "$compose"; }
dotnet() { sed -nE "s|^FROM (mcr.microsoft.com/dotnet/$1:)\\$\{DOTNET\}([^ ]*).*|\1$(sed -n 's/^ARG DOTNET=//p' "$here/../../../infra/Dockerfile")\2|p" "$here/../../../infra/Dockerfile"; }
build() { docker buildx build --quiet --network host --file "$here/stand-ins.Dockerfile" --target "$1" --tag "${2:?no image for $1}" "$work" >/dev/null; }
build redis "$(named redis)"
build redis-exporter "$(named oliver006/redis_exporter)"
build node-exporter "$(named prom/node-exporter)"
build prometheus "$(named prom/prometheus)"
build grafana "$(named grafana/grafana)"
build caddy "$(named traefik)"
build caddy "$(named caddy)"
build sdk "$(dotnet sdk)"
build aspnet "$(dotnet aspnet)"
say "done"
