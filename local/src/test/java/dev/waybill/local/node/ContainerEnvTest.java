package dev.waybill.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ContainerEnvTest {
  private static final Function<String, Optional<Secret>> NONE = name -> Optional.empty();

  @Test
  void plain_values_and_keys_of_secrets_are_put_together() throws Exception {
    assertThat(ContainerEnv.resolve(container("file-0", null), secret("file-0", "grant")))
        .containsEntry("PLAIN", "1")
        .containsEntry("GRANT", "grant");
  }

  @Test
  void a_missing_secret_and_a_missing_key_are_named_as_a_kubelet_names_them() {
    Container container = container("file-0", null);

    assertThatThrownBy(() -> ContainerEnv.resolve(container, NONE))
        .hasMessage("secret \"grants\" not found");
    assertThatThrownBy(() -> ContainerEnv.resolve(container, secret("file-1", "grant")))
        .hasMessage("couldn't find key file-0 in Secret grants");
  }

  @Test
  void what_is_optional_may_be_missing() throws Exception {
    assertThat(ContainerEnv.resolve(container("file-0", true), NONE)).containsOnlyKeys("PLAIN");
  }

  private static Container container(String key, Boolean optional) {
    return new ContainerBuilder()
        .addNewEnv()
        .withName("PLAIN")
        .withValue("1")
        .endEnv()
        .addNewEnv()
        .withName("GRANT")
        .withNewValueFrom()
        .withNewSecretKeyRef(key, "grants", optional)
        .endValueFrom()
        .endEnv()
        .build();
  }

  private static Function<String, Optional<Secret>> secret(String key, String value) {
    String data = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    return name -> Optional.of(new SecretBuilder().addToData(key, data).build());
  }
}
