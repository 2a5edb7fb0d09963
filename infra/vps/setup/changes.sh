# How setup.sh changes a file and restarts what reads it: only if it differs, and again if the last run broke off in between.
# shellcheck shell=bash disable=SC2154 # here, user and keys are setup.sh's

changes=0
# A mark for each service that has yet to read its new files; a restart of the machine does that, too, and empties /run.
marks=/run/sothebais-setup

changed() {
  printf 'changed: %s\n' "$*"
  changes=$((changes + 1))
}

note() { printf 'note: %s\n' "$*"; }

report() {
  [ "$changes" -gt 0 ] || echo 'nothing to change'
}

# install_file SOURCE TARGET MODE [SERVICE [OWNER]]: SOURCE is a file, or - for standard input; @USER@ in it becomes the user's name.
# The service is marked as having something to read. What another has put there is kept once, as TARGET.before-sothebais.
install_file() {
  local source=$1 target=$2 mode=$3 service=${4:-} owner=${5:-root:root} next
  next=$(sed "s/@USER@/$user/g" "$source")
  if [ -f "$target" ] && cmp -s "$target" - <<<"$next" && [ "$(stat -c '%a %U:%G' "$target")" = "$mode $owner" ]; then return; fi
  [ -z "$service" ] || mark "$service"
  if [ ! -e "$(record "$target")" ]; then
    [ ! -e "$target" ] || cp -a "$target" "$target.before-sothebais"
    mkdir -p "$(dirname "$(record "$target")")"
    touch "$(record "$target")"
  fi
  # Whole or not at all, whoever reads it meanwhile. Names that begin with a dot are read by none of these services.
  install -D -m "$mode" -o "${owner%:*}" -g "${owner#*:}" /dev/stdin "$(dirname "$target")/.$(basename "$target").new" <<<"$next"
  mv "$(dirname "$target")/.$(basename "$target").new" "$target"
  changed "$target"
}

# Remembers that a file was written by setup.sh.
record() { printf '/var/lib/sothebais-setup%s' "$1"; }

mark() { mkdir -p "$marks" && touch "$marks/$1"; }

# pending SERVICE: whether it has yet to read its files.
pending() { [ -e "$marks/$1" ]; }

settled() { rm -f "$marks/$1"; }

# running SERVICE: starts it now and at every start of the machine.
running() {
  if ! systemctl is-enabled --quiet "$1" 2>/dev/null; then
    systemctl enable --quiet "$1"
    changed "$1 starts with the machine"
  fi
  if ! systemctl is-active --quiet "$1"; then
    systemctl start "$1"
    changed "$1 started"
  fi
}
