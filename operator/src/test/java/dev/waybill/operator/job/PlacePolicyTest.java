package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.crds.ProcessingJobSpec.Archive;
import dev.waybill.storage.JobKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacePolicyTest {
  private static final PlacePolicy PLACES =
      new PlacePolicy(
          "input",
          "output",
          AllowedPlace.parseAll("waybill=samples/, waybill=input/, waybill=big/a/b-"));

  @ParameterizedTest(name = "{0}: {1}/{2} is allowed: {3}")
  @CsvSource({
    "waybill,input,jobs/j/a.zip,true",
    "waybill,input,jobs/j/,false",
    "waybill,input,jobs/k/a.zip,false",
    "waybill,input,adopted/k.zip,false",
    "waybill,input,elsewhere/a.zip,true",
    "waybill,output,jobs/j/results.zip,false",
    "waybill,samples,documents.zip,true",
    "waybill,samples,jobs/k/a.zip,true",
    "other,samples,documents.zip,false",
    "waybill,big,a/b-1.zip,true",
    "waybill,big,a/c-1.zip,false",
    "waybill,unknown,a.zip,false"
  })
  void an_archive_must_lie_below_the_jobs_own_prefix_or_at_an_allowed_place(
      String namespace, String bucket, String key, boolean allowed) {
    Archive archive = new Archive(bucket, key, null, null);

    assertThat(PLACES.allows(namespace, new JobKeys("j"), archive)).isEqualTo(allowed);
  }

  @Test
  void without_configuration_only_the_own_prefix_is_allowed() {
    PlacePolicy places = new PlacePolicy("input", "output", AllowedPlace.parseAll(""));

    assertThat(places.allows("n", new JobKeys("j"), new Archive("input", "a.zip", null, null)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"waybill", "waybill=samples", "=samples/", "waybill=/x"})
  void a_list_that_cannot_be_read_is_refused(String list) {
    assertThatThrownBy(() -> AllowedPlace.parseAll(list))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
