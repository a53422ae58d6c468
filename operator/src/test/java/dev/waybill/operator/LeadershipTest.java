package dev.waybill.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica's part in an election, held with the elector that the framework uses. */
class LeadershipTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static Cluster cluster;

  private final AtomicInteger elected = new AtomicInteger();
  private final AtomicInteger deposed = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Leadership leadership =
      new Leadership(
          cluster.client(), Cluster.NAMESPACE, elected::incrementAndGet, deposed::incrementAndGet);

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
    lease().delete();
  }

  @Test
  void a_leader_that_ends_gives_its_lease_up_and_is_not_deposed() {
    CompletableFuture<?> election = elect();

    leadership.end();
    election.cancel(false);
    leadership.release();

    assertThat(holder()).isNullOrEmpty();
    assertThat(deposed).hasValue(0);
  }

  @Test
  void the_lease_of_another_is_left_alone() {
    CompletableFuture<?> election = elect();
    take();

    leadership.end();
    election.cancel(false);
    leadership.release();

    assertThat(holder()).isEqualTo("another");
  }

  @Test
  void a_leader_whose_lease_is_taken_is_deposed() {
    elect();

    take();

    await().atMost(SOON).untilAsserted(() -> assertThat(deposed).hasPositiveValue());
    assertThat(holder()).isEqualTo("another");
  }

  private CompletableFuture<?> elect() {
    LeaderElectionConfiguration asked = leadership.configuration();
    LeaseLock lock =
        new LeaseLock(
            asked.getLeaseNamespace().orElseThrow(),
            asked.getLeaseName(),
            asked.getIdentity().orElseThrow());
    CompletableFuture<?> election =
        new LeaderElector(
                cluster.client(),
                new LeaderElectionConfig(
                    lock,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(200),
                    asked.getLeaderCallbacks().orElseThrow(),
                    false,
                    asked.getLeaseName()),
                threads)
            .start();
    await().atMost(SOON).untilAsserted(() -> assertThat(elected).hasValue(1));
    return election;
  }

  private static void take() {
    lease()
        .edit(
            lease ->
                new LeaseBuilder(lease)
                    .editSpec()
                    .withHolderIdentity("another")
                    .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                    .endSpec()
                    .build());
  }

  private static String holder() {
    return lease().get().getSpec().getHolderIdentity();
  }

  private static Resource<Lease> lease() {
    return cluster.client().leases().inNamespace(Cluster.NAMESPACE).withName(Leadership.LEASE);
  }
}
