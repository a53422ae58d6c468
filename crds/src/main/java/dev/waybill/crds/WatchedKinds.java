package dev.waybill.crds;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** What the operator and the gateway watch. Other kinds are read as well, by a detour. */
final class WatchedKinds {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(ProcessingJob.class, FileSlice.class, Job.class, Event.class);

  private WatchedKinds() {}

  /**
   * A reader that knows these kinds, has read one of each, and looks for no others: the client by
   * itself (7.5.2, {@code KubernetesDeserializer}) would load a class for every kind that
   * Kubernetes has when the first event comes, on the thread by which all answers come in, and know
   * none of ours.
   */
  static KubernetesSerialization reader(ObjectMapper mapper) {
    KubernetesSerialization reader = new KubernetesSerialization(mapper, false);
    // why a watch has ended
    reader.registerKubernetesResource("v1", "Status", Status.class);
    // not watched, but some 300 classes, and read on the same thread
    reader.unmarshal("{}", PodList.class);
    for (Class<? extends HasMetadata> kind : KINDS) {
      reader.registerKubernetesResource(kind);
      reader.unmarshal(event(kind), WatchEvent.class);
    }
    return reader;
  }

  private static String event(Class<? extends HasMetadata> kind) {
    return "{\"type\":\"ADDED\",\"object\":{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"metadata\":{}}}"
        .formatted(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind));
  }
}
