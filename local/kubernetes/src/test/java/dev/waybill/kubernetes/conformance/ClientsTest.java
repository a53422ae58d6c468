package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the fabric8 client does for its users, by its own means. */
class ClientsTest {
  private final KubernetesClient client = Cluster.shared().client();
  private final String namespace = Cluster.shared().newNamespace();

  @Test
  void objects_are_made_edited_and_deleted() {
    maps().resource(map("a", "1")).create();
    maps().withName("a").edit(map -> new ConfigMapBuilder(map).addToData("k", "2").build());
    assertThat(maps().withName("a").get().getData()).containsEntry("k", "2");
    maps().resource(map("a", "3")).createOr(found -> found.update());
    assertThat(maps().withName("a").get().getData()).containsEntry("k", "3");
    var gone = maps().withName("a").withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();

    assertThat(gone).hasSize(1);
    assertThat(maps().withName("a").waitUntilCondition(map -> map == null, 30, TimeUnit.SECONDS))
        .isNull();
    assertThat(maps().withName("a").delete()).isEmpty();
  }

  @Test
  void patches_of_three_kinds_are_sent() {
    maps().resource(map("p", "1")).create();
    for (PatchType type : new PatchType[] {PatchType.JSON_MERGE, PatchType.STRATEGIC_MERGE}) {
      String patch = "{\"data\":{\"" + type + "\":\"yes\"}}";
      assertThat(maps().withName("p").patch(PatchContext.of(type), patch).getData())
          .containsEntry(type.toString(), "yes");
    }
    String add = "[{\"op\":\"add\",\"path\":\"/data/json\",\"value\":\"yes\"}]";
    assertThat(maps().withName("p").patch(PatchContext.of(PatchType.JSON), add).getData())
        .containsEntry("json", "yes")
        .hasSize(4);
  }

  @Test
  void a_locked_update_of_a_changed_object_fails() {
    ConfigMap seen = maps().resource(map("l", "1")).create();
    maps().withName("l").edit(map -> new ConfigMapBuilder(map).addToData("k", "2").build());
    String version = seen.getMetadata().getResourceVersion();
    ConfigMap late = new ConfigMapBuilder(seen).addToData("k", "3").build();

    assertThatThrownBy(() -> maps().resource(late).lockResourceVersion(version).update())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
    assertThat(maps().withName("l").get().getData()).containsEntry("k", "2");
  }

  @Test
  void lists_are_paged_and_selected() {
    for (int i = 0; i < 5; i++) {
      maps().resource(map("m" + i, "1")).create();
    }
    var page = maps().withLabel("mine").list(new ListOptionsBuilder().withLimit(2L).build());
    assertThat(page.getItems()).hasSize(2);
    assertThat(page.getMetadata().getContinue()).isNotEmpty();
    assertThat(maps().withLabelIn("mine", "0", "1").list().getItems()).hasSize(5);
    assertThat(maps().withoutLabel("mine").withField("metadata.name", "m1").list().getItems())
        .isEmpty();
    maps().withLabel("mine").delete();
    assertThat(maps().withLabel("mine").list().getItems()).isEmpty();
  }

  @Test
  void a_status_is_written_apart() {
    var widgets = client.genericKubernetesResources(Recording.WIDGETS).inNamespace(namespace);
    var widget = new GenericKubernetesResource();
    widget.setApiVersion(Cluster.GROUP + "/v1");
    widget.setKind("Widget");
    widget.setMetadata(map("w", "").getMetadata());
    widget.setAdditionalProperty("spec", Map.of("size", 3));
    GenericKubernetesResource made = widgets.resource(widget).create();
    made.setAdditionalProperty("status", Map.of("phase", "on"));
    made.setAdditionalProperty("spec", Map.of("size", 4));
    GenericKubernetesResource told = widgets.resource(made).updateStatus();

    assertThat(told.<String>get("status", "phase")).isEqualTo("on");
    assertThat(told.<Integer>get("spec", "size")).isEqualTo(3);
    assertThat(told.getMetadata().getGeneration()).isEqualTo(1);
  }

  private NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> maps() {
    return client.configMaps().inNamespace(namespace);
  }

  private static ConfigMap map(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("mine", "1")
        .endMetadata()
        .addToData("k", value)
        .build();
  }
}
