package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * What a person should know of one file of a slice: why it failed, or what it waits for.
 *
 * @param file the file's index in its job
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FileNote(@Required int file, @Required @Size(max = 256) String reason) {}
