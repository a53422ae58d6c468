package dev.waybill.crds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A slice's files as one JSON text. One string and not a list in the schema, because the API server
 * validates the whole object on every status write and a list of objects costs it several times as
 * much.
 */
public final class FileTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<FileEntry>> ENTRIES = new TypeReference<>() {};

  private FileTable() {}

  public static String encode(List<FileEntry> files) {
    try {
      return JSON.writeValueAsString(files);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException for a text that {@link #encode} cannot have written
   */
  public static List<FileEntry> decode(String table) {
    try {
      return List.copyOf(JSON.readValue(table, ENTRIES));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a file table", e);
    }
  }
}
