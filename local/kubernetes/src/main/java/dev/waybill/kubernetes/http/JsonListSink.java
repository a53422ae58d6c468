package dev.waybill.kubernetes.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Conversion;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A list as JSON. Its metadata comes last: where a page ends is known only then. */
final class JsonListSink implements ObjectSink {
  private final OutputStream out;
  private final Conversion conversion;
  private boolean first = true;

  JsonListSink(OutputStream out, ResourceType type) throws IOException {
    this.out = out;
    this.conversion = type.conversion();
    ObjectNode head = Json.object().put("kind", type.names().listKind());
    head.put("apiVersion", type.apiVersion());
    String text = head.toString();
    write(text.substring(0, text.length() - 1) + ",\"items\":[");
  }

  @Override
  public void add(StoredObject object) throws IOException {
    if (!first) {
      out.write(',');
    }
    first = false;
    out.write(
        conversion == Conversion.NONE
            ? object.json()
            : Json.write(conversion.toServed(object.tree())));
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
