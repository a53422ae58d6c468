{{/* A gateway's Secret of one's own leaves nothing to be made. */}}
{{- define "waybill.init" -}}
{{- if not .Values.gateway.existingSecret -}}
true
{{- end -}}
{{- end }}

{{/* (list . "weight"): it runs before everything else, and is gone afterwards. */}}
{{- define "waybill.hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ last . | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end }}
