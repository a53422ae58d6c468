package dev.waybill.local.stack;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The kubeconfig as a person wants it: kubectl looks into Waybill's namespace unless told. */
final class Kubeconfigs {
  private Kubeconfigs() {}

  static String lookingInto(String namespace, String kubeconfig) {
    Config config = Serialization.unmarshal(kubeconfig, Config.class);
    config.getContexts().forEach(context -> context.getContext().setNamespace(namespace));
    return Serialization.asYaml(config);
  }
}
