# What keeps the machine well while nobody looks: updates, fail2ban, the time, and backups.
# shellcheck shell=bash disable=SC2154 # here, user and keys are setup.sh's

set_up_upkeep() {
  local file
  install_file "$here/etc/apt/apt.conf.d/52sothebais-upgrades" /etc/apt/apt.conf.d/52sothebais-upgrades 644
  for file in apt-daily.timer apt-daily-upgrade.timer; do running "$file"; done

  install_file "$here/etc/fail2ban/jail.d/sothebais.local" /etc/fail2ban/jail.d/sothebais.local 644 fail2ban
  if pending fail2ban; then
    fail2ban-client -t >/dev/null || die "fail2ban does not take its configuration; it goes on with the old one"
    systemctl restart fail2ban
    settled fail2ban
  fi
  running fail2ban

  # A close is an instant: the clock has to be right. Another keeper of the time is left at work.
  systemctl is-active --quiet chrony || systemctl is-active --quiet ntpsec || running systemd-timesyncd

  install_file "$here/etc/sysctl.d/60-sothebais.conf" /etc/sysctl.d/60-sothebais.conf 644 sysctl
  if pending sysctl; then
    systemctl restart systemd-sysctl
    settled sysctl
  fi

  [ -e /etc/sothebais/backup.conf ] || install_file "$here/etc/sothebais/backup.conf" /etc/sothebais/backup.conf 644
  for file in sothebais-backup.service sothebais-backup.timer; do
    install_file "$here/etc/systemd/system/$file" "/etc/systemd/system/$file" 644 systemd
  done
  if pending systemd; then
    systemctl daemon-reload
    settled systemd
  fi
  running sothebais-backup.timer
}
