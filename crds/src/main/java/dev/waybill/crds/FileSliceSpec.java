package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * The immutable part of a slice.
 *
 * @param number of the slice in its job, from 0
 * @param firstIndex index of its first file
 * @param count of its files
 * @param files a {@link FileTable}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(value = "self == oldSelf", message = "a slice's files are immutable")
public record FileSliceSpec(
    @Required @Min(0) @Max(99_999) int number,
    @Required @Min(0) @Max(9_999_999) int firstIndex,
    @Required @Min(1) @Max(Waybill.FILES_PER_SLICE) int count,
    @Required @Size(max = 262_144) String files) {}
