package sundown.archive.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One file of a volume. Everything except its contents is readable without the password.
 *
 * @param path its name with folders, separated by {@code /}; 1 to 65,535 bytes of UTF-8, written unchanged: the planner
 *     makes it safe for every system. Never logged
 * @param bytes the exact length of its contents
 * @param modified shown by unzip programs in whole seconds; a year outside 1901 to 2038 becomes the nearest of them
 */
public record ZipEntry(String path, long bytes, Instant modified, Salt salt) {
    private static final int LONGEST_PATH = 0xFFFF;

    public ZipEntry {
        byte[] name = path.getBytes(UTF_8);
        if (name.length == 0 || name.length > LONGEST_PATH) {
            throw new IllegalArgumentException("a path has 1 to 65,535 bytes");
        }
        if (!path.equals(new String(name, UTF_8))) {
            throw new IllegalArgumentException("a path must be whole characters, so that two paths never become one");
        }
        if (bytes < 0) {
            throw new IllegalArgumentException("an entry cannot have fewer than 0 bytes");
        }
    }

    /**
     * The 16 bytes from which, with the password, the keys of one entry are derived. They are random and not secret. No
     * two entries under one password may share a salt: the counter of each entry starts at 1, so their contents would
     * be encrypted with the same keystream. For the same reason changed contents need a new salt.
     *
     * @param high the first eight bytes, most significant first
     * @param low the last eight bytes
     */
    public record Salt(long high, long low) {
        static final int BYTES = 16;

        byte[] bytes() {
            return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
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
