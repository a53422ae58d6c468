#!/usr/bin/env bash
# Compares a results.zip of the samples with samples/sentences.json.
set -euo pipefail

if [[ ${1:-} == --help || $# -ne 2 || (${2:-} != documents && ${2:-} != mixed) ]]; then
  cat <<'HELP'
usage: scripts/check-results.sh RESULTS documents|mixed

Checks that RESULTS, made from samples/documents.zip or samples/mixed.zip, holds every sentence that
samples/sentences.json promises, a manifest.json that lists every file with its state, a reason for each
one that failed, and nothing of those. Needs jq and unzip.
HELP
  [[ ${1:-} == --help ]] && exit 0 || exit 2
fi

results=$1
kind=$2
sentences=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/samples/sentences.json
export LC_ALL=C.UTF-8
wrong=0

complain() {
  echo "check-results.sh: $1" >&2
  wrong=$((wrong + 1))
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unzip -q "$results" -d "$folder"

while IFS=$'\t' read -r file sentence; do
  if [[ ! -f $folder/$file/text.txt ]]; then
    complain "$file has no text.txt"
  elif [[ -n $sentence ]] && ! grep -qF -- "$sentence" "$folder/$file/text.txt"; then
    complain "$file lacks the sentence: $sentence"
  fi
  for part in metadata.json sections/1/result.json; do
    jq -e . "$folder/$file/$part" >/dev/null 2>&1 || complain "$file has no $part"
  done
done < <(jq -r '.completed | to_entries[] | .key as $file | (.value.sentences + [""])[] | [$file, .] | @tsv' "$sentences")

while IFS=$'\t' read -r file expected; do
  found=$(jq -r '"\(.document_class.type) \(.inference_result.language // "")"' \
    "$folder/$file/sections/1/result.json" 2>/dev/null || true)
  [[ $found == "$expected" ]] || complain "$file has type and language '$found', not '$expected'"
done < <(jq -r '.completed | to_entries[] | [.key, "\(.value.mediaType) \(.value.language)"] | @tsv' "$sentences")

expected=$(jq -r --arg kind "$kind" '[.completed | keys[] | {(.): "COMPLETED"}]
  + (if $kind == "mixed" then [.failed[] | {(.): "FAILED"}] else [] end)
  | add | to_entries | sort_by(.key)[] | "\(.key) \(.value)"' "$sentences")
listed=$(jq -r '[.files[] | {key: .name, value: .state}] | sort_by(.key)[] | "\(.key) \(.value)"' "$folder/manifest.json")
[[ $listed == "$expected" ]] || complain "manifest.json lists other files or states: $(diff <(echo "$expected") <(echo "$listed") || true)"
jq -e '[.files[] | select(.state == "FAILED") | select((.reason // "") == "")] == []' "$folder/manifest.json" >/dev/null ||
  complain "manifest.json has a failed file without a reason"
while IFS= read -r file; do
  [[ ! -e $folder/$file ]] || complain "$file failed and yet lies in the results"
done < <(jq -r '.failed[]' "$sentences")

((wrong == 0)) || exit 1
echo "$results: $(jq '.completed | length' "$sentences") documents as they should be"
