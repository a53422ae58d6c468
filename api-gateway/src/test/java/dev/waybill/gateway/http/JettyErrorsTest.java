package dev.waybill.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.idp.IdpErrors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class JettyErrorsTest {
  /** As Jetty answers what comes in while it stops. */
  private static final class Stopping extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Response.writeError(request, response, callback, 503);
      return true;
    }
  }

  @Test
  void a_503_of_Jetty_says_when_to_come_again() throws Exception {
    Server server = new Server(0);
    server.setHandler(new Stopping());
    server.setErrorHandler(new JettyErrors(IdpErrors.SHAPE));
    server.start();
    try {
      Answer answer = new Api(server.getURI()).get("/jobs");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.text("statusCode")).isEqualTo("503");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    } finally {
      server.stop();
    }
  }
}
