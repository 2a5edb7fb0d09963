#!/usr/bin/env bash
# Brings this checkout's version into the house, one container after the other, without a failed request.
#
#   deploy.sh                makes the images here, from this checkout
#   deploy.sh --pull         takes the images that REGISTRY and VERSION in .env name
#   deploy.sh --with-redis   also starts Redis anew where its configuration changed: for about two seconds no bids are taken
#   deploy.sh --patience N   how many seconds a new container may take to become healthy; 120 unless told otherwise
#
# A house that does not run is started. In one that runs, each silo and gateway that is not of the wanted version or configuration is replaced: a new
# container is started beside it, and the old one is asked to leave when the new one is healthy. Where a new one does not become healthy, it is taken
# away again and the old ones go on. To be run again at will: what is up to date is left alone.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=house.sh
. "$(dirname "$(realpath "${BASH_SOURCE[0]}")")/house.sh"

images=build with_redis=no patience=120
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage && exit ;;
    --pull) images=pull ;;
    --with-redis) with_redis=yes ;;
    --patience)
      [[ ${2:-} =~ ^[1-9][0-9]{0,3}$ ]] || die "--patience takes a number of seconds"
      patience=$2
      shift
      ;;
    *) die "what is $1? See --help" ;;
  esac
  shift
done

# In the order in which they rest on one another: the gateways on the silos, the way in on the gateways.
rolling=(silo auction-manager event-handler stream-manager admin-frontend)

# Says who is not well, and their last words.
unhealthy() {
  local sick
  mapfile -t sick < <(compose ps --all --format '{{.Service}} {{.Status}}' | grep -v '(healthy)' | cut -d' ' -f1 | sort -u)
  compose ps --all --format 'table {{.Service}}\t{{.Status}}' >&2
  [ ${#sick[@]} = 0 ] || compose logs --no-color --tail 5 "${sick[@]}" >&2
  die "not everything is healthy: see above."
}

docker compose version >/dev/null 2>&1 || die "there is no docker compose here: setup.sh installs it."
compose config --quiet || die "compose.yaml and .env do not do; nothing was changed."
exec 9<"$house"
flock --nonblock 9 || die "another one is under way."

say "images: $images"
compose "$images" --quiet "${rolling[@]}"

if [ -z "$(compose ps --quiet --status running redis)" ]; then
  say "the house is started"
  compose up --detach --wait --wait-timeout "$((3 * patience))" --quiet-pull >/dev/null || unhealthy
  say "done"
  exit 0
fi

# Whether a container is of the wanted configuration, and its image still the one of that name.
current() {
  local image name digest
  read -r image name digest <<<"$(docker inspect --format '{{.Image}} {{.Config.Image}} {{index .Config.Labels "com.docker.compose.config-hash"}}' "$2")"
  [ "$digest" = "$(compose config --hash "$1" | cut -d' ' -f2)" ] && [ "$image" = "$(docker image inspect --format '{{.Id}}' "$name")" ]
}

healthy() {
  local end=$((SECONDS + patience)) state
  while [ $SECONDS -lt $end ]; do
    state=$(docker inspect --format '{{.State.Status}} {{.State.Health.Status}}' "$1" 2>/dev/null) || return 1
    case $state in
      "running healthy") return 0 ;;
      exited* | dead*) return 1 ;;
    esac
    sleep 0.5
  done
  return 1
}

count() { compose ps --quiet --all "$1" | wc -l; }

# Starts one more of a service, and leaves everything else as it is. How many silos there are is said along with it, for compose would go back to its file's
# number. (Not with --no-deps, which older versions of compose take for another configuration: their next "up" would start anew what is up to date.)
add() {
  local scales=(--scale "$1=$(($(count "$1") + 1))")
  [ "$1" = silo ] || scales+=(--scale "silo=$(count silo)")
  compose up --detach --no-recreate "${scales[@]}" "$1" >/dev/null
}

# Gives the images' names back to what is running, so that a silo that is added later is not of a version that would not start.
take_back() {
  local service container image name
  for service in "${rolling[@]}"; do
    for container in $(compose ps --quiet "$service"); do
      read -r image name <<<"$(docker inspect --format '{{.Image}} {{.Config.Image}}' "$container")"
      docker tag "$image" "$name"
    done
  done
}

replace() {
  local service=$1 old=$2 before new
  before=$(compose ps --quiet --all "$service" | sort)
  add "$service" || { take_back; die "no further $service could be started; the old one goes on."; }
  new=$(comm -13 <(echo "$before") <(compose ps --quiet --all "$service" | sort))
  if ! healthy "$new"; then
    docker logs --tail 20 "$new" >&2 || true
    docker rm --force "$new" >/dev/null
    take_back
    die "the new $service did not become healthy within $patience s, and was taken away; the old one goes on."
  fi
  docker stop --time 60 "$old" >/dev/null
  docker rm "$old" >/dev/null
  say "$service: ${old:0:12} is now ${new:0:12}"
}

# Redis holds the bids: it is not started anew by the way, nor because something that rests on it is.
left=(-e redis "${rolling[@]/#/-e}")
if ! current redis "$(compose ps --quiet redis)"; then
  if [ "$with_redis" = yes ]; then
    compose up --detach --wait redis >/dev/null || die "Redis did not become healthy."
    say "redis: started anew"
  else
    say "redis: its configuration changed, and takes effect with --with-redis"
    left+=(-e redis-exporter)
  fi
fi

for service in "${rolling[@]}"; do
  for container in $(compose ps --quiet "$service"); do
    current "$service" "$container" || replace "$service" "$container"
  done
done

# The others are started anew only where their own configuration changed.
mapfile -t others < <(compose config --services | grep -vxF "${left[@]}")
compose up --detach --wait --wait-timeout "$patience" "${others[@]}" >/dev/null || unhealthy
# Rules and targets are read again; a mistake in them leaves the old ones in force, and the log says so.
# (By a process inside: a container that was sent a signal by "docker kill" is not started again when it dies, older engines hold.)
compose exec -T prometheus sh -c 'kill -HUP 1' || say "prometheus could not be told to read its rules again"
docker image prune --force >/dev/null
say "done"
