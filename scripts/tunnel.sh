#!/usr/bin/env bash
# Private access to a release's gateway and store: port-forwards that are kept alive.
set -euo pipefail
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/release.sh"

usage() {
  cat <<'HELP'
usage: scripts/tunnel.sh RELEASE [--namespace NAMESPACE] [--port PORT] [--store-port PORT]

Makes the gateway of a Helm release of Waybill, and its store, answer on this machine's loopback address,
for as long as the script runs. Neither is exposed to anybody else.

  scripts/tunnel.sh waybill --namespace waybill
  # in another terminal
  export WAYBILL_URL=http://localhost:8080
  TOKEN=$(scripts/get_api_token.sh waybill --namespace waybill)

  RELEASE                the release's name, as helm list shows it
  --namespace NAMESPACE  where it is installed (the namespace of kubectl's current context)
  --port PORT            of the gateway on this machine (8080)
  --store-port PORT      of the store on this machine (the one in the release's public endpoint)

Upload and download URLs are signed with the host and port that they name. They work through the tunnel
where the release was installed with

  store.publicEndpoint: http://127.0.0.1:PORT
  store.service: NAMESPACE/NAME:PORT

The script then forwards that Service to that port. (127.0.0.1, not localhost: stores such as Ceph take a
host's name for a bucket's.) A public endpoint that is no loopback address is reached without a tunnel, and
the gateway alone is forwarded.

A forward that ends, or answers no more, is made anew, after 1 s at first and at most 30 s; standard error
says when and why. The addresses go to standard output. Ctrl-C ends it.
Exit code: 130 or 143 when ended by INT or TERM, 1 when it could not start, 2 on wrong usage.
Needs kubectl and curl.
HELP
}

readonly LONGEST_PAUSE=30 # seconds between two tries
readonly PROBE_SECONDS=5  # between two looks whether a forward still answers
readonly MISSES=2         # looks in a row without an answer before it is made anew

# port TEXT: a port's number.
port() {
  [[ $1 =~ ^[1-9][0-9]{0,4}$ && $1 -le 65535 ]] || die "a port is a number from 1 to 65535, not $(shown "$1")" 2
}

parse() {
  release="" gateway_port=8080 store_port=""
  while (($#)); do
    case $1 in
      --help | -h) usage && exit 0 ;;
      --namespace | -n | --port | --store-port)
        (($# > 1)) || die "$1 needs a value; see --help" 2
        case $1 in
          --port) port "$2" && gateway_port=$2 ;;
          --store-port) port "$2" && store_port=$2 ;;
          *) need_name "the namespace" "$2" 63 2 && in_namespace=(--namespace "$2") ;;
        esac
        shift 2
        ;;
      -*) die "no such option: $(shown "$1"); see --help" 2 ;;
      *)
        [[ -z $release ]] || die "one release, please; see --help" 2
        need_name "the release's name" "$1" 53 2
        release=$1
        shift
        ;;
    esac
  done
  [[ -n $release ]] || { usage >&2 && exit 2; }
}

# One forward is one place in these lists.
names=() targets=() namespaces=() ports=() pids=() pauses=() due=() since=() missed=()

