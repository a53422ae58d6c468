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
{{- if and .operator.serviceAccount.name (eq .operator.serviceAccount.name .gateway.serviceAccount.name) -}}
{{- fail "operator.serviceAccount.name and gateway.serviceAccount.name must differ: each would have the other's rights" -}}
{{- end -}}
{{- if and .prometheusRule.enabled (not .serviceMonitor.enabled) -}}
{{- fail "serviceMonitor.enabled must be true with prometheusRule.enabled: its alerts go by the Services that are scraped" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.ingress.tlsSecret (not .Values.ingress.host) -}}
{{- fail "ingress.host is required with ingress.tlsSecret" -}}
{{- end -}}
{{- end }}
