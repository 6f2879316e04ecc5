package sundown.gallery;

/** The key of an object. A {@link GalleryLayout} tells whose it is. */
public record ObjectKey(String value) {
    public ObjectKey {
        if (value.isEmpty() || value.length() > 1024) {
            throw new IllegalArgumentException("an object key has 1 to 1,024 characters");
        }
    }
}
