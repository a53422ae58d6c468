package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One file of a job and its place in the archive, as the archive's central directory has it.
 *
 * @param index from 0, in directory order over the files that count
 * @param name flattened, unique in its job without regard to case (contract, idp), at most 255
 *     bytes of UTF-8
 * @param offset of the local header, in bytes from the archive's start
 * @param compressedSize in bytes
 * @param size declared, in bytes
 * @param method 0, 8 or 9
 * @param crc of the content, CRC-32
 * @param refusal why this entry is not even tried, null where it is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileEntry(
    @JsonProperty("i") int index,
    @JsonProperty("n") String name,
    @JsonProperty("o") long offset,
    @JsonProperty("c") long compressedSize,
    @JsonProperty("u") long size,
    @JsonProperty("m") int method,
    @JsonProperty("k") long crc,
    @JsonProperty("r") String refusal) {}
