package sundown.archive;

import sundown.gallery.ETag;

/** A part that the storage has. */
public record UploadedPart(int number, long bytes, ETag etag) {}
