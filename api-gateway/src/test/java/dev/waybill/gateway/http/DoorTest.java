package dev.waybill.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorTest {
  @ParameterizedTest
  @CsvSource({
    "/jobs, IDP",
    "/jobs/, IDP",
    "/jobs/a1b2c3d4-e5f6-7890-abcd-ef1234567890, IDP",
    "/jobs/a1b2c3d4-e5f6-7890-abcd-ef1234567890/files, IDP",
    "/oauth2/token, IDP",
    "/, IDP",
    "/nothing, IDP",
    "/v1, IDP",
    "/v1x/describejobs, IDP",
    "/feedsx, IDP",
    "/productsx/1, IDP",
    "/jobs/JS1234, IDP",
    "/jobs/js12345, IDP",
    "/jobs/XJS12345, IDP",
    "/jobs/JS12345x, IDP",
    "/jobs/run, IDP",
    "/jobs/JS12345, ETL",
    "/jobs/JV1234567, ETL",
    "/jobs/JV12345/files, ETL",
    "/jobs/JS12345/run, ETL",
    "/jobs/anything/run, ETL",
    "/feeds, ETL",
    "/feeds/FD00001, ETL",
    "/products, ETL",
    "/products/PR00001, ETL",
    "/v1/, BATCH",
    "/v1/describejobs, BATCH",
  })
  void a_path_belongs_to_one_door(String path, Door door) {
    assertThat(Door.of(path)).isEqualTo(door);
  }
}
