package sundown.gallery;

/**
 * The key of the object with an item's bytes: {@code <group>/<userId>/<itemId>}. The group comes first, so that a
 * bucket policy can deny deletion before the group's date.
 */
public record ObjectKey(String value) {
    public ObjectKey {
        if (value.isEmpty() || value.length() > 1024) {
            throw new IllegalArgumentException("an object key has 1 to 1,024 characters");
        }
    }
}
