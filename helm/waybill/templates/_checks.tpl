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
{{- if and .Values.ingress.tlsSecret (not .Values.ingress.host) -}}
{{- fail "ingress.host is required with ingress.tlsSecret" -}}
{{- end -}}
{{- end }}
