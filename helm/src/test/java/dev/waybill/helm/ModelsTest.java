package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is rendered is what Kubernetes's schemas know: every member by its name and type. */
class ModelsTest {
  /**
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
   */
  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

  static Stream<HasMetadata> objects() {
    return Stream.of(Chart.render(Chart.LEAST), Chart.render(Chart.LEAST, Everything.VALUES))
        .flatMap(rendered -> rendered.objects().stream());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void an_objects_labels_keep_to_the_syntax_that_the_api_server_holds_them_to(HasMetadata object) {
    JsonNode whole = Serialization.unmarshal(Serialization.asJson(object), JsonNode.class);

    assertThat(whole.findValues("labels").stream().flatMap(JsonNode::valueStream))
        .allSatisfy(value -> assertThat(value.asText()).matches(LABEL_VALUE));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void an_object_has_only_members_that_its_schema_knows(HasMetadata object) throws Exception {
    assertThat(object).isNotInstanceOf(GenericKubernetesResource.class);
    known(object, object.getKind());
  }

  private static void known(Object value, String path) throws Exception {
    if (value instanceof Collection<?> items) {
      for (Object item : items) {
        known(item, path + "[]");
      }
    } else if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        known(member.getValue(), path + "." + member.getKey());
      }
    } else if (value != null && model(value)) {
      for (var getter : value.getClass().getMethods()) {
        if (getter.getName().equals("getAdditionalProperties")) {
          if (called(getter, value) instanceof Map<?, ?> unknown) {
            assertThat(unknown).as(path).isEmpty();
          }
        } else if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
          known(called(getter, value), path + "." + getter.getName().substring(3));
        }
      }
    }
  }

  private static Object called(Method getter, Object value)
      throws IllegalAccessException, InvocationTargetException {
    return getter.invoke(value);
  }

  private static boolean model(Object value) {
    return value.getClass().getName().startsWith("io.fabric8.")
        && !(value instanceof JsonNode)
        && !value.getClass().isEnum();
  }
}
