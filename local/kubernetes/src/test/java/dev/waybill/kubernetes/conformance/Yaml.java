package dev.waybill.kubernetes.conformance;

/** What kubectl is given. */
final class Yaml {
  // Any image with a shell that the cluster's nodes have or can pull.
  private static final String IMAGE =
      System.getProperty("waybill.cluster.image", "waybill/worker:dev");

  private Yaml() {}

  static String widget(String name, String spec) {
    return "{apiVersion: %s/v1, kind: Widget, metadata: {name: %s}, spec: {%s}}\n"
        .formatted(Cluster.GROUP, name, spec);
  }

  static String map(String name, String data) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s}, data: {%s}}\n"
        .formatted(name, data);
  }

  static String ownedMap(String name, String owner, String uid) {
    return """
    {apiVersion: v1, kind: ConfigMap, metadata: {name: %s, ownerReferences: [
      {apiVersion: %s/v1, kind: Widget, name: %s, uid: %s, blockOwnerDeletion: true}]}}
    """
        .formatted(name, Cluster.GROUP, owner, uid);
  }

  static String event(String widget, String uid, String namespace) {
    return """
    {apiVersion: v1, kind: Event, metadata: {name: %s.1}, type: Warning, reason: Stuck,
     message: it does not turn, lastTimestamp: "2026-01-01T00:00:00Z",
     involvedObject: {apiVersion: %s/v1, kind: Widget, name: %s, namespace: %s, uid: %s}}
    """
        .formatted(widget, Cluster.GROUP, widget, namespace, uid);
  }

  static String suspendedJob(String name) {
    return """
    {apiVersion: batch/v1, kind: Job, metadata: {name: %s}, spec: {suspend: true, template: {spec:
      {restartPolicy: Never, containers: [{name: c, image: i}]}}}}
    """
        .formatted(name);
  }

  /** A pod that prints three lines, on a node that really runs it. */
  static String talkingPod(String name) {
    return """
    {apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {restartPolicy: Never,
      affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [
        {matchExpressions: [{key: type, operator: NotIn, values: [kwok]}]}]}}},
      containers: [{name: c, image: "%s", imagePullPolicy: IfNotPresent,
        command: [sh, -c, 'echo one; echo two; echo three']}]}}
    """
        .formatted(name, IMAGE);
  }
}
