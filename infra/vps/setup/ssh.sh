# sshd: keys only, no root. It reads the new configuration once it is known to be in force and to let the user in.
# shellcheck shell=bash disable=SC2154 # here, user and keys are setup.sh's

set_up_ssh() {
  local file=/etc/ssh/sshd_config.d/10-sothebais.conf
  # Absent while nobody is connected, where systemd listens for sshd.
  mkdir -p /run/sshd
  sshd -t -f "$here$file" || die "sshd does not take $here$file"
  ! grep -q '^allowusers ' <<<"$(sshd -T)" || die "another file of sshd's sets AllowUsers, which may shut $user out; use the group sothebais instead"
  install_file "$here$file" "$file" 644 ssh
  if pending ssh; then
    sshd -t || die "sshd does not take its configuration; it goes on with the old one"
    in_force "$user" && in_force root
    systemctl try-reload-or-restart ssh
    settled ssh
    note "root can no longer log in over SSH: before you end this session, try to log in as $user from another terminal"
  fi
}

# in_force NAME: whether the settings hold for a user, whatever other files say.
in_force() {
  local effective setting
  effective=$(sshd -T -C "user=$1,host=elsewhere,addr=192.0.2.1") || die "sshd -T failed"
  for setting in 'passwordauthentication no' 'kbdinteractiveauthentication no' 'permitrootlogin no' 'pubkeyauthentication yes' 'allowgroups sothebais'; do
    grep -qxF "$setting" <<<"$effective" || die "'$setting' is not in force for $1: another file of sshd's says otherwise, or /etc/ssh/sshd_config does not begin with 'Include /etc/ssh/sshd_config.d/*.conf'"
  done
}
