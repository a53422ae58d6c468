package dev.waybill.gateway.jobs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.FileState;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of ended jobs, from their {@code manifest.json}, read as a stream. */
final class Manifests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_BYTES = 128L << 20;

  private final ObjectStore store;
  private final String bucket;

  Manifests(ObjectStore store, String bucket) {
    this.store = store;
    this.bucket = bucket;
  }

  /**
   * Empty where there is no manifest.
   *
   * @throws UncheckedIOException for one that is no manifest, or larger than any can be
   */
  Optional<List<JobFile>> files(String jobId) {
    ObjectRef ref = ObjectRef.of(bucket, new JobKeys(jobId).manifest());
    try (InputStream in = store.read(ref, null, 0, MAX_BYTES)) {
      return Optional.of(parse(in));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the manifest of " + jobId, e);
    }
  }

  static List<JobFile> parse(InputStream in) throws IOException {
    List<JobFile> files = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(in)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean here = parser.currentName().equals("files");
        parser.nextToken();
        if (!here) {
          parser.skipChildren();
          continue;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          files.add(file(JSON.readValue(parser, Manifest.File.class)));
        }
      }
    }
    return files;
  }

  private static JobFile file(Manifest.File file) {
    List<Manifest.Attempt> attempts = file.attempts() == null ? List.of() : file.attempts();
    return new JobFile(
        file.index(),
        file.name(),
        FileState.valueOf(file.state()),
        file.reason() == null ? "" : file.reason(),
        attempts.size(),
        attempts.stream().mapToInt(Manifest.Attempt::number).max().orElse(0));
  }
}
