package sundown.local.google.uploads;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is kept of uploaded bytes.
 *
 * @param sha256 in lower-case hexadecimal
 * @param sha1 in lower-case hexadecimal
 * @param type what the bytes are; empty for what Google does not take
 * @param file the bytes themselves, where the stand-in keeps them
 */
public record Content(String sha256, String sha1, long bytes, Optional<MediaType> type, Optional<Path> file) {}
