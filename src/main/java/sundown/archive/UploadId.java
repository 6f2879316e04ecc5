package sundown.archive;

/** Names an unfinished upload of a volume, as the storage does. */
public record UploadId(String value) {
    public UploadId {
        if (value.isEmpty() || value.length() > 1024) {
            throw new IllegalArgumentException("an upload id has 1 to 1,024 characters");
        }
    }
}