# add NAME NAMESPACE TARGET LOCAL:REMOTE; an empty namespace: the one of the release.
add() {
  local at=${#names[@]}
  names[at]=$1 namespaces[at]=$2 targets[at]=$3 ports[at]=$4
  pids[at]="" pauses[at]=1 due[at]=0 since[at]=0 missed[at]=0
}

# The port of a loopback address such as http://localhost:9000; fails for any other.
loopback_port() {
  local address=$1 form='^(https?)://(localhost|127\.0\.0\.1|\[::1\])(:([0-9]+))?/?$'
  [[ $address =~ $form ]] || return 1
  if [[ -n ${BASH_REMATCH[4]} ]]; then
    echo "${BASH_REMATCH[4]}"
  elif [[ ${BASH_REMATCH[1]} == https ]]; then
    echo 443
  else
    echo 80
  fi
}

# What is to be done about the store; sets store_note, which says so.
plan_store() {
  local public service signed inside='^https?://[^/:]+\.svc(\.[^/:]+)*(:[0-9]+)?/?$' form='^([a-z0-9-]+)/([a-z0-9-]+):([0-9]{1,5})$'
  public=$(told storePublicEndpoint)
  service=$(told storeService)
  signed=$(loopback_port "$public") || signed=""
  if [[ -n $store_port && -n $signed && $store_port != "$signed" ]]; then
    die "the URLs of release $release are signed for $(shown "$public"): the store's port must be $signed"
  fi
  store_port=${store_port:-$signed}
  if [[ -z $store_port ]]; then
    store_note="${public:-where the URLs of jobs say}, without a tunnel"
    [[ ! $public =~ $inside ]] || store_note="$public, which is an address inside the cluster: URLs of jobs do not work from here"
  elif [[ $service =~ $form ]]; then
    add store "${BASH_REMATCH[1]}" "service/${BASH_REMATCH[2]}" "$store_port:${BASH_REMATCH[3]}"
    store_note=$public
    [[ -n $signed ]] || store_note="http://127.0.0.1:$store_port, for tools with credentials of their own: the URLs of jobs say ${public:-another address}"
  else
    store_note="$public must be answered by other means: release $release names no Service of its store to forward to"
  fi
  store_note=$(shown "$store_note")
}

start() {
  : >"$work/$1.out"
  : >"$work/$1.err"
  local place=()
  if [[ -n ${namespaces[$1]} ]]; then
    place=(--namespace "${namespaces[$1]}")
  elif [[ ${#in_namespace[@]} -gt 0 ]]; then
    place=("${in_namespace[@]}")
  fi
  kubectl port-forward ${place[@]+"${place[@]}"} "${targets[$1]}" "${ports[$1]}" >>"$work/$1.out" 2>>"$work/$1.err" </dev/null &
  pids[$1]=$!
  since[$1]=$SECONDS
  missed[$1]=0
}

# Why the forward ended, in kubectl's last words.
reason() {
  shown "$(tail -n 1 "$work/$1.err")"
}

start_all() {
  local at
  for ((at = 0; at < ${#names[@]}; at++)); do
    start "$at"
    first_forward "$work/$at.out" "${pids[$at]}" >/dev/null ||
      die "no forward to the ${names[$at]}: $(reason "$at")"
  done
}

alive() {
  [[ -n ${pids[$1]} ]] && kill -0 "${pids[$1]}" 2>/dev/null
}

# stop AT: ends one kubectl and waits for its end; one that does not listen is killed.
stop() {
  local pid=${pids[$1]} i
  pids[$1]=""
  [[ -n $pid ]] || return 0
  kill "$pid" 2>/dev/null || true
  for ((i = 0; i < 30; i++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}

# again AT WHY: makes a forward anew, later each time unless the last one held for a minute.
again() {
  local at=$1
  stop "$at"
  ((SECONDS - since[at] < 60)) || pauses[at]=1
  say "$(date +%T) the forward to the ${names[$at]} ended: ${2:-no reason given}; the next one in ${pauses[$at]} s"
  due[at]=$((SECONDS + pauses[at]))
  pauses[at]=$((pauses[at] * 2 < LONGEST_PAUSE ? pauses[at] * 2 : LONGEST_PAUSE))
}

# Any answer will do, a refusal too: it came from the other end. A store may speak TLS alone, and for a name
# that is not this machine's.
answers() {
  local scheme
  for scheme in http https; do
    ! curl --disable --silent --insecure --output /dev/null --max-time 5 --noproxy '*' \
      "$scheme://127.0.0.1:${ports[$1]%:*}/" || return 0
  done
  return 1
}

# A forward whose other end is gone may hang: kubectl does not always notice.
probe() {
  local at=$1
  if answers "$at"; then
    missed[at]=0
    # kubectl writes a line for each connection; what was read is forgotten.
    : >"$work/$at.out"
    : >"$work/$at.err"
  else
    missed[at]=$((missed[at] + 1))
    ((missed[at] < MISSES)) || again "$at" "it answers no more"
  fi
}

# One look at every forward.
tend() {
  local at
  for ((at = 0; at < ${#names[@]}; at++)); do
    if [[ -z ${pids[$at]} ]]; then
      if ((SECONDS >= due[at])); then
        start "$at"
        ! first_forward "$work/$at.out" "${pids[$at]}" >/dev/null ||
          say "$(date +%T) the forward to the ${names[$at]} is there again"
      fi
    elif ! alive "$at"; then
      again "$at" "$(reason "$at")"
    elif ((probing)); then
      probe "$at"
    fi
  done
}

finish() {
  trap '' INT TERM HUP
  local at
  for ((at = 0; at < ${#names[@]}; at++)); do
    stop "$at"
  done
  [[ -z $work ]] || rm -rf "$work"
}

work=""
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP
parse "$@"
need_tools kubectl curl
find_release "$release"
work=$(mktemp -d)
add gateway "" "service/$(told gatewayService)" "$gateway_port:$(told gatewayPort)"
plan_store
start_all
printf 'gateway: http://localhost:%s\nstore: %s\n' "$gateway_port" "$store_note"
say "Ctrl-C ends the tunnel"
next=$((SECONDS + PROBE_SECONDS))
while true; do
  probing=$((SECONDS >= next))
  ((!probing)) || next=$((SECONDS + PROBE_SECONDS))
  tend
  sleep 1
done
