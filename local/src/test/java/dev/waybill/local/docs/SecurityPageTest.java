package dev.waybill.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} names no test that is not there. */
class SecurityPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  @Test
  void every_test_that_the_page_relies_on_exists() {
    Set<String> named = new TreeSet<>();
    TEST.matcher(Sources.page("security.md")).results().forEach(hit -> named.add(hit.group(1)));

    assertThat(named).hasSizeGreaterThan(15);
    assertThat(Sources.tests()).containsAll(named);
  }
}
