package sundown.archive.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A file that Sundown writes for the user and that a volume contains.
 *
 * @param name as in {@link Source.Written}
 */
public record WrittenFile(String name, String text) {
    /** The text as it is stored and as the volume holds it. */
    public byte[] utf8() {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "WrittenFile[" + name + "]";
    }
}
