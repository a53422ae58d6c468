package dev.waybill.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;

/**
 * Where the parts were, kept from start to start, the ports of the embedded ones as long as they
 * are free: presigned addresses that clients hold, and a kubectl that watches, survive a restart.
 *
 * @param kubernetes 0: any
 * @param s3 of the embedded one; 0: any
 * @param store the endpoint of the store, null before the first start
 */
public record Places(int kubernetes, int s3, String store) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Places ANY = new Places(0, 0, null);

  public static Places last(DataFolder folder) {
    try {
      return Files.exists(folder.ports())
          ? JSON.readValue(folder.ports().toFile(), Places.class)
          : ANY;
    } catch (IOException e) {
      return ANY;
    }
  }

  /** The same, 0 in the place of ports that somebody else has by now. */
  public Places stillFree() {
    return new Places(free(kubernetes) ? kubernetes : 0, free(s3) ? s3 : 0, store);
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
