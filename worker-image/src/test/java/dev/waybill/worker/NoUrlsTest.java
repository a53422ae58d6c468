package dev.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoUrlsTest {
  private final NoUrls urls = new NoUrls();

  @ParameterizedTest
  @ValueSource(strings = {"http://host/x", "https://host/x", "ftp://host/x", "mailto:someone"})
  void nothing_is_opened_that_is_not_on_this_machine(String address) throws Exception {
    URI uri = URI.create(address);
    URL url = URL.of(uri, urls.createURLStreamHandler(uri.getScheme()));

    assertThatThrownBy(url::openConnection)
        .isInstanceOf(IOException.class)
        .hasMessage("a worker opens no URL");
  }

  @Test
  void jars_are_left_to_the_platform() {
    assertThat(urls.createURLStreamHandler("jar")).isNull();
  }
}
