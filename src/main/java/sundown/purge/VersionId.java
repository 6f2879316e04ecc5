package sundown.purge;

/**
 * Tells what a bucket keeps under one key apart: the id of a version, of a delete marker, or of an upload.
 *
 * @param value {@code null} for what was stored while the bucket kept no versions, as S3 calls it
 */
public record VersionId(String value) {
    public VersionId {
        if (value.isBlank() || value.length() > 1024) {
            throw new IllegalArgumentException("a version id has 1 to 1,024 characters");
        }
    }
}
