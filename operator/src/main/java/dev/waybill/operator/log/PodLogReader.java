package dev.waybill.operator.log;

import dev.waybill.crds.ContainerLog;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of a container's log, as its node has it. */
final class PodLogReader {
  /** There is nothing to read, now or later; the message says why. */
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1L;

    Lost(String why) {
      super(why);
    }
  }

  /** The API server, which asks the node, may take so long to begin. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Of a log: a node keeps about 10 MiB. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final int bytes;
  private final ScheduledExecutorService clock;

  /**
   * @param bytes of a log that are kept, its end
   * @param clock ends what takes too long
   */
  PodLogReader(KubernetesClient client, int bytes, ScheduledExecutorService clock) {
    this.client = client;
    this.bytes = bytes;
    this.clock = clock;
  }

  /**
   * The whole stream is read and its end kept here: of the API's own limits, one on bytes cuts off
   * the end.
   *
   * @throws IOException where another try may do better
   * @throws KubernetesClientException where the API server is not reached, or refuses: it may not
   *     tomorrow, and the log is there until its pod goes
   */
  byte[] read(WantedLog log) throws Lost, IOException {
    if (log.pod() == null || log.container() == null) {
      throw new Lost(log.unlessRead());
    }
    try (InputStream in = open(log)) {
      ScheduledFuture<?> end =
          clock.schedule(() -> close(in), LONGEST.toSeconds(), TimeUnit.SECONDS);
      try {
        LogTail tail = new LogTail(bytes);
        tail.read(in);
        return tail.content();
      } finally {
        end.cancel(false);
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        throw new Lost(log.unlessRead());
      }
      if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
        throw new Lost("its container left none");
      }
      if (late(e)) {
        throw new IOException("its node does not answer", e);
      }
      throw e;
    }
  }

  private InputStream open(WantedLog log) {
    try {
      return new ContainerLog(log.namespace(), log.pod(), log.container()).read(client, ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubernetesClientException("stopping", e);
    }
  }

  /** As it is for a node that is gone without a word: the API server itself would be reached. */
  private static boolean late(Throwable error) {
    return error instanceof TimeoutException
        || (error.getCause() != null && late(error.getCause()));
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // its reader sees
    }
  }
}
