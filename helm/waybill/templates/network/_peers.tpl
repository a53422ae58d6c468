{{- define "waybill.dnsRule" -}}
- to:
    {{- if .Values.networkPolicy.dns }}
    {{- toYaml .Values.networkPolicy.dns | nindent 4 }}
    {{- else }}
    - namespaceSelector:
        matchLabels: {kubernetes.io/metadata.name: kube-system}
      podSelector:
        matchLabels: {k8s-app: kube-dns}
    {{- end }}
  ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
{{- end }}

{{/*
The store as pods see it; a Service's own port is not the one that its pods listen on. store.service is in front of it for
people (a tunnel): it says where the store is only of a name that does not.
*/}}
{{- define "waybill.storeRule" -}}
{{- $endpoint := .Values.store.endpoint -}}
{{- $host := regexReplaceAll "^https?://(\\[[^\\]]*\\]|[^:/]*).*$" $endpoint "${1}" | trimPrefix "[" | trimSuffix "]" -}}
{{- $port := ternary 80 443 (hasPrefix "http://" $endpoint) -}}
{{- with regexFind ":[0-9]+/?$" $endpoint -}}
{{- $port = . | trimPrefix ":" | trimSuffix "/" | int -}}
{{- end -}}
{{- $ports := .Values.networkPolicy.store.ports | default (list $port) -}}
{{- $address := or (contains ":" $host) (regexMatch "^[0-9]+(\\.[0-9]+){3}$" $host) -}}
{{- /* a VPC endpoint's name is public, its addresses are not */ -}}
{{- $aws := or (not $endpoint) (and (regexMatch "\\.amazonaws\\.com(\\.cn)?$" $host) (not (contains ".vpce." $host))) -}}
{{- $namespace := "" -}}
{{- if regexMatch "^[^.]+\\.[^.]+\\.svc(\\..*)?$" $host -}}
{{- $namespace = index (splitList "." $host) 1 -}}
{{- else if and .Values.store.service (not $address) (not $aws) -}}
{{- $namespace = regexFind "^[^/]+" .Values.store.service -}}
{{- end -}}
{{- $given := or .Values.networkPolicy.store.addresses .Values.networkPolicy.store.peers -}}
- to:
    {{- if $given }}
    {{- range .Values.networkPolicy.store.addresses }}
    - ipBlock: {cidr: {{ . | quote }}}
    {{- end }}
    {{- with .Values.networkPolicy.store.peers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- else if $namespace }}
    - namespaceSelector:
        matchLabels: {kubernetes.io/metadata.name: {{ $namespace }}}
    {{- else if $address }}
    - ipBlock: {cidr: "{{ $host }}/{{ ternary 128 32 (contains ":" $host) }}"}
    {{- else if $aws }}
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
    - ipBlock:
        cidr: ::/0
        except: [fc00::/7, fe80::/10]
    {{- else }}
    {{- fail (printf "networkPolicy.store.addresses or networkPolicy.store.peers is required: where is %s, as pods see it? (or networkPolicy.enabled: false)" $endpoint) }}
    {{- end }}
  {{- if or (not $namespace) .Values.networkPolicy.store.ports }}
  ports:
    {{- range $ports }}
    - {protocol: TCP, port: {{ . | int }}}
    {{- end }}
  {{- end }}
{{- end }}

{{/* (list . "operator"): what gateway and operator may reach, where the API server's addresses are known. */}}
{{- define "waybill.ownEgress" -}}
{{- $top := first . -}}
{{- if $top.Values.networkPolicy.apiServer }}
egress:
  {{- include "waybill.dnsRule" $top | nindent 2 }}
  - to:
      {{- range $top.Values.networkPolicy.apiServer }}
      - ipBlock: {cidr: {{ . | quote }}}
      {{- end }}
  {{- if ne (last .) "init" }}
  {{- include "waybill.storeRule" $top | nindent 2 }}
  {{- end }}
  {{- with index $top.Values.networkPolicy (printf "%sTo" (last .)) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end }}
