package dev.waybill.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.client.FormUpload;
import dev.waybill.local.client.Http;
import dev.waybill.local.data.ArchiveFile;
import dev.waybill.local.stack.Stack;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The archive's way into the store: the presigned form, as any client's; one too large for it goes
 * in by a multipart upload to the form's key.
 */
final class ArchiveUpload {
  private final Stack stack;
  private final Http http;

  ArchiveUpload(Stack stack, Http http) {
    this.stack = stack;
    this.http = http;
  }

  void send(ArchiveFile archive, JsonNode upload) throws IOException {
    Path file = Path.of(archive.path());
    if (archive.size() <= stack.maxFormBytes()) {
      FormUpload.send(http, upload, file);
      return;
    }
    String key = upload.path("requiredHeaders").path("key").asText();
    ObjectRef ref = ObjectRef.of(stack.inputBucket(), key);
    try (ObjectStore.Upload parts = stack.store().upload(ref, "application/zip")) {
      Files.copy(file, parts);
      parts.complete();
    }
  }
}
