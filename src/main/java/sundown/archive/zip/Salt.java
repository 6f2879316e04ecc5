package sundown.archive.zip;

import java.nio.ByteBuffer;

/**
 * The 16 bytes from which, with the password, the keys of one entry are made. They are random and not secret. No two
 * entries under one password may have the same: as the counter of each entry begins at 1, their contents would be
 * encrypted with the same keystream. For the same reason contents that changed need a new salt.
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
