package dev.waybill.operator.pod;

import dev.waybill.crds.ProcessingJobSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user's own container between two steps of Waybill's: {@code fetch} writes the file, {@code
 * work} is theirs, {@code deliver} uploads what they wrote. What is between them are two folders;
 * grants, which the outer two have, are not in the middle one's reach.
 */
final class OwnContainer {
  private static final String FETCH = "fetch";
  private static final String DELIVER = "deliver";
  private static final String DISK = "ephemeral-storage";

  /**
   * Above a file's declared size: file systems count blocks, and fetch enforces the size itself.
   */
  private static final Quantity SLACK = new Quantity("16Mi");

  private final AttemptJob attempt;
  private final ProcessingJobSpec.Worker asked;
  private final String image;
  private final WorkerPod worker;
  private final Scratch temporary;
  private final Scratch input;
  private final Scratch output;
  private final ResourceRequirements resources;

  OwnContainer(AttemptJob attempt, String image, WorkerPod worker) {
    this.attempt = attempt;
    this.asked = attempt.job().getSpec().worker();
    this.image = image;
    this.worker = worker;
    Quantity size = Scratch.with(SLACK, attempt.file().size());
    temporary = Scratch.temporary(worker.temporary());
    input = new Scratch("input", "/work/input", size);
    output = new Scratch("output", "/work/output", worker.output());
    resources = resources();
  }

  PodSpec in(PodSpecBuilder pod) {
    long group = Optional.ofNullable(asked.fsGroup()).orElse(worker.user());
    return pod.withSecurityContext(Confinement.ofPod(worker.user(), group))
        .withVolumes(temporary.volume(), input.volume(), output.volume())
        .withInitContainers(step(FETCH, input.mount()), work())
        .withContainers(step(DELIVER, output.readOnly()))
        .build();
  }

  private Container step(String name, VolumeMount folder) {
    return new ContainerBuilder()
        .withName(name)
        .withImage(image)
        .withArgs(name)
        .withEnv(new AttemptEnv(attempt).around())
        .withResources(
            new ResourceRequirementsBuilder()
                .withRequests(worker.stepRequests())
                .addToRequests(DISK, resources.getRequests().get(DISK))
                .withLimits(worker.stepLimits())
                .addToLimits(DISK, resources.getLimits().get(DISK))
                .build())
        .withSecurityContext(Confinement.ofStep())
        .withVolumeMounts(temporary.mount(), folder)
        .build();
  }

  private Container work() {
    return new ContainerBuilder()
        .withName(AttemptJob.WORK)
        .withImage(asked.image())
        .withCommand(asked.command())
        .withArgs(asked.args())
        .withEnv(new AttemptEnv(attempt).work())
        .withResources(resources)
        .withSecurityContext(Confinement.ofUsers(asked.runAsUser(), asked.runAsGroup()))
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withVolumeMounts(input.readOnly(), output.mount())
        .build();
  }

  /**
   * Of the user's step. Its share of the disk is every step's: the kubelet holds the whole pod,
   * folders included, to the largest limit that is among them, and init containers to none of their
   * own.
   */
  private ResourceRequirements resources() {
    return worker
        .growth()
        .of(
            WorkerResources.of(
                asked,
                // the file is there from the start
                onDisk(worker.requests(), input),
                // what would fill the temporary folder, a user's container may write beside
                onDisk(worker.limits(), input, output, temporary)),
            attempt.outOfMemory());
  }

  private static Map<String, Quantity> onDisk(Map<String, Quantity> own, Scratch... folders) {
    Map<String, Quantity> all = new HashMap<>(own);
    all.put(
        DISK,
        Scratch.bytes(
            Stream.of(folders)
                .map(folder -> folder.limit().getNumericalAmount())
                .reduce(BigDecimal.ZERO, BigDecimal::add)));
    return all;
  }
}
