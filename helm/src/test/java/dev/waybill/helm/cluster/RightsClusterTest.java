package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every service account of the chart is tried against what it must not, and what it must, do. */
@OnCluster
class RightsClusterTest {
  private final Installation installed;

  RightsClusterTest(Installation installed) {
    this.installed = installed;
  }

  @ParameterizedTest
  @CsvSource({
    // In the jobs' namespace.
    "operator, jobs,    get list watch patch update delete,           processingjobs.waybill.dev",
    "operator, jobs,    create delete deletecollection,               fileslices.waybill.dev",
    "operator, jobs,    create delete,                                jobs.batch",
    "operator, jobs,    create update delete,                         secrets",
    "operator, jobs,    get,                                          pods/log",
    "gateway,  jobs,    get list watch create patch,                  processingjobs.waybill.dev",
    "gateway,  jobs,    list watch,                                   fileslices.waybill.dev",
    "gateway,  jobs,    get,                                          pods/log"
  })
  void it_may(String account, String where, String verbs, String resource) {
    assertThat(List.of(verbs.split(" "))).allMatch(verb -> may(account, where, verb, resource));
  }

  @ParameterizedTest
  @CsvSource({
    "operator, jobs,    get list watch patch deletecollection,        secrets",
    "operator, jobs,    create impersonate,                           processingjobs.waybill.dev",
    "operator, jobs,    create update,                                pods",
    "operator, jobs,    create get,                                   pods/exec",
    "operator, jobs,    create,                                       serviceaccounts/token",
    "operator, jobs,    create update patch bind escalate,            roles.rbac.authorization.k8s.io",
    "operator, jobs,    create,                                       rolebindings.rbac.authorization.k8s.io",
    "operator, release, get list watch create update patch delete,    secrets",
    "operator, release, get list create patch delete,                 pods",
    "operator, release, get list create delete,                       processingjobs.waybill.dev",
    "operator, cluster, get list watch,                               secrets",
    "operator, cluster, get list watch,                               pods",
    "operator, cluster, get list patch,                               nodes",
    "operator, cluster, create patch update delete,                   customresourcedefinitions.apiextensions.k8s.io",
    "operator, cluster, create impersonate,                           users",
    "gateway,  jobs,    get list watch create update patch delete,    secrets",
    "gateway,  jobs,    delete deletecollection update impersonate,   processingjobs.waybill.dev",
    "gateway,  jobs,    update patch,                                 processingjobs.waybill.dev/status",
    "gateway,  jobs,    create update patch delete,                   fileslices.waybill.dev",
    "gateway,  jobs,    get create update patch delete watch,         pods",
    "gateway,  jobs,    create get,                                   pods/exec",
    "gateway,  jobs,    get list create delete,                       jobs.batch",
    "gateway,  jobs,    create,                                       serviceaccounts/token",
    "gateway,  release, get list watch create update patch delete,    secrets",
    "gateway,  release, get list create delete,                       pods",
    "gateway,  cluster, get list watch,                               secrets",
    "gateway,  cluster, get list watch create,                        processingjobs.waybill.dev",
    "gateway,  cluster, get list,                                     nodes",
    "collect,  jobs,    get list watch create delete,                 secrets",
    "collect,  jobs,    get list create delete,                       pods",
    "collect,  jobs,    get list create patch delete,                 processingjobs.waybill.dev",
    "collect,  cluster, get list,                                     nodes",
    "default,  jobs,    get list watch create delete,                 secrets",
    "default,  jobs,    get list create delete,                       pods",
    "default,  jobs,    get list create patch delete,                 processingjobs.waybill.dev"
  })
  void it_may_not(String account, String where, String verbs, String resource) {
    assertThat(List.of(verbs.split(" "))).noneMatch(verb -> may(account, where, verb, resource));
  }

  private boolean may(String account, String where, String verb, String resource) {
    String[] parts = resource.split("\\.", 2);
    String[] path = parts[0].split("/");
    String group = parts.length > 1 ? parts[1].replaceAll("/.*", "") : "";
    String sub = resource.contains("/") ? resource.replaceAll(".*/", "") : "";
    SubjectAccessReview asked =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user(account))
            .withNewResourceAttributes()
            .withNamespace(namespace(where))
            .withVerb(verb)
            .withGroup(group)
            .withResource(path[0])
            .withSubresource(sub)
            .endResourceAttributes()
            .endSpec()
            .build();
    return installed
        .client()
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(asked)
        .getStatus()
        .getAllowed();
  }

  private String user(String account) {
    return switch (account) {
      case "default" -> "system:serviceaccount:" + installed.jobs() + ":default";
      case "collect" -> "system:serviceaccount:" + installed.jobs() + ":waybill-collect";
      default -> installed.serviceAccount(account);
    };
  }

  /** Empty: in all of them. */
  private String namespace(String where) {
    return switch (where) {
      case "jobs" -> installed.jobs();
      case "release" -> installed.namespace();
      default -> "";
    };
  }
}
