package sundown.local.google.library;

import java.time.Instant;
import sundown.local.google.uploads.Content;
import sundown.local.google.uploads.MediaType;

/**
 * A photo or video in an account.
 *
 * @param clientId the client that created it and is the only one to see it
 * @param created when it was created; the stand-in does not read the date in the bytes
 */
public record MediaItem(
        String id,
        String fileName,
        String description,
        MediaType type,
        Content content,
        String clientId,
        Instant created) {}
