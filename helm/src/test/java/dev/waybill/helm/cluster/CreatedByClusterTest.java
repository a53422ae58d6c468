package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may say whose a job is. */
@OnCluster
class CreatedByClusterTest {
  private static final String PERSON = "person@example.com";
  private static final String TRUSTED = "trusted@example.com";

  private final Installation installed;

  CreatedByClusterTest(Installation installed) {
    this.installed = installed;
  }

  @BeforeEach
  void let_two_people_edit_and_one_of_them_impersonate() {
    for (String user : new String[] {PERSON, TRUSTED}) {
      bind(user, "ClusterRole", "waybill-" + installed.namespace() + "-edit");
    }
    installed
        .client()
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName("impersonate")
                .withNamespace(installed.jobs())
                .endMetadata()
                .addNewRule()
                .withApiGroups("waybill.dev")
                .withResources("processingjobs")
                .withVerbs("impersonate")
                .endRule()
                .build())
        .serverSideApply();
    bind(TRUSTED, "Role", "impersonate");
  }

  private void bind(String user, String kind, String role) {
    installed
        .client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(kind.toLowerCase(java.util.Locale.ROOT) + "-" + user.replace('@', '.'))
                .withNamespace(installed.jobs())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", kind, role)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .serverSideApply();
  }

  private GenericKubernetesResource job(String createdBy) {
    return job("job-" + UUID.randomUUID(), createdBy);
  }

  private GenericKubernetesResource job(String name, String createdBy) {
    String owner = createdBy == null ? "" : "createdBy: " + createdBy;
    return Serialization.unmarshal(
        """
        apiVersion: waybill.dev/v1alpha1
        kind: ProcessingJob
        metadata: {name: %s, namespace: %s}
        spec:
          source: {archive: {bucket: not-there, key: a.zip}}
          %s
        """
            .formatted(name, installed.jobs(), owner),
        GenericKubernetesResource.class);
  }

  private GenericKubernetesResource create(String user, String createdBy) {
    return send(user, job(createdBy));
  }

  private GenericKubernetesResource send(String user, GenericKubernetesResource job) {
    try (KubernetesClient client = installed.as(user)) {
      return client.resource(job).create();
    }
  }

  @Test
  void a_person_may_make_a_job_that_is_nobodys() {
    assertThat(create(PERSON, null).getMetadata().getUid()).isNotEmpty();
  }

  @Test
  void a_person_may_not_make_a_job_in_the_name_of_another() {
    assertThatThrownBy(() -> create(PERSON, "waybill/somebody"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.createdBy: only the gateway may say whose a job is");
  }

  @Test
  void a_person_may_not_name_a_job_as_the_id_of_another() {
    String id = create(PERSON, null).getMetadata().getUid();

    assertThatThrownBy(() -> send(PERSON, job(id, null)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("metadata.name: a UUID is the id of a job");
    assertThat(send(installed.serviceAccount("gateway"), job(id, null))).isNotNull();
  }

  @Test
  void the_gateway_may_and_who_has_the_verb_impersonate() {
    assertThat(create(installed.serviceAccount("gateway"), "waybill/somebody")).isNotNull();
    assertThat(create(TRUSTED, "waybill/somebody")).isNotNull();
  }

  @Test
  void a_jobs_owner_does_not_change_whoever_asks() {
    GenericKubernetesResource owned = create(TRUSTED, "waybill/somebody");
    GenericKubernetesResource nobodys = create(PERSON, null);

    for (String user : new String[] {TRUSTED, installed.serviceAccount("gateway")}) {
      refused(user, owned, "{\"spec\":{\"createdBy\":\"waybill/other\"}}");
      refused(user, owned, "{\"spec\":{\"createdBy\":null}}");
      refused(user, nobodys, "{\"spec\":{\"createdBy\":\"waybill/other\"}}");
    }
  }

  private void refused(String user, GenericKubernetesResource job, String patch) {
    try (KubernetesClient client = installed.as(user)) {
      assertThatThrownBy(
              () -> client.resource(job).patch(PatchContext.of(PatchType.JSON_MERGE), patch))
          .hasMessageContaining("createdBy");
    }
  }
}
