package sundown.gallery;

/** One version of an object's bytes. */
public record ObjectVersion(ObjectKey key, ETag etag) {}
