#!/usr/bin/env bash
# A throwaway machine: this one's files under a layer of memory, with a network, users and processes of its own.
#   unshare --mount --net --pid --uts --ipc --fork --kill-child machine.sh <an empty folder> <the checkout's infra>
# What happens in it is gone with it. It prints "ready" and stays until it is killed.
set -euo pipefail
memory=$1 infra=$2 tests=$(dirname "$(realpath "$0")")
mount --make-rprivate /
mount -t tmpfs machine "$memory"
mkdir "$memory"/{upper,work,root}
root=$memory/root
mount -t overlay machine -o "lowerdir=/,upperdir=$memory/upper,workdir=$memory/work" "$root"
mkdir -p "$root/changes" "$root/infra" "$root/tests" "$root/var/lib/docker"
mount --bind "$memory/upper" "$root/changes"
lend() {
  mount --bind "$1" "$2"
  mount -o remount,bind,ro "$2"
}
lend "$infra" "$root/infra"
lend "$tests" "$root/tests"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mount --rbind /dev "$root/dev"
for folder in run tmp var/log var/lib/docker; do mount -t tmpfs machine "$root/$folder"; done
chmod 1777 "$root/tmp"
# Kernel settings that no namespace keeps apart stay as they are.
for folder in kernel vm fs; do lend "$root/proc/sys/$folder" "$root/proc/sys/$folder"; done

# There is no systemd: this notes what would be started, and leaves to the real systemctl what is only links in /etc.
cat >"$root/usr/local/bin/systemctl" <<'END'
#!/bin/bash
echo "$*" >>/var/log/systemctl
words=()
for word in "$@"; do [ "$word" = --quiet ] || words+=("$word"); done
case ${words[0]} in
  enable | is-enabled) exec /usr/bin/systemctl "$@" ;;
  is-active) [ -e "/run/active/${words[1]}" ] ;;
  start | restart | reload | try-reload-or-restart) mkdir -p /run/active && touch "/run/active/${words[1]}" ;;
esac
END
chmod 755 "$root/usr/local/bin/systemctl"

# Of what this machine has been set up with, as on a fresh one there is nothing.
rm -rf "$root"/etc/ssh/sshd_config.d/* "$root"/etc/docker "$root"/etc/fail2ban/jail.d/sothebais* "$root"/var/lib/sothebais-setup
cp -a "$root"/usr/share/ufw/iptables/* "$root/etc/ufw/"
ip link set lo up
cd "$root"
mkdir .old
pivot_root . .old
umount -l /.old
rmdir /.old
echo ready
# Number one of its processes, it buries those that lost their parents.
sleep infinity &
wait
