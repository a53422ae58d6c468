package dev.waybill.kubernetes.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Conversion;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The lines of a watch. */
public final class WatchedObject {
  private final ResourceType type;
  private final Function<StoredObject, byte[]> form;

  /** Objects as they are. */
  public WatchedObject(ResourceType type) {
    this(type, object -> asItIs(type, object));
  }

  /** Objects in a form of their own, for example as rows of a table. */
  public WatchedObject(ResourceType type, Function<StoredObject, byte[]> form) {
    this.type = type;
    this.form = form;
  }

  byte[] line(String event, StoredObject object) {
    return line(event, form.apply(object));
  }

  /** Tells how far the watch has come. */
  byte[] bookmark(long revision, boolean initialEventsEnd) {
    ObjectNode object = Json.object().put("kind", type.kind());
    object.put("apiVersion", type.apiVersion());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (initialEventsEnd) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    return line("BOOKMARK", form.apply(new StoredObject(revision, Json.write(object))));
  }

  byte[] error(ApiException error) {
    return line("ERROR", Json.write(error.status()));
  }

  private static byte[] line(String event, byte[] object) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(object.length + 48);
    line.writeBytes(("{\"type\":\"" + event + "\",\"object\":").getBytes(StandardCharsets.UTF_8));
    line.writeBytes(object);
    line.write('}');
    line.write('\n');
    return line.toByteArray();
  }

  private static byte[] asItIs(ResourceType type, StoredObject object) {
    boolean same = type.conversion() == Conversion.NONE;
    return same ? object.json() : Json.write(type.conversion().toServed(object.tree()));
  }
}
