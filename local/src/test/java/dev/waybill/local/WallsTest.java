package dev.waybill.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waybill.crds.ContainerLog;
import dev.waybill.crds.KubernetesClients;
import java.io.File;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The walls between the rooms (docs/architecture.md). */
class WallsTest {
  private static final String ALL = "dev.waybill";
  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crds       | crds",
        "storage    | storage",
        "worker     | worker storage",
        "operator   | operator crds storage",
        "gateway    | gateway crds storage",
        "kubernetes | kubernetes",
        "s3         | s3"
      })
  void a_room_uses_only_the_rooms_that_it_may(String room, String allowed) {
    String[] packages =
        java.util.Arrays.stream(allowed.split(" "))
            .map(r -> ALL + "." + r + "..")
            .toArray(String[]::new);

    noClasses()
        .that(resideInAPackage(ALL + "." + room + ".."))
        .should()
        .dependOnClassesThat(resideInAPackage(ALL + "..").and(resideOutsideOfPackages(packages)))
        .check(product);
  }

  @Test
  void only_operator_gateway_and_laptop_talk_to_the_kubernetes_api() {
    noClasses()
        .that(resideOutsideOfPackages(ALL + ".operator..", ALL + ".gateway..", ALL + ".local.."))
        .and()
        .doNotHaveFullyQualifiedName(KubernetesClients.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(ContainerLog.class.getName())
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient")
        .check(product);
  }

  private static boolean decides(JavaMethod method) {
    return method.getName().equals("decide")
        && !method.getModifiers().contains(JavaModifier.PRIVATE);
  }

  @Test
  void only_storage_and_the_embedded_server_know_the_S3_client() {
    noClasses()
        .that(resideOutsideOfPackages(ALL + ".storage..", ALL + ".s3.."))
        .should()
        .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."))
        .check(product);
  }

  @Test
  void what_decides_has_no_client_no_clock_and_no_environment() {
    DescribedPredicate<JavaClass> decides =
        describe("decide", c -> c.getMethods().stream().anyMatch(WallsTest::decides));
    DescribedPredicate<JavaClass> outside =
        resideInAnyPackage("io.fabric8.kubernetes.client..", "java.nio.file..")
            .or(describe("clients", c -> c.isAssignableTo(HttpClient.class)))
            .or(describe("the store", c -> c.getName().equals(ALL + ".storage.ObjectStore")))
            .or(describe("clocks", c -> c.isAssignableTo(Clock.class)))
            .or(describe("files", c -> c.isAssignableTo(File.class)));

    assertThat(product.that(decides)).isNotEmpty();
    classes()
        .that(decides)
        .should()
        .onlyDependOnClassesThat(DescribedPredicate.not(outside))
        .check(product);
    noClasses().that(decides).should().callMethod(Instant.class, "now").check(product);
    noClasses().that(decides).should().callMethod(System.class, "getenv").check(product);
    noClasses()
        .that(decides)
        .should()
        .callMethod(System.class, "getenv", String.class)
        .check(product);
    noClasses().that(decides).should().callMethod(System.class, "currentTimeMillis").check(product);
    noClasses().that(decides).should().callMethod(System.class, "nanoTime").check(product);
  }
}
