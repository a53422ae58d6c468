package dev.waybill.gateway.idp;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.crds.FileState;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.jobs.JobFile;
import dev.waybill.gateway.jobs.JobWords;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Pages of jobs and of files. Pure. */
final class JobLists {
  /** Newest first; of one second, by id, so that a page goes on where the last one ended. */
  private static final Comparator<String> NEWEST_FIRST = Comparator.reverseOrder();

  private JobLists() {}

  record Jobs(List<Job> jobs, @JsonInclude(JsonInclude.Include.NON_NULL) String nextCursor) {}

  record Job(String jobId, String status, JobAnswer.Timestamps timestamps) {}

  record Files(List<File> files, @JsonInclude(JsonInclude.Include.NON_NULL) String nextCursor) {}

  record File(
      int index,
      String name,
      String status,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason,
      int attempts) {}

  /**
   * @param seal makes a cursor of a position
   */
  static Jobs jobs(List<ProcessingJob> all, Page<JobState> page, Function<String, String> seal) {
    List<ProcessingJob> rest =
        all.stream()
            .filter(job -> page.status() == null || JobWords.state(job) == page.status())
            .filter(job -> page.position() == null || page.position().compareTo(place(job)) > 0)
            .sorted(Comparator.comparing(JobLists::place, NEWEST_FIRST))
            .limit(page.limit() + 1L)
            .toList();
    List<ProcessingJob> here = rest.stream().limit(page.limit()).toList();
    String next = rest.size() > page.limit() ? seal.apply(place(here.getLast())) : null;
    return new Jobs(here.stream().map(JobLists::job).toList(), next);
  }

  private static String place(ProcessingJob job) {
    return job.getMetadata().getCreationTimestamp() + " " + job.jobId();
  }

  private static Job job(ProcessingJob job) {
    return new Job(job.jobId(), JobWords.state(job).name(), JobAnswer.Timestamps.of(job));
  }

  /**
   * @param seal makes a cursor of a position
   */
  static Files files(List<JobFile> all, Page<FileState> page, Function<String, String> seal) {
    int after = page.position() == null ? -1 : Integer.parseInt(page.position());
    List<JobFile> rest =
        all.stream()
            .filter(file -> file.index() > after)
            .filter(file -> page.status() == null || file.state() == page.status())
            .limit(page.limit() + 1L)
            .toList();
    List<JobFile> here = rest.stream().limit(page.limit()).toList();
    String next =
        rest.size() > page.limit() ? seal.apply(Integer.toString(here.getLast().index())) : null;
    return new Files(here.stream().map(JobLists::file).toList(), next);
  }

  private static File file(JobFile file) {
    return new File(file.index(), file.name(), file.state().name(), file.reason(), file.attempts());
  }
}
