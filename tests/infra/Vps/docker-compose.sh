#!/usr/bin/env bash
# docker, as far as backup.sh and restore.sh call for it: the container is this machine, the volumes its /data and /assets.
#   up, stop, ps, exec and run of the service redis, which is a real redis-server with the configuration that is shipped
#   inspect of its container, run of a program beside the assets
set -u
case $1 in
  inspect) echo sha256:redis && exit ;;
  run) # ... --entrypoint PROGRAM IMAGE ARGUMENT...
    while [ "$1" != --entrypoint ]; do shift; done
    exec "$2" "${@:4}"
    ;;
  compose) shift ;;
  *) exit 64 ;;
esac
[ "$1" != --progress ] || shift 2
running() { [ -e /run/redis.pid ] && kill -0 "$(cat /run/redis.pid)" 2>/dev/null; }
verb=$1
shift
case $verb in
  exec) # -T redis COMMAND...
    running || { echo 'service "redis" is not running' >&2 && exit 1; }
    shift 2
    exec "$@"
    ;;
  run) # --rm -T --no-deps --entrypoint PROGRAM redis ARGUMENT...
    if [ "$5" = sh ] && running; then echo 'Redis is running on these files' >&2 && exit 1; fi
    exec "$5" "${@:7}"
    ;;
  stop)
    running || exit 0
    kill "$(cat /run/redis.pid)"
    for ((tries = 0; tries < 100; tries++)); do running || exit 0; sleep 0.1; done
    exit 1
    ;;
  ps)
    ! running || echo redis
    [ ! -e /run/house ] || cat /run/house
    ;;
  up)
    case " $* " in *' --no-start '*) exit ;; esac
    if ! running; then
      redis-server /infra/redis/redis.conf --dir /data --requirepass "$(cat /run/secrets/redis-password)" --repl-diskless-sync-delay 0 \
        --daemonize yes --logfile /run/redis.log --pidfile /run/redis.pid
      for ((tries = 0; tries < 100; tries++)); do
        [ "$(REDISCLI_AUTH=$(cat /run/secrets/redis-password) redis-cli PING 2>/dev/null)" = PONG ] && break
        sleep 0.1
      done
      # A test may break the first start after a restore.
      if [ -e /run/break ]; then rm /run/break && exit 1; fi
      running || exit 1
    fi
    case " $* " in *' redis '*) ;; *) echo silo >/run/house ;; esac
    ;;
  *) exit 64 ;;
esac
