package dev.waybill.gateway.idp;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.jobs.JobFile;
import dev.waybill.gateway.jobs.JobFiles;
import dev.waybill.gateway.jobs.JobsConfig;
import dev.waybill.gateway.jobs.PodLogs;
import dev.waybill.gateway.jobs.UploadLook;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be read of one job: itself, a file's log. */
final class ReadJob {
  private static final Pattern EXPIRES = Pattern.compile("[?&]X-Amz-Expires=(\\d{1,9})");
  private static final Pattern INDEX = Pattern.compile("\\d{1,7}");
  private static final long MAX_LOG_BYTES = 16L << 20;

  private final JobFiles files;
  private final UploadLook uploads;
  private final ObjectStore store;
  private final PodLogs pods;
  private final JobsConfig config;

  ReadJob(JobFiles files, UploadLook uploads, ObjectStore store, PodLogs pods, JobsConfig config) {
    this.files = files;
    this.uploads = uploads;
    this.store = store;
    this.pods = pods;
    this.config = config;
  }

  JobAnswer answer(ProcessingJob found) {
    ProcessingJob job = uploads.look(found);
    return JobAnswer.of(job, files.of(job), () -> result(job));
  }

  private JobAnswer.Result result(ProcessingJob job) {
    var life = config.transfer().downloadLife();
    var ref = ObjectRef.of(config.outputBucket(), new JobKeys(job.jobId()).results());
    URI url = store.presignGet(ref, life, true, "results.zip");
    // Temporary credentials may have less left than was asked for: the URL says how much.
    Matcher expires = EXPIRES.matcher(url.toString());
    long seconds = expires.find() ? Long.parseLong(expires.group(1)) : life.toSeconds();
    return new JobAnswer.Result(url.toString(), seconds);
  }

  /**
   * The log of the newest attempt that has one; empty where none has, and for no index at all. One
   * that is not stored yet is the pod's, and goes on for as long as that runs; also of a job that
   * has ended, whose last logs are stored moments later.
   */
  Optional<InputStream> log(String principal, ProcessingJob job, String index) {
    if (!INDEX.matcher(index).matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(index);
    return files.of(job).stream()
        .flatMap(all -> all.stream().filter(file -> file.index() == number))
        .findFirst()
        .flatMap(file -> log(principal, job, file));
  }

  private Optional<InputStream> log(String principal, ProcessingJob job, JobFile file) {
    Optional<InputStream> log = Optional.empty();
    for (int attempt = file.newest(); attempt >= 1 && log.isEmpty(); attempt--) {
      log = stored(job, file.index(), attempt);
      if (log.isEmpty() && attempt == file.newest()) {
        log = pods.follow(principal, job, file.index(), attempt);
      }
    }
    return log;
  }

  private Optional<InputStream> stored(ProcessingJob job, int file, int attempt) {
    String key = new JobKeys(job.jobId()).log(file, attempt);
    try {
      var ref = ObjectRef.of(config.outputBucket(), key);
      return Optional.of(store.read(ref, null, 0, MAX_LOG_BYTES));
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
