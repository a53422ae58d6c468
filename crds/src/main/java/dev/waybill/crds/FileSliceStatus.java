package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * Where each file of a slice stands.
 *
 * @param states one {@link FileState} code per file, in the table's order
 * @param notes of the files that need words
 * @param attempts {@link Attempt} lines, oldest first per file
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileSliceStatus(
    @Size(max = Waybill.FILES_PER_SLICE) String states,
    @Size(max = Waybill.FILES_PER_SLICE) List<FileNote> notes,
    @Size(max = 3100) List<@Size(max = 200) String> attempts) {

  public FileSliceStatus {
    notes = notes == null ? List.of() : List.copyOf(notes);
    attempts = attempts == null ? List.of() : List.copyOf(attempts);
  }
}
