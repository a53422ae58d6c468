package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.error.ApiException;
import java.io.IOException;
import java.security.KeyStore;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTPS on the loopback interface; one virtual thread per request. */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final long IDLE_MILLIS = 120_000;
  private static final int MAX_HEADERS = 16 * 1024;
  private static final int MAX_CONNECTIONS = 4_096;

  private final Server server;
  private final ServerConnector connector;
  private final Dispatcher dispatcher;
  private volatile Gate gate;

  /** Opens the port (0: any) without answering yet. */
  public ApiServer(int port, KeyStore identity, char[] password, Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
    VirtualThreadPool threads = new VirtualThreadPool();
    threads.setName("kubernetes-api");
    threads.setMaxConcurrentTasks(MAX_CONNECTIONS);
    server = new Server(threads);
    connector = new ServerConnector(server, tls(identity, password), http());
    connector.setHost(LOOPBACK);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(new Answers());
    // Open watches end with their connections; nothing is worth waiting for.
    server.setStopTimeout(0);
  }

  /**
   * Begins to answer.
   *
   * @return the port
   * @throws IOException if the port cannot be had
   */
  public int start(String token) throws IOException {
    connector.open();
    gate = new Gate(token, connector.getLocalPort());
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot start the Kubernetes API", e);
    }
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    dispatcher.close();
    try {
      server.stop();
    } catch (Exception e) {
      LOG.debug("the Kubernetes API did not stop cleanly", e);
    }
  }

  private static SslConnectionFactory tls(KeyStore identity, char[] password) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(identity);
    context.setKeyStorePassword(new String(password));
    return new SslConnectionFactory(context, "http/1.1");
  }

  private static HttpConnectionFactory http() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(MAX_HEADERS);
    configuration.setUriCompliance(UriCompliance.DEFAULT);
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    return new HttpConnectionFactory(configuration);
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Exchange exchange = null;
      try {
        exchange = new Exchange(request, response);
        gate.admit(exchange);
        dispatcher.dispatch(exchange);
        callback.succeeded();
      } catch (ApiException e) {
        refuse(exchange, request, response, callback, e);
      } catch (IOException e) {
        callback.failed(e);
      } catch (RuntimeException | Error e) {
        LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), e);
        refuse(exchange, request, response, callback, ApiException.internal("internal error"));
      }
      return true;
    }

    private void refuse(
        Exchange exchange,
        Request request,
        Response response,
        Callback callback,
        ApiException refusal) {
      if (exchange == null) {
        Response.writeError(request, response, callback, refusal.code());
        return;
      }
      try {
        if (exchange.begun()) {
          callback.failed(refusal);
          return;
        }
        if (refusal.code() == 429) {
          exchange.header("Retry-After", "1");
        }
        exchange.answer(refusal.code(), refusal.status());
        callback.succeeded();
      } catch (IOException e) {
        callback.failed(e);
      }
    }
  }
}
