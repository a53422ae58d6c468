{{/* A number of values.yaml is a float to Helm: 604800, not 6.048e+05. */}}
{{- define "waybill.text" -}}
{{- if kindIs "float64" . -}}
{{- printf "%.0f" . -}}
{{- else -}}
{{- toString . -}}
{{- end -}}
{{- end }}

{{/* Settings as a container's environment. */}}
{{- define "waybill.env" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "waybill.storeSettings" -}}
{{- with .Values.store -}}
{{- if .endpoint }}
WAYBILL_STORE_ENDPOINT: {{ .endpoint | quote }}
{{- end }}
{{- if .publicEndpoint }}
WAYBILL_STORE_PUBLIC_ENDPOINT: {{ .publicEndpoint | quote }}
{{- end }}
{{- if not (kindIs "invalid" .pathStyle) }}
WAYBILL_STORE_PATH_STYLE: {{ .pathStyle | quote }}
{{- end }}
WAYBILL_STORE_REGION: {{ .region | quote }}
WAYBILL_STORE_INPUT_BUCKET: {{ .inputBucket | quote }}
WAYBILL_STORE_OUTPUT_BUCKET: {{ .outputBucket | quote }}
WAYBILL_STORE_SESSION_SECONDS: {{ include "waybill.text" .sessionSeconds | quote }}
WAYBILL_STORE_TIMEOUT_SECONDS: {{ include "waybill.text" .timeoutSeconds | quote }}
{{- end }}
{{- end }}

{{/* The store's credentials as environment, by reference. */}}
{{- define "waybill.storeCredentials" -}}
{{- with .Values.store.existingSecret }}
- name: WAYBILL_STORE_ACCESS_KEY_ID
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: accessKeyId}
- name: WAYBILL_STORE_SECRET_ACCESS_KEY
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: secretAccessKey}
- name: WAYBILL_STORE_SESSION_TOKEN
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: sessionToken, optional: true}
{{- end }}
{{- end }}

{{- define "waybill.operatorSettings" -}}
WAYBILL_OPERATOR_NAMESPACE: {{ include "waybill.jobsNamespace" . | quote }}
WAYBILL_OPERATOR_ADMIN_PORT: "8081"
WAYBILL_OPERATOR_LEADER_ELECTION: "true"
WAYBILL_OPERATOR_WORKER_IMAGE: {{ include "waybill.image" (list . "worker") | quote }}
WAYBILL_OPERATOR_WORKER_IMAGE_PULL_POLICY: {{ .Values.image.pullPolicy | quote }}
{{- with .Values.image.pullSecrets }}
WAYBILL_OPERATOR_WORKER_IMAGE_PULL_SECRETS: {{ join "," . | quote }}
{{- end }}
{{- with .Values.store.existingSecret }}
WAYBILL_OPERATOR_STORE_SECRET: {{ . | quote }}
{{- end }}
{{- with .Values.trust.configMap }}
WAYBILL_OPERATOR_WORKER_TRUST_CONFIG_MAP: {{ . | quote }}
{{- end }}
{{- with include "waybill.collectServiceAccount" . }}
WAYBILL_OPERATOR_COLLECT_SERVICE_ACCOUNT: {{ . | quote }}
{{- end }}
{{- with .Values.jobs }}
WAYBILL_OPERATOR_RETENTION_SECONDS: {{ include "waybill.text" .retentionSeconds | quote }}
WAYBILL_OPERATOR_MAX_RUNNING: {{ include "waybill.text" .maxRunning | quote }}
WAYBILL_OPERATOR_WORKER_CPU: {{ .resources.requests.cpu | quote }}
WAYBILL_OPERATOR_WORKER_MEMORY: {{ .resources.requests.memory | quote }}
WAYBILL_OPERATOR_WORKER_MEMORY_LIMIT: {{ .resources.limits.memory | quote }}
{{- with .allowedPlaces }}
WAYBILL_OPERATOR_ALLOWED_PLACES: {{ join "," . | quote }}
{{- end }}
{{- with .nodeSelector }}
WAYBILL_OPERATOR_WORKER_NODE_SELECTOR: {{ toJson . | quote }}
{{- end }}
{{- with .tolerations }}
WAYBILL_OPERATOR_WORKER_TOLERATIONS: {{ toJson . | quote }}
{{- end }}
{{- with .priorityClassName }}
WAYBILL_OPERATOR_WORKER_PRIORITY_CLASS: {{ . | quote }}
{{- end }}
{{- with .runtimeClassName }}
WAYBILL_OPERATOR_WORKER_RUNTIME_CLASS: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

