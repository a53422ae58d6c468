package dev.waybill.gateway.idp;

import dev.waybill.gateway.http.Refusal;
import dev.waybill.gateway.http.ServerSecret;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The {@code Idempotency-Key} of a request (contract, idp). */
record IdempotencyKey(String value) {
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * @throws Refusal 400 for one that breaks the rule
   */
  static Optional<IdempotencyKey> of(Context context) {
    List<String> values = Collections.list(context.req().getHeaders("Idempotency-Key"));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1 || !VISIBLE.matcher(values.getFirst()).matches()) {
      throw Refusal.of(400, "Idempotency-Key must be 1 to 255 visible ASCII characters");
    }
    return Optional.of(new IdempotencyKey(values.getFirst()));
  }

  /**
   * The id of the job that this key makes for this principal, on every replica: that a job of it
   * exists is the lock. A UUID of version 8 (RFC 9562), which nobody can guess without the secret.
   */
  String jobId(String principal, ServerSecret secret) {
    ByteBuffer mac = ByteBuffer.wrap(secret.mac("job", principal, value));
    long high = (mac.getLong() & ~0xf000L) | 0x8000L;
    long low = (mac.getLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }
}
