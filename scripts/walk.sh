#!/usr/bin/env bash
# The Batch Jobs REST API from a client's side, with curl alone: token, job, upload, state, results.
set -euo pipefail

usage() {
  cat <<'HELP'
usage: scripts/walk.sh [--url URL] [--credentials FILE] [--output FILE] [--timeout SECONDS] [ARCHIVE]

Takes one archive through the API, call by call, and prints what is sent and answered.

  ARCHIVE             a .zip file (samples/documents.zip)
  --url URL           where the API answers (http://localhost:8080, as ./waybill up does)
  --credentials FILE  {"clientId": "…", "clientSecret": "…"}
                      (${XDG_DATA_HOME:-~/.local/share}/waybill/credentials.json, as ./waybill up keeps it)
  --output FILE       where results.zip goes (results.zip)
  --timeout SECONDS   how long the job may take (600)

Exit code: 0 when every file completed, 3 when some did, 1 when none did or a call failed, 2 on wrong usage.
Needs curl, jq and unzip.
HELP
}

fail() {
  echo "walk.sh: $1" >&2
  exit "${2:-1}"
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
url=http://localhost:8080
credentials=${XDG_DATA_HOME:-$HOME/.local/share}/waybill/credentials.json
output=results.zip
seconds=600
archive=$root/samples/documents.zip

while (($#)); do
  case $1 in
    --help | -h) usage && exit 0 ;;
    --url | --credentials | --output | --timeout)
      (($# > 1)) || fail "$1 needs a value; see --help" 2
      case $1 in
        --url) url=${2%/} ;;
        --credentials) credentials=$2 ;;
        --output) output=$2 ;;
        --timeout) seconds=$2 ;;
      esac
      shift 2
      ;;
    -*) fail "no such option: $1; see --help" 2 ;;
    *) archive=$1 && shift ;;
  esac
done
for tool in curl jq unzip; do
  command -v "$tool" >/dev/null || fail "$tool is not installed" 2
done
[[ -r $archive ]] || fail "$archive cannot be read" 2
[[ -r $credentials ]] || fail "$credentials cannot be read; is ./waybill up running?" 2

# Secrets reach curl by files that only their owner can read, never as arguments: those are public.
umask 077
private=$(mktemp -d)
trap 'rm -rf "$private"' EXIT
# Form-encoded as RFC 6749, 2.3.1, wants it in HTTP Basic; a line end at the end is no part of a secret: files have one.
jq -r 'def encoded: rtrimstr("\n") | rtrimstr("\r") | @uri;
  "user = \"\(.clientId | encoded):\(.clientSecret | encoded)\""' "$credentials" >"$private/client"

call() {
  curl --silent --show-error --fail-with-body --max-time 60 "$@"
}

echo "POST $url/oauth2/token"
call --config "$private/client" --data grant_type=client_credentials "$url/oauth2/token" >"$private/token" ||
  fail "no token: $(cat "$private/token")"
jq -r '"Authorization: Bearer \(.access_token)"' "$private/token" >"$private/bearer"

echo "POST $url/jobs"
jq -n --arg name "$(basename "$archive")" '{fileName: $name}' >"$private/request"
call -X POST "$url/jobs" -H @"$private/bearer" -H "Content-Type: application/json" \
  --data @"$private/request" >"$private/created" || fail "no job: $(cat "$private/created")"
job=$(jq -r .jobId "$private/created")
upload=$(jq -r .upload.uploadUrl "$private/created")
echo "  job $job"

# Every member of requiredHeaders is a form field; the file is the last one. curl's configuration escapes as JSON does.
jq -r '.upload.requiredHeaders | to_entries[] | "form-string = \("\(.key)=\(.value)" | tojson)"' \
  "$private/created" >"$private/form"
echo "POST $upload ($(jq '.upload.requiredHeaders | length' "$private/created") form fields and the file)"
call --max-time "$seconds" -X POST "$upload" --config "$private/form" -F "file=@$archive" >"$private/uploaded" ||
  fail "the upload was refused: $(cat "$private/uploaded")"

echo "GET $url/jobs/$job"
deadline=$((SECONDS + seconds))
shown=""
while true; do
  call "$url/jobs/$job" -H @"$private/bearer" >"$private/job" || fail "no answer: $(cat "$private/job")"
  state=$(jq -r .status "$private/job")
  line=$(jq -r '"  \(.status)" + (if .files then
    "  \([.files[] | select(. == "COMPLETED")] | length) of \(.files | length) files completed"
    else "" end)' "$private/job")
  [[ $line == "$shown" ]] || echo "$line"
  shown=$line
  [[ $state == PENDING_UPLOAD || $state == IN_PROGRESS ]] || break
  ((SECONDS < deadline)) || fail "job $job is still $state after $seconds s"
  sleep 1
done

if [[ $state != SUCCEEDED && $state != PARTIALLY_SUCCEEDED ]]; then
  fail "job $job ended $state: $(jq -r '.error // "no reason given"' "$private/job")"
fi
echo "GET result.downloadUrl"
jq -r '"url = \"\(.result.downloadUrl)\""' "$private/job" >"$private/download"
call --max-time "$seconds" --config "$private/download" --output "$output" || fail "results.zip cannot be had"
unzip -tqq "$output" || fail "$output is not a whole zip"
unzip -p "$output" manifest.json | jq -e '.files | length > 0' >/dev/null ||
  fail "$output has no manifest.json that lists files"
echo "  $output: $(unzip -Z1 "$output" | wc -l) entries"
[[ $state == SUCCEEDED ]] || exit 3
