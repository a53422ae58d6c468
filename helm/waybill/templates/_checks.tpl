{{/* What values.schema.json cannot say: rules between two values. */}}
{{- define "waybill.checks" -}}
{{- with .Values.store -}}
{{- if eq .inputBucket .outputBucket -}}
{{- fail (printf "store.inputBucket and store.outputBucket must differ; both are %q" .inputBucket) -}}
{{- end -}}
{{- end -}}
{{- with .Values.auth.oidc -}}
{{- if and .issuer (not .audience) (not .clients) -}}
{{- fail "auth.oidc.audience or auth.oidc.clients is required with auth.oidc.issuer: else every token of the issuer would do" -}}
{{- end -}}
{{- if and (not .issuer) (or .audience .clients .tokenUrl) -}}
{{- fail "auth.oidc.issuer is required with any other of auth.oidc" -}}
{{- end -}}
{{- end -}}
{{- if not (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" (include "waybill.fullname" .)) -}}
{{- fail (printf "fullnameOverride is required with a release named %q: a Service's name, which is made of it, begins with a letter and has no dot" .Release.Name) -}}
{{- end -}}
{{- if and .Values.jobs.createNamespace (eq (include "waybill.jobsNamespace" .) .Release.Namespace) -}}
{{- fail (printf "jobs.createNamespace must be false where jobs.namespace is the release's own, %q" .Release.Namespace) -}}
{{- end -}}
{{- with .Values -}}
{{- if not (or .client.create .client.existingSecret .gateway.existingSecret .auth.oidc.issuer) -}}
{{- fail "client.create must be true, or client.existingSecret, gateway.existingSecret or auth.oidc.issuer given: else nobody could get a token" -}}
{{- end -}}
{{- range $component := list "operator" "gateway" -}}
{{- $account := (index $.Values $component).serviceAccount -}}
{{- if not (or $account.create $account.name) -}}
{{- fail (printf "%s.serviceAccount.name is required with create: false: else its rights would be those of every pod that names no account" $component) -}}
{{- end -}}
{{- end -}}
{{- if and .prometheusRule.enabled (not .serviceMonitor.enabled) -}}
{{- fail "serviceMonitor.enabled must be true with prometheusRule.enabled: its alerts go by the Services that are scraped" -}}
{{- end -}}
{{- end -}}
{{- include "waybill.accountChecks" . -}}
{{- include "waybill.ownedChecks" . -}}
{{- with .Values.networkPolicy -}}
{{- if and .enabled .apiServer $.Values.auth.oidc.issuer (not .gatewayTo) -}}
{{- fail (printf "networkPolicy.gatewayTo is required with networkPolicy.apiServer and auth.oidc.issuer: how does the gateway reach %s, which has the keys of its tokens?" $.Values.auth.oidc.issuer) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.ingress.tlsSecret (not .Values.ingress.host) -}}
{{- fail "ingress.host is required with ingress.tlsSecret" -}}
{{- end -}}
{{- end }}

{{/* Accounts of one namespace, by the names that they end up with. */}}
{{- define "waybill.accountChecks" -}}
{{- $accounts := dict
  "operator.serviceAccount" (include "waybill.serviceAccount" (list . "operator"))
  "gateway.serviceAccount" (include "waybill.serviceAccount" (list . "gateway")) -}}
{{- if include "waybill.init" . -}}
{{- $_ := set $accounts "the hook's own account" (printf "%s-init" (include "waybill.fullname" .)) -}}
{{- end -}}
{{- if eq (include "waybill.jobsNamespace" .) .Release.Namespace -}}
{{- $_ := set $accounts "jobs.collectServiceAccount" (include "waybill.collectServiceAccount" . | default "default") -}}
{{- end -}}
{{- $whose := dict -}}
{{- range $account, $name := $accounts -}}
{{- if hasKey $whose $name -}}
{{- fail (printf "%s and %s must differ, and both are %q: each would have the other's rights" (index $whose $name) $account $name) -}}
{{- end -}}
{{- $_ := set $whose $name $account -}}
{{- end -}}
{{- end }}
