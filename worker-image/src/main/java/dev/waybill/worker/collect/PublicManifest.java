package dev.waybill.worker.collect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.storage.manifest.Skipped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code manifest.json} of results.zip: what became of every file, without what is nobody's
 * business outside (places in the store, pods, nodes).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PublicManifest(
    String jobId, String fileName, String createdAt, String finishedAt, List<File> files) {

  /**
   * @param folder in results.zip, of a completed file
   * @param skipped what the file's own container left and nobody could deliver
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record File(
      int index,
      String name,
      String state,
      String reason,
      String folder,
      List<Skipped> skipped,
      List<Attempt> attempts) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Attempt(
      int number,
      String kind,
      Integer exitCode,
      String reason,
      String startedAt,
      String stoppedAt) {}

  static PublicManifest of(Manifest manifest, List<FileOutput> outputs) {
    Map<Integer, String> folders =
        outputs.stream()
            .collect(Collectors.toMap(output -> output.file().index(), FileOutput::folder));
    return new PublicManifest(
        manifest.jobId(),
        manifest.fileName(),
        manifest.createdAt(),
        manifest.finishedAt(),
        manifest.files().stream().map(file -> of(file, folders.get(file.index()))).toList());
  }

  private static File of(Manifest.File file, String folder) {
    List<Manifest.Attempt> attempts = file.attempts() == null ? List.of() : file.attempts();
    return new File(
        file.index(),
        file.name(),
        file.state(),
        file.reason(),
        folder,
        file.skipped(),
        attempts.stream().map(PublicManifest::of).toList());
  }

  private static Attempt of(Manifest.Attempt attempt) {
    return new Attempt(
        attempt.number(),
        attempt.kind(),
        attempt.exitCode(),
        attempt.reason(),
        attempt.startedAt(),
        attempt.stoppedAt());
  }
}
