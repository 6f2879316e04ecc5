package sundown.gallery;

import java.util.regex.Pattern;

/**
 * The id of an item in a user's gallery.
 *
 * @param value 1 to 128 of letters, digits, {@code -}, {@code _} and {@code .}; their order is the order of the gallery
 */
public record ItemId(String value) implements Comparable<ItemId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public ItemId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an item id");
        }
    }

    @Override
    public int compareTo(ItemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
