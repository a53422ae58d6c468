#!/usr/bin/env bash
# Files a second against bare Jobs, cost a file, fairness: on a cluster whose nodes only pretend (KWOK).
set -euo pipefail
home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

usage() {
  cat <<'TEXT'
usage: benchmarks/scale.sh pairs [FILES] [PAIRS]    2000 files against 2000 bare Jobs, three alternating pairs
       benchmarks/scale.sh large [FILES] [SMALL]    10000 files: cost a file against a job of 2000
       benchmarks/scale.sh fair  [JOBS] [FILES]     100 jobs of 100 files at once: the smallest share

Runs the operator of this clone (mvn -DskipTests package first) as a process beside the cluster.
Takes from the environment: KUBECONFIG (a cluster with nodes that complete pods by themselves and room for
500 pods at once), AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION.
Pretended pods write nothing: the jobs end FAILED, "results could not be assembled"; what is measured ends before that.
TEXT
}

case "${1:-}" in
pairs | large | fair) ;;
-h | --help) usage && exit 0 ;;
*) usage >&2 && exit 2 ;;
esac
for key in KUBECONFIG AWS_ENDPOINT_URL_S3 AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; do
  [[ -n ${!key:-} ]] || { echo "scale.sh: $key is not set" >&2 && exit 2; }
done
[[ -r $home/local/target/waybill-local.jar ]] || { echo "scale.sh: not built yet; mvn -DskipTests package" >&2 && exit 2; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -Dlogback.configurationFile=dev/waybill/operator/logback.xml --class-path "$home/local/target/waybill-local.jar:$home/local/target/lib/*" \
  "$home/benchmarks/scale/Scale.java" "$home" "$@"
