# The packages that the rest of setup.sh configures.
# shellcheck shell=bash

# The key that signs Docker's packages.
docker_key=9DC858229FC7DD38854AE2D88D81803C0EBFCD88

install_packages() {
  local needed=(ca-certificates curl fail2ban gnupg openssh-server python3-systemd sudo ufw unattended-upgrades)
  # Another keeper of the time would have to go for it.
  installed chrony || installed ntpsec || needed+=(systemd-timesyncd)
  install_missing "${needed[@]}"
  # Docker's own packages on every release: Debian 12 has no Compose v2, and so all machines have the same engine.
  if ! docker compose version >/dev/null 2>&1; then
    add_docker_repository
    install_missing docker-ce docker-ce-cli containerd.io docker-buildx-plugin docker-compose-plugin
  fi
}

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

install_missing() {
  local package missing=()
  for package in "$@"; do installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  # What was edited here stays as it is; a frontend has nobody to ask. Another apt at work, as on a machine's first start, is waited for.
  local apt=(apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold)
  "${apt[@]}" update || die "apt-get update failed: is the machine online?"
  DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null \
    || die "apt-get could not install ${missing[*]}"
  changed "installed ${missing[*]}"
}

add_docker_repository() {
  local distribution codename from key fingerprint
  distribution=$(. /etc/os-release && echo "$ID")
  codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  from=https://download.docker.com/linux/$distribution
  key=$(mktemp)
  # shellcheck disable=SC2064 # the path of now
  trap "rm -f '$key'" EXIT
  curl --proto '=https' --tlsv1.2 -fsSL --retry 3 --max-time 60 -o "$key" "$from/gpg" || die "could not fetch Docker's key from $from"
  fingerprint=$(gpg --show-keys --with-colons "$key" 2>/dev/null | awk -F: '$1 == "fpr" { print $10; exit }')
  [ "$fingerprint" = "$docker_key" ] || die "the key from $from is not Docker's: its fingerprint is '$fingerprint', not $docker_key"
  install_file "$key" /etc/apt/keyrings/docker.asc 644
  install_file - /etc/apt/sources.list.d/docker.sources 644 <<END
Types: deb
URIs: $from
Suites: $codename
Components: stable
Signed-By: /etc/apt/keyrings/docker.asc
END
}
