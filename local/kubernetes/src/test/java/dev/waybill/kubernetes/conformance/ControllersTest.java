package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ControllersTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final String namespace = Cluster.shared().newNamespace();

  @Test
  void an_operator_reconciles_finalizes_and_is_told_of_the_end() {
    var reconciler = new Recorder();
    var operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(Cluster.shared().newClient())
                    .withUseSSAToPatchPrimaryResource(false)
                    .withCloseClientOnStop(true));
    // Others make ConfigMaps in every namespace; what is theirs gets no finalizer of ours.
    operator.register(
        reconciler, settings -> settings.settingNamespace(namespace).withLabelSelector("mine"));
    operator.start();
    try {
      var maps = Cluster.shared().client().configMaps().inNamespace(namespace);
      maps.resource(map("a")).create();
      await().atMost(SOON).until(() -> reconciler.seen.contains("+a"));
      await()
          .atMost(SOON)
          .until(() -> "yes".equals(maps.withName("a").get().getData().get("reconciled")));
      assertThat(maps.withName("a").get().getMetadata().getFinalizers()).isNotEmpty();
      maps.withName("a").delete();
      await().atMost(SOON).until(() -> reconciler.seen.contains("-a"));
      await().atMost(SOON).until(() -> maps.withName("a").get() == null);
    } finally {
      operator.stop();
    }
  }

  @Test
  void of_two_candidates_one_leads_and_the_other_follows_it() {
    var leaders = new CopyOnWriteArrayList<String>();
    var first = elector("first", leaders).start();
    await().atMost(SOON).until(() -> leaders.equals(List.of("first")));
    var second = elector("second", leaders).start();
    first.cancel(true);
    await().atMost(SOON).until(() -> leaders.contains("second"));
    second.cancel(true);

    assertThat(leaders).containsExactly("first", "second");
  }

  @Test
  void a_leader_that_fell_silent_is_followed_when_its_lease_has_run_out() {
    var silent =
        new LeaseBuilder()
            .withNewMetadata()
            .withName("leader")
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity("dead")
            .withLeaseDurationSeconds(6)
            .withLeaseTransitions(1)
            .withAcquireTime(ZonedDateTime.now())
            .withRenewTime(ZonedDateTime.now())
            .endSpec()
            .build();
    Cluster.shared().client().leases().inNamespace(namespace).resource(silent).create();
    var leaders = new CopyOnWriteArrayList<String>();
    var second = elector("second", leaders).start();
    await().atMost(SOON).until(() -> leaders.contains("second"));
    second.cancel(true);

    var lease = Cluster.shared().client().leases().inNamespace(namespace).withName("leader").get();
    assertThat(lease.getSpec().getLeaseTransitions()).isGreaterThan(1);
  }

  private LeaderElector elector(String name, List<String> leaders) {
    var config =
        new LeaderElectionConfig(
            new LeaseLock(namespace, "leader", name),
            Duration.ofSeconds(6),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            new LeaderCallbacks(() -> leaders.add(name), () -> {}, leader -> {}),
            true,
            name);
    return new LeaderElector(Cluster.shared().client(), config, ForkJoinPool.commonPool());
  }

  private static ConfigMap map(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("mine", "1")
        .endMetadata()
        .build();
  }

  @ControllerConfiguration
  private static final class Recorder implements Reconciler<ConfigMap>, Cleaner<ConfigMap> {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public UpdateControl<ConfigMap> reconcile(ConfigMap map, Context<ConfigMap> context) {
      seen.add("+" + map.getMetadata().getName());
      if (map.getData() != null && map.getData().containsKey("reconciled")) {
        return UpdateControl.noUpdate();
      }
      return UpdateControl.patchResource(
          new ConfigMapBuilder(map).addToData("reconciled", "yes").build());
    }

    @Override
    public DeleteControl cleanup(ConfigMap map, Context<ConfigMap> context) {
      seen.add("-" + map.getMetadata().getName());
      return DeleteControl.defaultDelete();
    }
  }
}
