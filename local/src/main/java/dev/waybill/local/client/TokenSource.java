package dev.waybill.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.Trouble;
import dev.waybill.local.data.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;

/**
 * Access tokens by the client credentials grant (RFC 6749, 4.4), each used for half of its life.
 */
public final class TokenSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http;
  private final URI address;
  private final Credentials credentials;
  private final Clock clock;
  private String token;
  private Instant renewAt = Instant.MIN;

  /**
   * @param address of the API, whose {@code /oauth2/token} is asked
   */
  public TokenSource(Http http, URI address, Credentials credentials, Clock clock) {
    this.http = http;
    this.address = address;
    this.credentials = credentials;
    this.clock = clock;
  }

  public synchronized String token() throws IOException {
    if (clock.instant().isBefore(renewAt)) {
      return token;
    }
    HttpResponse<byte[]> response =
        http.send(
            Http.request(address.resolve("/oauth2/token"))
                .header("Authorization", "Basic " + basic())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      throw new Trouble("no token was issued, the API answered " + response.statusCode());
    }
    token = answer.path("access_token").asText();
    renewAt = clock.instant().plusSeconds(answer.path("expires_in").asLong() / 2);
    return token;
  }

  private String basic() {
    String pair =
        Http.encode(credentials.clientId()) + ":" + Http.encode(credentials.clientSecret());
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
