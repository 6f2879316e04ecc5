package sundown.local.google.library;

import java.time.Instant;
import sundown.local.google.uploads.Content;
import sundown.local.google.uploads.MediaType;

/**
 * A photo or video in an account.
 *
 * @param created when it was created; the stand-in does not read the date in the bytes
 */
public record MediaItem(
        String id, String fileName, String description, MediaType type, Content content, Instant created) {}
