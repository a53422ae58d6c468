package dev.waybill.kubernetes;

import dev.waybill.kubernetes.builtin.BuiltIns;
import dev.waybill.kubernetes.crd.DefinitionRules;
import dev.waybill.kubernetes.crd.Definitions;
import dev.waybill.kubernetes.discovery.Discovery;
import dev.waybill.kubernetes.discovery.OpenApi;
import dev.waybill.kubernetes.http.ApiServer;
import dev.waybill.kubernetes.http.DiscoveryEndpoint;
import dev.waybill.kubernetes.http.Dispatcher;
import dev.waybill.kubernetes.http.ListEndpoint;
import dev.waybill.kubernetes.http.LogEndpoint;
import dev.waybill.kubernetes.http.ResourceEndpoint;
import dev.waybill.kubernetes.http.WatchEndpoint;
import dev.waybill.kubernetes.lifecycle.FirstObjects;
import dev.waybill.kubernetes.lifecycle.Janitor;
import dev.waybill.kubernetes.lifecycle.Reaper;
import dev.waybill.kubernetes.list.Lists;
import dev.waybill.kubernetes.object.ObjectReader;
import dev.waybill.kubernetes.object.ObjectRemover;
import dev.waybill.kubernetes.object.ObjectWriter;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.tls.PrivateFiles;
import dev.waybill.kubernetes.tls.ServerIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A small Kubernetes API in this process: the objects, their rules and their watches, without the
 * controllers and kubelets that act on them. Clients find it by {@link #kubeconfig()}.
 */
public final class EmbeddedKubernetes implements AutoCloseable {
  private final ObjectStore store;
  private final Janitor janitor;
  private final Reaper reaper;
  private final ApiServer server;
  private final ServerIdentity identity;
  private final int port;

  private EmbeddedKubernetes(
      ObjectStore store,
      Janitor janitor,
      Reaper reaper,
      ApiServer server,
      ServerIdentity identity,
      int port) {
    this.store = store;
    this.janitor = janitor;
    this.reaper = reaper;
    this.server = server;
    this.identity = identity;
    this.port = port;
  }

  /**
   * Starts the API with what the data folder holds, and returns when it answers.
   *
   * @throws IOException if the folder is in use or cannot be written, or the port cannot be had
   */
  public static EmbeddedKubernetes start(Settings settings) throws IOException {
    Files.createDirectories(settings.dataFolder());
    ServerIdentity identity = ServerIdentity.open(settings.dataFolder(), Instant.now());
    Path objects = settings.dataFolder().resolve("objects.mv");
    PrivateFiles.createIfAbsent(objects);
    ObjectStore store = ObjectStore.open(objects, settings.broken());
    try {
      return start(settings, identity, store);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static EmbeddedKubernetes start(
      Settings settings, ServerIdentity identity, ObjectStore store) throws IOException {
    Catalog catalog = new Catalog(BuiltIns.all(new DefinitionRules()));
    new Definitions(catalog).follow(store);
    ObjectWriter writer = new ObjectWriter(store);
    ObjectRemover remover = new ObjectRemover(store);
    ObjectReader reader = new ObjectReader(store);
    new FirstObjects(catalog, writer).create();
    ListEndpoint lists = new ListEndpoint(reader, remover, new Lists(store));
    Dispatcher dispatcher =
        new Dispatcher(
            catalog,
            new DiscoveryEndpoint(new Discovery(catalog), new OpenApi(catalog)),
            new ResourceEndpoint(writer, remover, lists),
            new WatchEndpoint(store),
            new LogEndpoint(reader, settings.logs()));
    ApiServer server =
        new ApiServer(settings.port(), identity.keys(), ServerIdentity.password(), dispatcher);
    int port = server.start(identity.token());
    Janitor janitor = new Janitor(store, catalog, writer, remover);
    janitor.start();
    Reaper reaper = new Reaper(store, catalog, remover);
    reaper.start();
    return new EmbeddedKubernetes(store, janitor, reaper, server, identity, port);
  }

  /** Where the API answers: https on the loopback interface. */
  public URI address() {
    return URI.create("https://127.0.0.1:" + port);
  }

  /** A kubeconfig in YAML. It holds the token: whoever can read it may do everything. */
  public String kubeconfig() {
    return Kubeconfig.text(address(), identity);
  }

  @Override
  public void close() {
    server.close();
    reaper.close();
    janitor.close();
    store.close();
  }

  /**
   * How the API is started.
   *
   * @param dataFolder where objects, certificate and token lie; made where it is absent
   * @param port 0: any
   * @param broken told why when the folder cannot be written any more: the API is of no use then
   */
  public record Settings(Path dataFolder, int port, PodLogs logs, Consumer<String> broken) {
    /** With nobody to be told. */
    public Settings(Path dataFolder, int port, PodLogs logs) {
      this(dataFolder, port, logs, why -> {});
    }
  }
}
