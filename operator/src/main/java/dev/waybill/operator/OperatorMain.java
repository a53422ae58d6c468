package dev.waybill.operator;

import dev.waybill.crds.KubernetesClients;
import dev.waybill.storage.CipherOrder;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.TrustedAuthorities;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * The operator as a process of its own: environment and kubeconfig in, exit on SIGTERM. With {@code
 * --train} it needs neither and ends by itself.
 */
public final class OperatorMain {
  private static final String LOGBACK = "logback.configurationFile";

  private OperatorMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "dev/waybill/operator/logback.xml");
    }
    CipherOrder.prefer();
    if (List.of(arguments).equals(List.of("--train"))) {
      Training.run();
    } else {
      OperatorConfig config = OperatorConfig.fromEnv(System.getenv());
      TrustedAuthorities.fromEnv(System.getenv()).trust();
      work(config);
    }
  }

  private static void work(OperatorConfig config) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, closed), "shutdown"));
    try (KubernetesClient client = KubernetesClients.lean(Config.autoConfigure(null));
        ObjectStore store = S3Store.connect(config.store());
        Operator operator = Operator.start(config, client, store, OperatorMain::deposed)) {
      LoggerFactory.getLogger(OperatorMain.class)
          .info("works in {}, admin port {}", config.namespace(), operator.adminPort());
      stopped.await();
    } catch (RuntimeException | Error e) {
      if (stopped.getCount() > 0) {
        failed(e);
      }
      LoggerFactory.getLogger(OperatorMain.class).error("not stopped in order", e);
    } finally {
      closed.countDown();
    }
  }

  /** Threads of what did start would keep a process alive, and healthy, that does nothing. */
  private static void failed(Throwable why) {
    LoggerFactory.getLogger(OperatorMain.class).error("cannot work", why);
    Runtime.getRuntime().halt(1);
  }

  /** Another replica may work already: what is under way is not even brought to an end. */
  private static void deposed() {
    LoggerFactory.getLogger(OperatorMain.class).error("no longer the leader, stops at once");
    Runtime.getRuntime().halt(1);
  }

  /** The process must not end before what was begun is closed. */
  private static void stop(CountDownLatch stopped, CountDownLatch closed) {
    stopped.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
