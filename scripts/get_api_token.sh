#!/usr/bin/env bash
# A token for the API of a release, by its client's credentials, on standard output.
{ set +x; } 2>/dev/null # a trace would show secrets
set -euo pipefail
# shellcheck disable=SC1091
. "$(dirname "${BASH_SOURCE[0]}")/release.sh"

usage() {
  cat <<'HELP'
usage: scripts/get_api_token.sh RELEASE [--namespace NAMESPACE] [--secret NAME]

Prints a bearer token for the API of a Helm release of Waybill, and nothing else:

  TOKEN=$(scripts/get_api_token.sh waybill --namespace waybill)
  curl http://localhost:8080/jobs -H "Authorization: Bearer $TOKEN"

  RELEASE                the release's name, as helm list shows it
  --namespace NAMESPACE  where it is installed (the namespace of kubectl's current context)
  --secret NAME          the Secret with the client's clientId and clientSecret (the release's own)

The client's id and secret are read from a Secret with kubectl, so the caller needs to be allowed to get
it. The token comes from the issuer that the release is configured with. The built-in one is the gateway
itself; it is reached through a port-forward that lasts as long as this script, or at WAYBILL_URL:

  WAYBILL_URL            where the gateway answers, for instance the address that tunnel.sh prints
  KUBECONFIG             as for kubectl

Secrets are no arguments of any process and are never printed. Messages go to standard error.
Exit code: 0 with a token, 1 without. Needs kubectl and curl.
HELP
}

parse() {
  release="" secret=""
  while (($#)); do
    case $1 in
      --help | -h) usage && exit 0 ;;
      --namespace | -n | --secret)
        (($# > 1)) || die "$1 needs a value; see --help"
        case $1 in
          --secret) need_dotted_name "the Secret's name" "$2" 1 && secret=$2 ;;
          *) need_name "the namespace" "$2" 63 1 && in_namespace=(--namespace "$2") ;;
        esac
        shift 2
        ;;
      -*) die "no such option: $(shown "$1"); see --help" ;;
      *)
        [[ -z $release ]] || die "one release, please; see --help"
        need_name "the release's name" "$1" 53 1
        release=$1
        shift
        ;;
    esac
  done
  [[ -n $release ]] || { usage >&2 && exit 1; }
}

# member NAME: one member of the Secret. A line end at its end is no part of it: files have one.
member() {
  kube get secret "$secret" --request-timeout=20s --output=go-template="{{with .data.$1}}{{. | base64decode}}{{end}}" ||
    die "Secret $secret cannot be read; see kubectl's message above"
}

# As application/x-www-form-urlencoded, byte by byte (RFC 6749, 2.3.1, wants it in HTTP Basic).
encoded() {
  local LC_ALL=C text=$1 byte i
  for ((i = 0; i < ${#text}; i++)); do
    byte=${text:i:1}
    case $byte in
      [a-zA-Z0-9._~-]) printf '%s' "$byte" ;;
      *) printf '%%%02X' $(($(printf '%d' "'$byte") & 255)) ;;
    esac
  done
}

# The value of a line in curl's configuration.
quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# A port-forward of our own to the gateway; sets url.
forward() {
  work=$(mktemp -d)
  : >"$work/out"
  kubectl port-forward ${in_namespace[@]+"${in_namespace[@]}"} "service/$(told gatewayService)" ":$(told gatewayPort)" \
    >"$work/out" 2>"$work/err" &
  forwarder=$!
  local port
  port=$(first_forward "$work/out" "$forwarder") ||
    die "the gateway cannot be reached by kubectl port-forward: $(shown "$(cat "$work/err")")"
  url=http://127.0.0.1:$port
}

finish() {
  if [[ -n $forwarder ]]; then
    kill "$forwarder" 2>/dev/null || true
    wait "$forwarder" 2>/dev/null || true
  fi
  [[ -z $work ]] || rm -rf "$work"
}

# Sets endpoint, scopes to ask for (none: all of the client's), and around: curl's options.
find_endpoint() {
  around=() scopes=""
  if [[ $(told issuer) != built-in ]]; then
    endpoint=$(told tokenUrl)
    [[ -n $endpoint ]] || die "release $release has an issuer of yours, $(shown "$(told issuer)"), and its values do not say where that gives tokens"
    scopes=$(told scopes)
  else
    url=${WAYBILL_URL:-}
    [[ -n $url ]] || forward
    endpoint=${url%/}/oauth2/token
  fi
  case $endpoint in
    http://localhost[:/]* | http://127.0.0.1[:/]* | http://\[::1\][:/]*) around=(--noproxy '*') ;;
    https://?*) ;;
    http://?*) say "warning: $(shown "$endpoint") is not https: whoever is on the way can read the secret" ;;
    *) die "$(shown "$endpoint") is no http or https address" ;;
  esac
}

# Prints the answer's body and, in a last line, its status.
ask() {
  {
    printf 'url = '
    quoted "$endpoint"
    printf '\nuser = '
    quoted "$(encoded "$client_id"):$(encoded "$client_key")"
    if [[ -n $scopes ]]; then
      printf '\ndata-urlencode = '
      quoted "scope=$scopes"
    fi
    printf '\n'
  } | curl --disable --silent --show-error --max-time 30 --connect-timeout 10 --max-filesize 65536 --proto =http,https \
    ${around[@]+"${around[@]}"} --data grant_type=client_credentials --write-out '\n%{http_code}' --config -
}

# text_of MEMBER JSON: a member that is a text without escapes; nothing where there is none.
text_of() {
  printf '%s' "$2" | tr -d '\r\n' | sed -n 's/.*"'"$1"'"[[:space:]]*:[[:space:]]*"\([^"\\]*\)".*/\1/p'
}

forwarder="" work=""
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
parse "$@"
need_tools kubectl curl
find_release "$release"
secret=${secret:-$(told clientSecret)}
[[ -n $secret ]] || die "release $release names no Secret with a client's credentials; name one with --secret"
need_dotted_name "the Secret's name in the release's ConfigMap" "$secret" 1
client_id=$(member clientId)
client_key=$(member clientSecret)
client_id=${client_id%$'\r'} client_key=${client_key%$'\r'}
[[ -n $client_id && -n $client_key ]] || die "Secret $secret lacks clientId or clientSecret"
find_endpoint
answer=$(ask) || die "no answer from $(shown "$endpoint")"
status=${answer##*$'\n'}
body=${answer%$'\n'*}
if [[ $status != 200 ]]; then
  said="$(text_of error "$body") $(text_of error_description "$body")"
  [[ $said == " " ]] || status="$status: $said"
  die "$(shown "$endpoint") answered $(shown "$status")"
fi
token=$(text_of access_token "$body")
[[ $token =~ ^[A-Za-z0-9._~+/=-]+$ ]] || die "the answer of $(shown "$endpoint") has no access_token"
printf '%s\n' "$token"
