package dev.waybill.local.stack;

import dev.waybill.crds.KubernetesClients;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.GatewayConfig;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.local.Trouble;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.FolderLock;
import dev.waybill.local.data.Places;
import dev.waybill.local.data.PrivateFiles;
import dev.waybill.local.node.PodLogFiles;
import dev.waybill.operator.Operator;
import dev.waybill.operator.OperatorConfig;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything at once, on one data folder. A second start goes on where the first one was ended,
 * however it was.
 */
public final class Stack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stack.class);

  private final Closers closers = new Closers();
  private final DataFolder folder;
  private ObjectStore store;
  private long maxFormBytes;
  private String inputBucket;
  private KubernetesClient client;
  private Gateway gateway;

  private Stack(DataFolder folder) {
    this.folder = folder;
  }

  /**
   * Returns once the API answers.
   *
   * @throws Trouble for what a person can mend
   */
  public static Stack start(StackSettings settings) {
    Stack stack = new Stack(settings.folder());
    try {
      stack.closers.add(FolderLock.take(settings.folder()));
      stack.startParts(settings);
      return stack;
    } catch (IOException e) {
      stack.close();
      throw new Trouble("the data folder cannot be used: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void startParts(StackSettings settings) throws IOException {
    if (settings.port() != 0 && !Places.free(settings.port())) {
      throw new Trouble(
          "port " + settings.port() + " is in use by something else; choose another with --port");
    }
    for (Path part : List.of(folder.kubernetes(), folder.s3(), folder.pods())) {
      PrivateFiles.makeFolder(part);
    }
    Places last = Places.last(folder);
    Places free = last.stillFree();
    Store s3 = closers.add(Store.start(settings, free.s3()), Store::server);
    PodLogFiles logs = new PodLogFiles(folder.pods());
    EmbeddedKubernetes kubernetes =
        closers.add(
            EmbeddedKubernetes.start(
                new EmbeddedKubernetes.Settings(
                    folder.kubernetes(), free.kubernetes(), logs, Stack::broken)));
    String kubeconfig = Kubeconfigs.lookingInto(ClusterObjects.NAMESPACE, kubernetes.kubeconfig());
    PrivateFiles.write(folder.kubeconfig(), kubeconfig.getBytes(StandardCharsets.UTF_8));
    client = closers.add(KubernetesClients.connect(Config.fromKubeconfig(kubeconfig)));
    prepare(s3, !s3.endpoint().equals(last.store()));
    new Places(kubernetes.address().getPort(), s3.embeddedPort(), s3.endpoint()).keep(folder);
    startProduct(settings, s3, logs);
  }

  /** Nothing that is done from here on would be kept, nor told to those who wait for it. */
  private static void broken(String why) {
    LOG.error("the data folder cannot be written any more: {}", why);
    System.err.println(
        "waybill: the data folder cannot be written any more, is the disk full? Everything goes on"
            + " where it was when it is started again.");
    Runtime.getRuntime().halt(1);
  }

  private void prepare(Store s3, boolean storeMoved) {
    ClusterObjects objects = new ClusterObjects(client);
    objects.install(s3.credentials());
    if (storeMoved) {
      objects.forgetGrants();
    }
  }

  private void startProduct(StackSettings settings, Store s3, PodLogFiles logs) {
    maxFormBytes = s3.maxFormBytes();
    StoreConfig storeConfig = StoreConfig.fromEnv(s3.env());
    inputBucket = storeConfig.inputBucket();
    store = closers.add(S3Store.connect(storeConfig));
    StoreCheck.require(store, storeConfig);
    settings.samples().ifPresent(samples -> Samples.put(samples, store));
    OperatorConfig operator = OperatorConfig.fromEnv(Configs.operator(settings, s3));
    closers.add(Nodes.start(client, settings.children(), logs, operator.workerImage()));
    KubernetesClient lean = closers.add(KubernetesClients.lean(client.getConfiguration()));
    closers.add(Operator.start(operator, lean, store));
    GatewayConfig config = GatewayConfig.fromEnv(Configs.gateway(settings, s3));
    gateway = closers.add(Gateway.start(config, lean, store));
  }

  /** Where the API answers. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + gateway.port());
  }

  public ObjectStore store() {
    return store;
  }

  public KubernetesClient client() {
    return client;
  }

  /** The largest archive that a form upload takes here, in bytes. */
  public long maxFormBytes() {
    return maxFormBytes;
  }

  /** The bucket that archives are uploaded into. */
  public String inputBucket() {
    return inputBucket;
  }

  @Override
  public void close() {
    closers.close();
  }
}
