# UFW: 22 with a limit, 80 and 443, and nothing else; the same for what Docker forwards.
# shellcheck shell=bash disable=SC2154 # here, user and keys are setup.sh's

set_up_firewall() {
  mkdir -p /run/sshd
  grep -qx 'port 22' <<<"$(sshd -T)" || die "sshd does not listen on port 22, the one that stays open: you would be locked out"
  local default name value verb direction added rule
  for default in 'INPUT_POLICY DROP deny incoming' 'OUTPUT_POLICY ACCEPT allow outgoing' 'FORWARD_POLICY DROP deny routed'; do
    read -r name value verb direction <<<"$default"
    grep -qxF "DEFAULT_$name=\"$value\"" /etc/default/ufw && continue
    ufw default "$verb" "$direction" >/dev/null
    changed "UFW: $verb $direction"
  done
  if ! grep -qx 'IPV6=yes' /etc/default/ufw; then
    sed -i 's/^IPV6=.*/IPV6=yes/' /etc/default/ufw
    mark ufw
    changed 'UFW: IPv6'
  fi

  added=$(ufw show added)
  for rule in 'allow 22' 'allow OpenSSH' 'allow SSH'; do
    grep -qxF "ufw $rule" <<<"$added" || continue
    # Before ours, it would let everybody past the limit. The limit comes first: never is there a moment without a way in.
    ufw limit 22/tcp >/dev/null
    # shellcheck disable=SC2086 # two words
    ufw delete $rule >/dev/null
    changed "UFW: no longer $rule"
  done
  added=$(ufw show added)
  for rule in 'limit 22/tcp' 'allow 80/tcp' 'allow 443/tcp'; do
    grep -qxF "ufw $rule" <<<"$added" && continue
    # shellcheck disable=SC2086 # two words
    ufw $rule >/dev/null
    changed "UFW: $rule"
  done
  ufw show added | sed -n 's/^ufw //p' | grep -vxE '(limit 22|allow 80|allow 443)/tcp' | while IFS= read -r rule; do
    note "UFW has another rule, which is left alone: $rule"
  done || true

  docker_rules /etc/ufw/after.rules
  docker_rules /etc/ufw/after6.rules
  if ! grep -qx 'ENABLED=yes' /etc/ufw/ufw.conf; then
    ufw --force enable >/dev/null || die "UFW cannot be turned on"
    settled ufw
    changed 'UFW is on'
  elif pending ufw; then
    ufw reload >/dev/null || die "UFW cannot load its rules"
    settled ufw
  fi
}

# docker_rules FILE: puts our rules at the end of one of UFW's own files, in place of those of an earlier run.
docker_rules() {
  local tool
  for tool in iptables-restore ip6tables-restore; do
    "$tool" --noflush --test "$here/etc/ufw/docker.rules" || die "$tool does not take $here/etc/ufw/docker.rules"
  done
  local begin='# BEGIN sothebais' end='# END sothebais' theirs
  theirs=$(sed "/^$begin\$/,/^$end\$/d" "$1")
  install_file - "$1" 640 ufw <<<"$theirs"$'\n'"$begin"$'\n'"$(cat "$here/etc/ufw/docker.rules")"$'\n'"$end"
}
