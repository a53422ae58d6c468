package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessingJobTest {
  @ParameterizedTest
  @CsvSource({
    "a1b2c3d4-e5f6-7890-abcd-ef1234567890, a1b2c3d4-e5f6-7890-abcd-ef1234567890",
    "A1B2C3D4-E5F6-7890-ABCD-EF1234567890, the-uid",
    "invoices, the-uid",
    "a1b2c3d4-e5f6-7890-abcd-ef1234567890-2, the-uid"
  })
  void the_id_is_the_name_where_that_is_a_uuid_else_the_uid(String name, String id) {
    var job = new ProcessingJob();
    job.setMetadata(new ObjectMetaBuilder().withName(name).withUid("the-uid").build());

    assertThat(job.jobId()).isEqualTo(id);
  }

  @Test
  void a_resource_of_a_newer_version_is_read_and_written_back_without_what_is_unknown() {
    var job =
        Serialization.unmarshal(
            """
            apiVersion: waybill.dev/v1alpha1
            kind: ProcessingJob
            metadata: {name: a}
            spec:
              source: {archive: {bucket: in, key: jobs/a.zip, later: 1}}
              worker: {resources: {limits: {cpu: 1, memory: 512Mi}}}
              later: true
            status: {state: IN_PROGRESS, later: {a: 1}}
            """,
            ProcessingJob.class);

    assertThat(job.getSpec().source().archive().key()).isEqualTo("jobs/a.zip");
    assertThat(job.getSpec().worker().resources().limits())
        .isEqualTo(Map.of("cpu", new IntOrString(1), "memory", new IntOrString("512Mi")));
    assertThat(job.getStatus().state()).isEqualTo(JobState.IN_PROGRESS);
    assertThat(Serialization.asYaml(job)).doesNotContain("later", "null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "512 Mi", "0,5", "1Gi5m", "1e3x", "-1", "much"})
  void a_quantity_that_is_none_is_read_all_the_same_for_it_would_hide_all_others(String text) {
    var job =
        Serialization.unmarshal(
            """
            {"apiVersion": "waybill.dev/v1alpha1", "kind": "ProcessingJob", "metadata": {"name": "a"},
             "spec": {"worker": {"resources": {"requests": {"cpu": "%s"}}}}}
            """
                .formatted(text),
            ProcessingJob.class);

    assertThat(job.getSpec().worker().resources().requests())
        .isEqualTo(Map.of("cpu", new IntOrString(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "4294967296", "99999999999999999999", "-2147483649", "1.5"})
  void a_quantity_of_any_number_is_read_for_a_definition_knows_no_sizes_of_integers(String number) {
    var job =
        Serialization.unmarshal(
            """
            {"apiVersion": "waybill.dev/v1alpha1", "kind": "ProcessingJob", "metadata": {"name": "a"},
             "spec": {"worker": {"resources": {"limits": {"memory": %s, "cpu": 2147483647}}}}}
            """
                .formatted(number),
            ProcessingJob.class);

    assertThat(job.getSpec().worker().resources().limits())
        .isEqualTo(
            Map.of("memory", new IntOrString(number), "cpu", new IntOrString(Integer.MAX_VALUE)));
  }
}
