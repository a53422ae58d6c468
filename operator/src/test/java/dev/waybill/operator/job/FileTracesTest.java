package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.job.FileTraces.Trace;
import dev.waybill.storage.JobKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileTracesTest {
  @Test
  void a_files_traces_are_its_last_attempt_and_the_one_that_was_done() {
    JobKeys keys = new JobKeys("j");
    List<String> objects =
        List.of(
            keys.log(0, 1),
            keys.data(0, 2) + "text.txt",
            keys.done(0, 2),
            keys.log(0, 3),
            keys.data(7, 1) + "done.json",
            keys.results(),
            "jobs/j/out/strange",
            "jobs/j/out/1/x/done.json",
            "jobs/other/out/5/1/done.json");

    assertThat(FileTraces.read(StubStore.lists("out", objects), "out", keys))
        .hasSize(2)
        .containsEntry(0, new Trace(3, 2))
        .containsEntry(7, new Trace(1, null));
  }
}
