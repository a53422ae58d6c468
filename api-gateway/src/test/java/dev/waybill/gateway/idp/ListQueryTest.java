package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {
  private static final String CLIENT = "reader";

  private final Api api = House.shared().api();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=101",
        "?limit=-1",
        "?limit=x",
        "?status=DONE",
        "?status=failed",
        "?cursor=",
        "?cursor=x",
        "?status=FAILED&status=FAILED",
        "?limit=1&limit=1",
        "?cursor=x&cursor=y",
        "?status=FAILED&st%61tus=ABORTED",
        "?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void a_query_that_makes_no_sense_is_a_400(String query) {
    Answer answer = api.get(CLIENT, "/jobs" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(Answer.members(answer.json())).containsExactly("statusCode", "message");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?cursor=%zz",
        "?cursor=%",
        "?status=FAILED%",
        "?status=FAILED%4",
        "?limit=1%+1",
        "?li%mit=1",
        "?status=%ff",
      })
  void a_query_that_is_not_well_encoded_is_a_400(String query) throws Exception {
    String request =
        "GET /jobs%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n";
    String answer = Api.raw(api.base().getPort(), request.formatted(query, api.token(CLIENT)));
    assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"statusCode\":400,");
  }
}
