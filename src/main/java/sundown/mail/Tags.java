package sundown.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Ids in tags of a letter: a post office takes letters, digits, hyphens and underscores there, and gives them back. */
public final class Tags {
    private Tags() {}

    /** An id as a tag. */
    public static String encoded(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The id of a tag.
     *
     * @throws IllegalArgumentException when it is not one
     */
    static String decoded(String tag) {
        try {
            return new String(Base64.getUrlDecoder().decode(tag), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException("a tag is malformed", invalid);
        }
    }
}
