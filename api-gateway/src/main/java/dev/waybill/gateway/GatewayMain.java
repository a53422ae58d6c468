package dev.waybill.gateway;

import dev.waybill.crds.KubernetesClients;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import dev.waybill.storage.TrustedAuthorities;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * The gateway as a process: configured by its environment, ended by a signal. With {@code --init}
 * it makes an installation's Secrets, with {@code --train} an AOT cache learns from it, and it
 * ends.
 */
public final class GatewayMain {
  private static final String LOGBACK = "logback.configurationFile";

  private GatewayMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "dev/waybill/gateway/logback.xml");
    }
    switch (String.join(" ", args)) {
      case "" -> serve(System.getenv());
      case "--init" -> init(InitConfig.fromEnv(System.getenv()));
      case "--train" -> Training.run();
      default -> throw new IllegalArgumentException("one of --init and --train, or nothing");
    }
  }

  private static void serve(Map<String, String> env) throws InterruptedException {
    GatewayConfig config = GatewayConfig.fromEnv(env);
    TrustedAuthorities.fromEnv(env).trust();
    CountDownLatch ended = new CountDownLatch(1);
    try (KubernetesClient client = KubernetesClients.lean(Config.autoConfigure(null));
        ObjectStore store = S3Store.connect(StoreConfig.fromEnv(env));
        Gateway gateway = Gateway.start(config, client, store)) {
      LoggerFactory.getLogger(GatewayMain.class).info("Listening on port {}", gateway.port());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, ended)));
      ended.await();
    } catch (RuntimeException | Error e) {
      if (ended.getCount() > 0) {
        failed(e);
      }
      LoggerFactory.getLogger(GatewayMain.class).error("not stopped in order", e);
    }
  }

  /** Threads of what did start would keep a process alive that serves nobody. */
  private static void failed(Throwable why) {
    LoggerFactory.getLogger(GatewayMain.class).error("cannot serve", why);
    Runtime.getRuntime().halt(1);
  }

  private static void init(InitConfig config) {
    try (KubernetesClient client = KubernetesClients.lean(Config.autoConfigure(null))) {
      new FirstSecrets(client, config).make();
    } catch (IllegalStateException e) {
      LoggerFactory.getLogger(GatewayMain.class).error("{}", e.getMessage());
      System.exit(1);
    }
  }

  private static void stop(Gateway gateway, CountDownLatch ended) {
    gateway.close();
    ended.countDown();
  }
}
