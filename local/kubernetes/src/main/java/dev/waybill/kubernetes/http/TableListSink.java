package dev.waybill.kubernetes.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.store.StoredObject;
import dev.waybill.kubernetes.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A list as a table. */
final class TableListSink implements ObjectSink {
  private final OutputStream out;
  private final Table table;
  private final Instant now = Instant.now();
  private boolean first = true;

  TableListSink(OutputStream out, Table table) throws IOException {
    this.out = out;
    this.table = table;
    ObjectNode head = table.empty();
    head.remove(List.of("metadata", "rows"));
    String text = head.toString();
    write(text.substring(0, text.length() - 1) + ",\"rows\":[");
  }

  @Override
  public void add(StoredObject object) throws IOException {
    if (!first) {
      out.write(',');
    }
    first = false;
    out.write(Json.write(table.row(object.tree(), now)));
  }

  @Override
  public void end(long revision, Optional<String> continueToken) throws IOException {
    ObjectNode metadata = Json.object().put("resourceVersion", Long.toString(revision));
    continueToken.ifPresent(token -> metadata.put("continue", token));
    write("],\"metadata\":" + metadata + "}");
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
