{{/*
Settings that env must not have, each with the value that is for it; those without one, templates rely on. Set twice, they
would contradict what else is made of the same: roles, probes, a grace period.
*/}}
{{- define "waybill.owned" -}}
WAYBILL_STORE_ENDPOINT: store.endpoint
WAYBILL_STORE_PUBLIC_ENDPOINT: store.publicEndpoint
WAYBILL_STORE_PATH_STYLE: store.pathStyle
WAYBILL_STORE_REGION: store.region
WAYBILL_STORE_INPUT_BUCKET: store.inputBucket
WAYBILL_STORE_OUTPUT_BUCKET: store.outputBucket
WAYBILL_STORE_SESSION_SECONDS: store.sessionSeconds
WAYBILL_STORE_TIMEOUT_SECONDS: store.timeoutSeconds
WAYBILL_TRUST_FILE: trust.configMap
WAYBILL_OPERATOR_NAMESPACE: jobs.namespace
WAYBILL_OPERATOR_ADMIN_PORT: ""
WAYBILL_OPERATOR_LEADER_ELECTION: ""
WAYBILL_OPERATOR_WORKER_IMAGE: image.worker
WAYBILL_OPERATOR_WORKER_IMAGE_PULL_POLICY: image.pullPolicy
WAYBILL_OPERATOR_WORKER_IMAGE_PULL_SECRETS: image.pullSecrets
WAYBILL_OPERATOR_STORE_SECRET: store.existingSecret
WAYBILL_OPERATOR_WORKER_TRUST_CONFIG_MAP: trust.configMap
WAYBILL_OPERATOR_COLLECT_SERVICE_ACCOUNT: jobs.collectServiceAccount
WAYBILL_OPERATOR_RETENTION_SECONDS: jobs.retentionSeconds
WAYBILL_OPERATOR_MAX_RUNNING: jobs.maxRunning
WAYBILL_OPERATOR_WORKER_CPU: jobs.resources.requests.cpu
WAYBILL_OPERATOR_WORKER_MEMORY: jobs.resources.requests.memory
WAYBILL_OPERATOR_WORKER_MEMORY_LIMIT: jobs.resources.limits.memory
WAYBILL_OPERATOR_ALLOWED_PLACES: jobs.allowedPlaces
WAYBILL_OPERATOR_WORKER_NODE_SELECTOR: jobs.nodeSelector
WAYBILL_OPERATOR_WORKER_TOLERATIONS: jobs.tolerations
WAYBILL_OPERATOR_WORKER_PRIORITY_CLASS: jobs.priorityClassName
WAYBILL_OPERATOR_WORKER_RUNTIME_CLASS: jobs.runtimeClassName
WAYBILL_GATEWAY_NAMESPACE: jobs.namespace
WAYBILL_GATEWAY_PORT: ""
WAYBILL_GATEWAY_ADMIN_PORT: ""
WAYBILL_GATEWAY_SECRET_FILE: gateway.existingSecret
WAYBILL_GATEWAY_CLIENTS_FILE: gateway.existingSecret
WAYBILL_GATEWAY_SIGNING_KEYS_FILE: gateway.existingSecret
WAYBILL_GATEWAY_SCOPE_READ: auth.scopes.read
WAYBILL_GATEWAY_SCOPE_WRITE: auth.scopes.write
WAYBILL_GATEWAY_RETENTION_SECONDS: jobs.retentionSeconds
WAYBILL_GATEWAY_DRAIN_SECONDS: gateway.drainSeconds
WAYBILL_GATEWAY_STOP_SECONDS: gateway.stopSeconds
WAYBILL_GATEWAY_MAX_PENDING_UPLOADS: gateway.maxPendingUploads
WAYBILL_GATEWAY_MAX_ACTIVE_JOBS: gateway.maxActiveJobs
WAYBILL_GATEWAY_MAX_KEPT_JOBS: gateway.maxKeptJobs
WAYBILL_GATEWAY_CREATIONS_PER_MINUTE: gateway.creationsPerMinute
WAYBILL_GATEWAY_OWNERLESS_JOBS: gateway.ownerlessJobs
WAYBILL_GATEWAY_ISSUER_ALIAS: auth.issuerAlias
WAYBILL_GATEWAY_OIDC_ISSUER: auth.oidc.issuer
WAYBILL_GATEWAY_OIDC_AUDIENCE: auth.oidc.audience
WAYBILL_GATEWAY_OIDC_CLIENTS: auth.oidc.clients
{{- end }}

{{- define "waybill.ownedChecks" -}}
{{- $owned := include "waybill.owned" . | fromYaml -}}
{{- range $component := list "operator" "gateway" -}}
{{- range $name, $value := (index $.Values $component).env -}}
{{- if hasKey $owned $name -}}
{{- $why := "the chart relies on what it sets itself" -}}
{{- with index $owned $name -}}
{{- $why = printf "the value for it is %s" . -}}
{{- end -}}
{{- fail (printf "%s.env must not have %s: %s" $component $name $why) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}
