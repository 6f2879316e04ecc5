package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

/** How long a text is as a file writes it. */
final class Utf8 {
    private Utf8() {}

    static int length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
