package dev.waybill.local.node;

import dev.waybill.kubernetes.PodLogs;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers' logs, one file each, {@code <pod uid>/<container>.log}. A pod's go when it does.
 */
public final class PodLogFiles implements PodLogs {
  private static final Logger LOG = LoggerFactory.getLogger(PodLogFiles.class);

  private final Path folder;
  private final Map<String, ContainerLog> byContainer = new ConcurrentHashMap<>();

  public PodLogFiles(Path folder) {
    this.folder = folder;
  }

  /** The log of a pod that is there, so that it can be read; made empty where it is not. */
  ContainerLog of(Pod pod) {
    String container = pod.getSpec().getContainers().getFirst().getName();
    Path file = folder.resolve(pod.getMetadata().getUid()).resolve(container + ".log");
    return byContainer.computeIfAbsent(key(pod, container), key -> new ContainerLog(file));
  }

  /** A pod that has ended writes no more: whoever follows its log is done. */
  void ended(Pod pod) {
    of(pod).close();
  }

  void delete(Pod pod) {
    String container = pod.getSpec().getContainers().getFirst().getName();
    ContainerLog log = byContainer.remove(key(pod, container));
    if (log != null) {
      log.close();
    }
    Path own = folder.resolve(pod.getMetadata().getUid());
    if (Files.isDirectory(own)) {
      remove(own);
    }
  }

  /** Removes the logs of pods that went while nobody looked. */
  void keepOnly(Set<String> podUids) {
    try (Stream<Path> pods = Files.list(folder)) {
      pods.filter(pod -> !podUids.contains(pod.getFileName().toString())).forEach(this::remove);
    } catch (IOException e) {
      LOG.warn("the logs of old pods were not looked through", e);
    }
  }

  private void remove(Path own) {
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(own);
    } catch (IOException e) {
      LOG.warn("the logs in {} were not removed", own, e);
    }
  }

  @Override
  public Optional<InputStream> open(
      String namespace, String pod, String container, boolean follow) {
    return Optional.ofNullable(byContainer.get(namespace + "/" + pod + "/" + container))
        .map(log -> log.read(follow));
  }

  private static String key(Pod pod, String container) {
    return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName() + "/" + container;
  }
}
