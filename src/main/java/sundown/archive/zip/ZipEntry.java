package sundown.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/**
 * One file of a volume. All but its contents can be read without the password.
 *
 * @param path its name with folders, separated by {@code /}; 1 to 65,535 bytes of UTF-8. It is written as it is: making
 *     it safe for every system is the planner's work. Never logged
 * @param bytes the exact length of its contents
 * @param modified shown by unzip programs in whole seconds; years 1901 to 2038, and the nearest of them for others
 */
public record ZipEntry(String path, long bytes, Instant modified, Salt salt) {
    private static final int LONGEST_PATH = 0xFFFF;

    public ZipEntry {
        byte[] name = path.getBytes(UTF_8);
        if (name.length == 0 || name.length > LONGEST_PATH) {
            throw new IllegalArgumentException("a path has 1 to 65,535 bytes");
        }
        if (!path.equals(new String(name, UTF_8))) {
            throw new IllegalArgumentException("a path must be whole characters, so that two never become one");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("an entry cannot have fewer than 0 bytes");
        }
    }

    byte[] name() {
        return path.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "ZipEntry[" + bytes + " bytes]";
    }
}
