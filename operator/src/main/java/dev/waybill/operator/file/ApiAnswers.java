package dev.waybill.operator.file;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** What an API server says where it does not do what was asked. */
final class ApiAnswers {
  private ApiAnswers() {}

  /** Whether somebody has said why not: the API server, or a webhook that it has to ask. */
  static boolean answered(KubernetesClientException e) {
    return e.getCode() >= 400;
  }

  static String words(KubernetesClientException e) {
    return e.getStatus() == null || e.getStatus().getMessage() == null
        ? "the API server answered " + e.getCode()
        : e.getStatus().getMessage();
  }
}
