#!/usr/bin/env bash
# A worker's start to the first byte that it reads and to its end, without the image's AOT cache and with it.
set -euo pipefail
home=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

usage() {
  cat <<'TEXT'
usage: benchmarks/worker-start.sh [ROUNDS]    11 rounds, by turns without and with; medians, and ratios to without

Runs the worker of this clone (mvn -DskipTests package first) as the image does: its class path, its options, a
cache trained on the samples, the memory of a small pod; with a store in the clear, then with one behind TLS, which
the JVM trusts beside its own authorities. JAVA_HOME: a JDK 25. On a machine that does nothing else.
TEXT
}

case "${1:-11}" in
-h | --help) usage && exit 0 ;;
*[!0-9]* | 0) usage >&2 && exit 2 ;;
esac
room=$home/worker-image
[[ -r $room/target/image/classpath ]] || { echo "worker-start.sh: not built yet; mvn -DskipTests package" >&2 && exit 2; }
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
java=${bin}java

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/lib"
cp -p "$room/target/image/lib/dependencies.jar" "$room"/target/image/app/* "$room/target/waybill-worker.jar" "$folder/lib/"
sed "1s|.*|-cp /opt/waybill/lib/waybill-worker.jar:&:/opt/waybill/lib/dependencies.jar|; s|/opt/waybill|$folder|g" "$room/target/image/classpath" >"$folder/classpath"
main=dev.waybill.worker.WorkerMain
"$java" "@$room/java.args" "-XX:AOTCacheOutput=$folder/waybill.aot" "@$folder/classpath" $main \
  --train "$home/samples/documents.zip" >"$folder/train.log" 2>&1 || { cat "$folder/train.log" >&2 && exit 1; }

password=loopback
"${bin}keytool" -genkeypair -keyalg RSA -keysize 2048 -alias store -dname CN=store -ext san=ip:127.0.0.1 -validity 1 \
  -storetype PKCS12 -keystore "$folder/store.p12" -storepass "$password" 2>"$folder/keytool.log"
cp "$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')/lib/security/cacerts" "$folder/cacerts"
chmod u+w "$folder/cacerts"
"${bin}keytool" -exportcert -alias store -keystore "$folder/store.p12" -storepass "$password" 2>>"$folder/keytool.log" |
  "${bin}keytool" -importcert -noprompt -alias store -keystore "$folder/cacerts" -storepass changeit 2>>"$folder/keytool.log"

options="@$room/java.args -XX:MaxRAM=1g -Djavax.net.ssl.trustStore=$folder/cacerts"
"$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$home/benchmarks/start/WorkerStart.java" "${1:-11}" \
  "$folder/store.p12" "$password" \
  "$java $options @$folder/classpath $main document" \
  "$java $options -XX:AOTCache=$folder/waybill.aot @$folder/classpath $main document"
