{{- define "waybill.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 45 | trimSuffix "-" -}}
{{- end }}

{{/* 45, so that every name made of it is a label. */}}
{{- define "waybill.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 45 | trimSuffix "-" -}}
{{- else if contains (include "waybill.name" .) .Release.Name -}}
{{- .Release.Name | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "waybill.name" .) | trunc 45 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{/* Of what has no namespace: releases of one name in two namespaces do not meet. */}}
{{- define "waybill.clusterName" -}}
{{- printf "%s-%s" (include "waybill.fullname" .) .Release.Namespace -}}
{{- end }}

{{/* (list . "operator"): what never changes about a component's objects. */}}
{{- define "waybill.selector" -}}
{{- $top := first . -}}
app.kubernetes.io/name: waybill
app.kubernetes.io/instance: {{ $top.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* (list . "operator") */}}
{{- define "waybill.labels" -}}
{{- $top := first . -}}
{{- $labels := include "waybill.selector" . | fromYaml -}}
{{- $_ := set $labels "app.kubernetes.io/version" $top.Chart.AppVersion -}}
{{- $_ := set $labels "app.kubernetes.io/managed-by" $top.Release.Service -}}
{{- $_ := set $labels "helm.sh/chart" (printf "%s-%s" $top.Chart.Name ($top.Chart.Version | replace "+" "_")) -}}
{{- toYaml (merge $labels $top.Values.labels) -}}
{{- end }}

{{/* (list . "monitoring" labels): the same, and of the values' own for this kind of object those above all. */}}
{{- define "waybill.labelsWith" -}}
{{- toYaml (merge (dict) (index . 2) (include "waybill.labels" . | fromYaml)) -}}
{{- end }}

{{/* (list . "operator"): without versions, so that pods are replaced only where something else about them changes. */}}
{{- define "waybill.podLabels" -}}
{{- $top := first . -}}
{{- $own := (index $top.Values (last .)).podLabels -}}
{{- toYaml (merge (include "waybill.selector" . | fromYaml) $own $top.Values.labels) -}}
{{- end }}

{{/* helm lint has no namespace. */}}
{{- define "waybill.jobsNamespace" -}}
{{- default (printf "%s-jobs" (default "default" .Release.Namespace)) .Values.jobs.namespace -}}
{{- end }}

{{/* (list . "operator"): also what the values call it. */}}
{{- define "waybill.serviceAccount" -}}
{{- $top := first . -}}
{{- $account := (index $top.Values (last .)).serviceAccount -}}
{{- if $account.name -}}
{{- $account.name -}}
{{- else if $account.create -}}
{{- printf "%s-%s" (include "waybill.fullname" $top) (last .) -}}
{{- else -}}
default
{{- end -}}
{{- end }}

{{- define "waybill.collectServiceAccount" -}}
{{- $account := .Values.jobs.collectServiceAccount -}}
{{- if $account.name -}}
{{- $account.name -}}
{{- else if $account.create -}}
{{- printf "%s-collect" (include "waybill.fullname" .) -}}
{{- end -}}
{{- end }}

{{- define "waybill.gatewaySecret" -}}
{{- default (printf "%s-gateway" (include "waybill.fullname" .)) .Values.gateway.existingSecret -}}
{{- end }}

{{/* Empty where there is none. */}}
{{- define "waybill.clientSecret" -}}
{{- if .Values.client.existingSecret -}}
{{- .Values.client.existingSecret -}}
{{- else if include "waybill.makesClient" . -}}
{{- printf "%s-client" (include "waybill.fullname" .) -}}
{{- end -}}
{{- end }}

{{/* A gateway's Secret of one's own has its own clients, and so has an outside issuer. */}}
{{- define "waybill.makesClient" -}}
{{- $client := or .Values.client.create .Values.client.existingSecret -}}
{{- if and $client (not .Values.gateway.existingSecret) (not .Values.auth.oidc.issuer) -}}
true
{{- end -}}
{{- end }}

{{/* (list . "operator") */}}
{{- define "waybill.image" -}}
{{- $top := first . -}}
{{- $image := index $top.Values.image (last .) -}}
{{- $name := $image.repository -}}
{{- if $top.Values.image.registry -}}
{{- $name = printf "%s/%s" (trimSuffix "/" $top.Values.image.registry) $name -}}
{{- end -}}
{{- if $image.digest -}}
{{- printf "%s@%s" $name $image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (default $top.Chart.AppVersion $top.Values.image.tag) -}}
{{- end -}}
{{- end }}

{{/* What holds jobs stays, whoever takes the rest away: Helm, or Argo CD, which knows no resource-policy when it prunes. */}}
{{- define "waybill.kept" -}}
helm.sh/resource-policy: keep
argocd.argoproj.io/sync-options: Prune=false
{{- end }}
