# Docker: logs that do not fill the disk, and containers that outlive a restart of the engine.
# shellcheck shell=bash disable=SC2154 # here, user and keys are setup.sh's

set_up_docker() {
  # Whoever may use docker can be root by it; see etc/sudoers.d/sothebais.
  join docker
  install_file "$here/etc/docker/daemon.json" /etc/docker/daemon.json 644 docker
  if pending docker; then
    systemctl restart docker
    settled docker
  fi
  running docker
}
