package dev.waybill.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

/**
 * The ports of the embedded parts, kept from start to start as long as they are free: presigned
 * addresses that clients hold, and a kubectl that watches, survive a restart.
 *
 * @param kubernetes 0: any
 * @param s3 0: any
 */
public record Ports(int kubernetes, int s3) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Ports ANY = new Ports(0, 0);

  /** The ports that were used last. */
  public static Ports lastUsed(DataFolder folder) {
    try {
      return Files.exists(folder.ports())
          ? JSON.readValue(folder.ports().toFile(), Ports.class)
          : ANY;
    } catch (IOException e) {
      return ANY;
    }
  }

  /** The same, 0 in the place of those that somebody else has by now. */
  public Ports stillFree() {
    return new Ports(free(kubernetes) ? kubernetes : 0, free(s3) ? s3 : 0);
  }

  public void keep(DataFolder folder) {
    try {
      PrivateFiles.write(folder.ports(), JSON.writeValueAsBytes(this));
    } catch (IOException e) {
      throw new Trouble(folder.ports() + " cannot be written", e);
    }
  }

  /** Whether a port of the loopback can be bound now. */
  public static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
