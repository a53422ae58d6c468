#!/usr/bin/env bash
# A worker's start to the first byte that it reads and to its end, without the image's AOT cache and with it.
set -euo pipefail
home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

usage() {
  cat <<'TEXT'
usage: benchmarks/worker-start.sh [ROUNDS]    11 rounds, by turns without and with; medians, and ratios to without

Runs the worker of this clone (mvn -DskipTests package first) as the image does: its class path, its options, a
cache trained on the samples, the memory of a small pod. JAVA_HOME: a JDK 25. On a machine that does nothing else.
TEXT
}

case "${1:-11}" in
-h | --help) usage && exit 0 ;;
*[!0-9]* | 0) usage >&2 && exit 2 ;;
esac
room=$home/worker-image
[[ -r $room/target/image/classpath ]] || { echo "worker-start.sh: not built yet; mvn -DskipTests package" >&2 && exit 2; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/lib"
cp -p "$room"/target/image/lib/* "$room"/target/image/app/* "$room/target/waybill-worker.jar" "$folder/lib/"
sed "1s|^|-cp /opt/waybill/lib/waybill-worker.jar:|; s|/opt/waybill|$folder|g" "$room/target/image/classpath" >"$folder/classpath"
main=dev.waybill.worker.WorkerMain
"$java" "@$room/java.args" "-XX:AOTCacheOutput=$folder/waybill.aot" "@$folder/classpath" $main \
  --train "$home/samples/documents.zip" >"$folder/train.log" 2>&1 || { cat "$folder/train.log" >&2 && exit 1; }

options="@$room/java.args -XX:MaxRAM=1g"
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$home/benchmarks/start/WorkerStart.java" "${1:-11}" \
  "$java $options @$folder/classpath $main document" \
  "$java $options -XX:AOTCache=$folder/waybill.aot @$folder/classpath $main document"
