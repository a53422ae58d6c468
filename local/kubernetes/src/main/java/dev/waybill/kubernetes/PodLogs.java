package dev.waybill.kubernetes;

import java.io.InputStream;
import java.util.Optional;

/** Where the API's {@code log} subresource of pods reads from: the part a kubelet plays. */
public interface PodLogs {
  /** No pod has a log. */
  PodLogs NONE = (namespace, pod, container, follow) -> Optional.empty();

  /**
   * The log of one container, from its beginning.
   *
   * @param container never null: where the request names none, the pod's first
   * @param follow whether the stream goes on until the container has ended, instead of ending where
   *     the log does now
   * @return empty where there is no log; the caller closes the stream
   */
  Optional<InputStream> open(String namespace, String pod, String container, boolean follow);
}
