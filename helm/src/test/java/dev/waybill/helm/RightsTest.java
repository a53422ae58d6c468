package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The least rights that work: what no rule of the chart's ever says. */
class RightsTest {
  private final Rendered all = Chart.render(Chart.LEAST);

  private Stream<PolicyRule> rules() {
    return Stream.concat(
        all.all(Role.class).flatMap(role -> role.getRules().stream()),
        all.all(ClusterRole.class).flatMap(role -> role.getRules().stream()));
  }

  @Test
  void no_rule_has_a_wildcard() {
    assertThat(rules())
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.getApiGroups()).isNotEmpty().doesNotContain("*");
              assertThat(rule.getResources()).isNotEmpty().allMatch(name -> !name.contains("*"));
              assertThat(rule.getVerbs()).isNotEmpty().doesNotContain("*");
            });
  }

  @Test
  void nobody_has_a_right_in_the_whole_cluster() {
    assertThat(all.all(ClusterRoleBinding.class)).isEmpty();
    assertThat(all.all(RoleBinding.class))
        .allSatisfy(binding -> assertThat(binding.getRoleRef().getKind()).isEqualTo("Role"));
  }

  @Test
  void nobody_lists_or_watches_secrets_and_none_is_read_without_its_name() {
    assertThat(rules().filter(rule -> rule.getResources().contains("secrets")))
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              // a deleted collection is answered with all that was in it
              assertThat(rule.getVerbs())
                  .doesNotContain("list", "watch", "patch", "deletecollection");
              if (rule.getVerbs().contains("get")) {
                assertThat(rule.getResourceNames()).isNotEmpty();
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"escalate", "bind", "impersonate", "approve", "sign"})
  void nobody_has_a_verb_that_makes_more_of_its_rights(String verb) {
    assertThat(rules()).noneMatch(rule -> rule.getVerbs().contains(verb));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pods/exec", "pods/attach", "pods/portforward", "serviceaccounts/token"})
  void nobody_reaches_into_a_pod_or_makes_a_token(String resource) {
    assertThat(rules()).noneMatch(rule -> rule.getResources().contains(resource));
  }

  @Test
  void nobody_makes_a_pod_but_by_a_job() {
    assertThat(rules().filter(rule -> rule.getResources().contains("pods")))
        .noneMatch(rule -> rule.getVerbs().contains("create"));
  }

  @Test
  void the_gateway_writes_jobs_alone_and_deletes_nothing() {
    assertThat(all.rules("wb-waybill-gateway"))
        .allSatisfy(rule -> assertThat(rule.getVerbs()).doesNotContain("delete", "update"))
        .filteredOn(rule -> rule.getVerbs().contains("create"))
        .extracting(PolicyRule::getResources)
        .containsExactly(List.of("processingjobs"));
  }

  @Test
  void operator_and_gateway_have_no_right_where_they_themselves_run() {
    assertThat(all.all(Role.class))
        .filteredOn(role -> !role.getMetadata().getName().endsWith("-init"))
        .extracting(role -> role.getMetadata().getNamespace())
        .containsOnly(Chart.JOBS);
  }

  @Test
  void roles_for_people_are_aggregated_into_no_other() {
    assertThat(all.all(ClusterRole.class))
        .hasSize(2)
        .allSatisfy(
            role ->
                assertThat(role.getMetadata().getLabels().keySet())
                    .noneMatch(label -> label.contains("aggregate")));
  }

  @Test
  void the_hooks_role_is_limited_to_the_secrets_that_it_makes() {
    Rendered named = Chart.render(Chart.LEAST, "client: {existingSecret: mailroom}");

    assertThat(all.rules("wb-waybill-init").getLast().getResourceNames())
        .containsExactly("wb-waybill-gateway", "wb-waybill-client");
    assertThat(named.rules("wb-waybill-init").getLast().getResourceNames())
        .containsExactly("wb-waybill-gateway", "mailroom");
  }
}
