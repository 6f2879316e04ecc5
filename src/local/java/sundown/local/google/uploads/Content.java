package sundown.local.google.uploads;

import java.util.Optional;

/**
 * What is kept of uploaded bytes.
 *
 * @param sha256 in lower-case hexadecimal
 * @param sha1 in lower-case hexadecimal
 * @param type what the bytes are; empty for what Google does not take
 */
public record Content(String sha256, String sha1, long bytes, Optional<MediaType> type) {}
