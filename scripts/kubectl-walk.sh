#!/usr/bin/env bash
# Jobs as kubectl sees them: get, apply, wait, describe, delete.
set -euo pipefail

usage() {
  cat <<'HELP'
usage: scripts/kubectl-walk.sh [--kubeconfig FILE] [--timeout SECONDS]

Applies samples/job.yaml and samples/job-fails.yaml with kubectl, waits for both to finish, checks how
they ended, and deletes them.

  --kubeconfig FILE   as ./waybill up prints it
                      (${XDG_DATA_HOME:-~/.local/share}/waybill/kubeconfig)
  --timeout SECONDS   how long a job may take (600)

Without a kubectl of version 1.30 or later it says so and does nothing. Exit code: 0 when all is as it should
be or nothing was done, 1 when it is not, 2 on wrong usage.
HELP
}

fail() {
  echo "kubectl-walk.sh: $1" >&2
  exit "${2:-1}"
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kubeconfig=${XDG_DATA_HOME:-$HOME/.local/share}/waybill/kubeconfig
seconds=600
while (($#)); do
  case $1 in
    --help | -h) usage && exit 0 ;;
    --kubeconfig | --timeout)
      (($# > 1)) || fail "$1 needs a value; see --help" 2
      if [[ $1 == --kubeconfig ]]; then kubeconfig=$2; else seconds=$2; fi
      shift 2
      ;;
    *) fail "no such option: $1; see --help" 2 ;;
  esac
done

version=$(kubectl version --client 2>/dev/null | sed -n 's/^Client Version: v1\.\([0-9]*\).*/\1/p' || true)
if [[ -z $version ]] || ((version < 30)); then
  echo "kubectl-walk.sh: skipped, no kubectl of version 1.30 or later"
  exit 0
fi
[[ -r $kubeconfig ]] || fail "$kubeconfig cannot be read; is ./waybill up running?" 2

k() {
  echo "\$ kubectl $*" >&2
  kubectl --kubeconfig "$kubeconfig" --namespace waybill "$@"
}

# ends NAME STATE: waits until the job has finished, and compares how.
ends() {
  k wait --for=condition=Finished "pj/$1" --timeout="${seconds}s"
  local state
  state=$(k get pj "$1" -o 'jsonpath={.status.state}')
  [[ $state == "$2" ]] || fail "job $1 ended ${state:-without a state}, not $2"
}

k get pj
k delete -f "$root/samples/job.yaml" -f "$root/samples/job-fails.yaml" --ignore-not-found
k apply -f "$root/samples/job.yaml" -f "$root/samples/job-fails.yaml"
ends samples SUCCEEDED
k wait --for=condition=Complete pj/samples --timeout=10s
ends samples-missing FAILED
k wait --for=condition=Failed pj/samples-missing --timeout=10s
[[ $(k get pj samples-missing -o 'jsonpath={.status.message}') == "archive not found" ]] ||
  fail "job samples-missing does not say that its archive was not found"
k get pj -o wide
k describe pj samples | grep -q SUCCEEDED || fail "kubectl describe does not show the state"
k delete -f "$root/samples/job.yaml" -f "$root/samples/job-fails.yaml" --timeout="${seconds}s"
echo "kubectl-walk.sh: all as it should be"