{{- define "waybill.gatewaySettings" -}}
WAYBILL_GATEWAY_NAMESPACE: {{ include "waybill.jobsNamespace" . | quote }}
WAYBILL_GATEWAY_PORT: "8080"
WAYBILL_GATEWAY_ADMIN_PORT: "8081"
WAYBILL_GATEWAY_SECRET_FILE: /etc/waybill/server-secret
{{ include "waybill.scopeSettings" . }}
WAYBILL_GATEWAY_RETENTION_SECONDS: {{ include "waybill.text" .Values.jobs.retentionSeconds | quote }}
{{- with .Values.gateway }}
WAYBILL_GATEWAY_DRAIN_SECONDS: {{ include "waybill.text" .drainSeconds | quote }}
WAYBILL_GATEWAY_STOP_SECONDS: {{ include "waybill.text" .stopSeconds | quote }}
WAYBILL_GATEWAY_MAX_PENDING_UPLOADS: {{ include "waybill.text" .maxPendingUploads | quote }}
WAYBILL_GATEWAY_MAX_ACTIVE_JOBS: {{ include "waybill.text" .maxActiveJobs | quote }}
WAYBILL_GATEWAY_MAX_KEPT_JOBS: {{ include "waybill.text" .maxKeptJobs | quote }}
WAYBILL_GATEWAY_CREATIONS_PER_MINUTE: {{ include "waybill.text" .creationsPerMinute | quote }}
WAYBILL_GATEWAY_OWNERLESS_JOBS: {{ .ownerlessJobs | quote }}
{{- end }}
{{- with .Values.auth.issuerAlias }}
WAYBILL_GATEWAY_ISSUER_ALIAS: {{ . | quote }}
{{- end }}
{{- with .Values.auth.oidc }}
{{- if .issuer }}
WAYBILL_GATEWAY_OIDC_ISSUER: {{ .issuer | quote }}
{{- if .audience }}
WAYBILL_GATEWAY_OIDC_AUDIENCE: {{ .audience | quote }}
{{- end }}
{{- if .clients }}
WAYBILL_GATEWAY_OIDC_CLIENTS: {{ join "," .clients | quote }}
{{- end }}
{{- else }}
WAYBILL_GATEWAY_CLIENTS_FILE: /etc/waybill/clients.json
WAYBILL_GATEWAY_SIGNING_KEYS_FILE: /etc/waybill/signing-keys.json
{{- end }}
{{- end }}
{{- end }}

{{- define "waybill.scopeSettings" -}}
WAYBILL_GATEWAY_SCOPE_READ: {{ .Values.auth.scopes.read | quote }}
WAYBILL_GATEWAY_SCOPE_WRITE: {{ .Values.auth.scopes.write | quote }}
{{- end }}

{{/* (list . "operator"): its settings, those of the values' env above all. */}}
{{- define "waybill.settings" -}}
{{- $top := first . -}}
{{- $component := last . -}}
{{- $settings := include (printf "waybill.%sSettings" $component) $top | fromYaml -}}
{{- $store := include "waybill.storeSettings" $top | fromYaml -}}
{{- $own := (index $top.Values $component).env -}}
{{- if $top.Values.trust.configMap -}}
{{- $_ := set $settings "WAYBILL_TRUST_FILE" "/etc/waybill-trust/ca.crt" -}}
{{- end -}}
{{- include "waybill.env" (mergeOverwrite (dict) $settings $store $own) }}
{{- include "waybill.storeCredentials" $top }}
{{- end }}
