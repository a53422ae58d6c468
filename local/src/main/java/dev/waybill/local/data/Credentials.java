package dev.waybill.local.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.Trouble;
import java.io.IOException;
import java.nio.file.Files;

/** The one API client of a data folder, in {@code credentials.json}. */
public record Credentials(String clientId, String clientSecret) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads them; makes them at the first start. */
  public static Credentials of(DataFolder folder) {
    try {
      if (!Files.exists(folder.credentials())) {
        Credentials made = new Credentials("laptop", Secrets.random());
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(made);
        PrivateFiles.write(folder.credentials(), text);
      }
      return JSON.readValue(folder.credentials().toFile(), Credentials.class);
    } catch (IOException e) {
      throw new Trouble(folder.credentials() + " can be neither read nor made", e);
    }
  }

  @Override
  public String toString() {
    return "Credentials[" + clientId + "]";
  }
}
