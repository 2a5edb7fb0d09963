# Who may log in: the deploy user, with keys and without a password. Another comes in by being put into the group sothebais.
# shellcheck shell=bash disable=SC2154 # here, user and keys are setup.sh's

# Takes the keys from --key, and sees that each is one. Without any, and with none there, setup ends here.
read_keys() {
  public_keys=''
  if [ -z "$keys" ]; then
    [ -s "$(authorized_keys)" ] || die "no key: give --key with a public key (ssh-keygen -t ed25519 makes one), or nobody could log in afterwards"
    return
  fi
  [ "$keys" = - ] || [ -r "$keys" ] || die "cannot read the keys in $keys"
  public_keys=$(grep -vE '^[[:space:]]*(#|$)' "$keys") || die "no key in $keys"
  local line
  while IFS= read -r line; do
    case $line in *'PRIVATE KEY'*) die "$keys holds a private key; give the public one, which ends in .pub" ;; esac
    ssh-keygen -l -f - >/dev/null 2>&1 <<<"$line" || die "not a public key: '${line:0:40}...'"
  done <<<"$public_keys"
}

authorized_keys() {
  local home
  home=$(getent passwd "$user" | cut -d: -f6)
  printf '%s/.ssh/authorized_keys' "${home:-/home/$user}"
}

set_up_people() {
  if ! getent group sothebais >/dev/null; then
    groupadd sothebais
    changed 'group sothebais'
  fi
  if ! getent passwd "$user" >/dev/null; then
    # A star is a password that nothing matches; the account is not locked, which sshd may take as no login at all.
    useradd --create-home --shell /bin/bash --user-group --password '*' "$user"
    changed "user $user"
  fi
  join sothebais
  if [ -n "$public_keys" ]; then
    own_folder "$(dirname "$(authorized_keys)")" 700
    install_file - "$(authorized_keys)" 600 '' "$user:$(id -gn "$user")" <<<"$public_keys"
  fi
  visudo -cqf "$here/etc/sudoers.d/sothebais" || die "sudo does not take $here/etc/sudoers.d/sothebais"
  install_file "$here/etc/sudoers.d/sothebais" /etc/sudoers.d/sothebais 440
  own_folder /srv/sothebais 750
  own_folder /var/backups/sothebais 700
}

# join GROUP: makes the user a member.
join() {
  [[ " $(id -nG "$user") " != *" $1 "* ]] || return 0
  usermod --append --groups "$1" "$user"
  changed "$user is in the group $1"
}

# own_folder PATH MODE: a folder of the user's.
own_folder() {
  [ "$(stat -c '%a %U' "$1" 2>/dev/null)" = "$2 $user" ] && return
  install -d -m "$2" -o "$user" -g "$(id -gn "$user")" "$1"
  changed "$1"
}
