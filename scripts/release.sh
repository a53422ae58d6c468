# shellcheck shell=bash
# What get_api_token.sh and tunnel.sh know of a release. Sourced, not run; bash 3.2 or later.

readonly NAME_FORM='^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'
readonly DOTTED_FORM='^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'
# Arguments of kubectl that say which namespace; none: the one of the current context.
in_namespace=()

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# die MESSAGE [EXIT_CODE]
die() {
  say "$1"
  exit "${2:-1}"
}

# What others wrote, in one line that does a terminal no harm.
shown() {
  printf '%s' "$1" | LC_ALL=C tr -cd '[:print:]' | cut -c 1-300
}

# need_name WHAT TEXT LIMIT EXIT_CODE
need_name() {
  [[ ${#2} -le $3 && $2 =~ $NAME_FORM ]] ||
    die "$1 must be lower-case letters, digits and hyphens, at most $3 of them, and begin and end with no hyphen" "$4"
}

# need_dotted_name WHAT TEXT EXIT_CODE: of a Secret and its like, which may be names such as a domain has.
need_dotted_name() {
  [[ ${#2} -le 253 && $2 =~ $DOTTED_FORM ]] ||
    die "$1 must be lower-case letters, digits, hyphens and dots, at most 253 of them, and each part begin and end with no hyphen" "$3"
}

need_tools() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || die "$tool is not installed"
  done
}

kube() {
  kubectl "$@" ${in_namespace[@]+"${in_namespace[@]}"}
}

# find_release RELEASE: reads the ConfigMap that the chart keeps for these scripts.
find_release() {
  local labels="app.kubernetes.io/name=waybill,app.kubernetes.io/instance=$1,app.kubernetes.io/component=info" found
  # shellcheck disable=SC2016
  release_info=$(kube get configmaps --request-timeout=20s --selector="$labels" --output=go-template='
    {{- range .items}}{{"name="}}{{.metadata.name}}{{"\n"}}{{range $key, $value := .data}}{{$key}}={{$value}}{{"\n"}}{{end}}{{end}}') ||
    die "release $1 cannot be looked up; kubectl's message is above"
  found=$(printf '%s\n' "$release_info" | grep -c '^name=' || true)
  [[ $found -ne 0 ]] ||
    die "no release $1 of Waybill in ${in_namespace[1]:-the namespace of the current context}: see helm list -A, and --namespace"
  [[ $found -eq 1 ]] || die "$found ConfigMaps speak of release $1, not one: kubectl get configmaps -l $labels"
  [[ $(told gatewayService) =~ $NAME_FORM && $(told gatewayPort) =~ ^[0-9]{1,5}$ ]] ||
    die "the ConfigMap of release $1 names no gateway: it was installed by a chart that is older than this script"
}

# told KEY: what the ConfigMap says; nothing where it says nothing.
told() {
  printf '%s\n' "$release_info" | sed -n "s/^$1=//p" | head -n 1
}

# first_forward FILE PROCESS: the local port that a kubectl port-forward took, once it is there; waits 20 s at most.
first_forward() {
  local i port
  for ((i = 0; i < 200; i++)); do
    port=$(sed -n 's/^Forwarding from 127\.0\.0\.1:\([0-9]*\) .*/\1/p' "$1" | head -n 1)
    if [[ -n $port ]]; then
      echo "$port"
      return
    fi
    kill -0 "$2" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}
