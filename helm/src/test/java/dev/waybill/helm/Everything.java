package dev.waybill.helm;

/** Values that say something of every kind. */
public final class Everything {
  public static final String VALUES =
      """
      labels: {team: freight}
      image:
        registry: registry.example.com
        tag: "1"
        pullSecrets: [registry]
        worker: {digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}
      store:
        endpoint: http://store.data.svc:7480
        publicEndpoint: https://store.example.com
        service: data/store:7480
        pathStyle: true
        existingSecret: store
      trust: {configMap: authorities}
      jobs:
        namespaceLabels: {kueue: "yes"}
        namespaceAnnotations: {owner: freight}
        retentionSeconds: 31622400
        allowedPlaces: [freight-jobs=archives/in, freight-jobs=archives/late]
        nodeSelector: {disktype: ssd}
        tolerations: [{key: batch, operator: Exists}]
        priorityClassName: batch
        runtimeClassName: gvisor
        collectServiceAccount: {annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/c"}}
      operator: &component
        env: {JDK_JAVA_OPTIONS: -Xlog:gc}
        serviceAccount: {annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/o"}}
        podLabels: {mesh: "no"}
        podAnnotations: {reload: "yes"}
        nodeSelector: {disktype: ssd}
        tolerations: [{key: system, operator: Equal, value: "1", effect: NoSchedule}]
        affinity:
          nodeAffinity:
            requiredDuringSchedulingIgnoredDuringExecution:
              nodeSelectorTerms:
                - matchExpressions: [{key: a, operator: Exists}]
        topologySpreadConstraints:
          - {maxSkew: 1, topologyKey: rack, whenUnsatisfiable: DoNotSchedule}
        priorityClassName: system
      gateway: *component
      client: {id: mailroom}
      networkPolicy:
        apiServer: [172.18.0.2/32, "fd00::2/128"]
        store: {addresses: [10.0.0.0/24], peers: [{podSelector: {}}], ports: [7480]}
        dns: [{ipBlock: {cidr: 169.254.20.10/32}}]
        gatewayFrom: [{namespaceSelector: {}}]
        jobsTo: [{to: [{ipBlock: {cidr: 10.1.0.0/16}}]}]
        gatewayTo: [{to: [{ipBlock: {cidr: 10.2.0.0/16}}], ports: [{protocol: TCP, port: 443}]}]
        operatorTo: [{to: [{ipBlock: {cidr: 10.3.0.0/16, except: [10.3.1.0/24]}}]}]
      ingress: {enabled: true, className: nginx, annotations: {a: b}, host: api.example.com, tlsSecret: tls}
      httpRoute: {enabled: true, annotations: {a: b}, parentRefs: [{name: door}], hostnames: [api.example.com]}
      serviceMonitor: {enabled: true, labels: {release: prometheus}}
      prometheusRule: {enabled: true, labels: {release: prometheus}}
      """;

  private Everything() {}
}
