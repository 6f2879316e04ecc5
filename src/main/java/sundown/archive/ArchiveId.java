package sundown.archive;

import java.util.regex.Pattern;

/**
 * Names an archive. It is part of the names of its objects and cannot be guessed.
 *
 * @param value 24 hexadecimal digits in lower case
 */
public record ArchiveId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    public ArchiveId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an archive id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
