package dev.waybill.kubernetes.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An HTTP proxy (CONNECT alone) that cuts all its connections when it is told to. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final URI target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  CuttingProxy(URI target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** How many connections lead through it now. */
  int connections() {
    return open.size() / 2;
  }

  void cut() {
    open.forEach(CuttingProxy::close);
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException e) {
      cut();
    }
  }

  private void connect(Socket client) {
    Socket api = new Socket();
    open.add(client);
    open.add(api);
    try {
      skipHead(client.getInputStream());
      api.connect(new InetSocketAddress(target.getHost(), target.getPort()));
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Thread.ofVirtual().start(() -> copy(api, client));
      copy(client, api);
    } catch (IOException e) {
      close(client);
    } finally {
      close(api);
      open.remove(client);
      open.remove(api);
    }
  }

  // Reads up to the empty line and not a byte further.
  private static void skipHead(InputStream in) throws IOException {
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no request");
      }
      last = last << 8 | one;
    }
  }

  private static void copy(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // It was cut: that is what this proxy is for.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
