package sundown.archive.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * AES-256 in WinZip's counter mode: 16 bytes, least significant first, from 1 for each entry. The JDK's counter mode
 * counts from the other end, so the counters are written here and encrypted as plain blocks, a chunk at a time.
 */
final class Keystream {
    static final int BLOCK_BYTES = 16;

    /** So few that what one step leaves is still in the processor's nearest caches for the next. */
    private static final int CHUNK_BYTES = 16 * 1024;

    private static final VarHandle COUNTER =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cipher = cipher();
    private final byte[] counters = new byte[CHUNK_BYTES];
    private final byte[] stream = new byte[CHUNK_BYTES];
    private long counter;
    private long left;
    private int used;
    private int made;

    /**
     * Begins within an entry's contents.
     *
     * @param offset a multiple of 16
     * @param bytes how many will be encrypted at most
     */
    void start(SecretKey key, long offset, long bytes) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the JDK takes AES keys of 256 bits", refused);
        }
        counter = offset / BLOCK_BYTES + 1;
        left = bytes;
        used = 0;
        made = 0;
    }

    /** How many bytes the next call of {@link #encrypt} takes at most; 0 at the end. */
    int available() {
        if (used == made && left > 0) {
            make((int) Math.min(CHUNK_BYTES, left));
        }
        return made - used;
    }

    /** Encrypts the bytes that follow in place, no more than are available. */
    void encrypt(byte[] target, int offset, int length) {
        Xor.apply(target, offset, stream, used, length);
        used += length;
    }

    private void make(int bytes) {
        int blockBytes = Math.ceilDiv(bytes, BLOCK_BYTES) * BLOCK_BYTES;
        for (int block = 0; block < blockBytes; block += BLOCK_BYTES) {
            COUNTER.set(counters, block, counter++);
        }
        try {
            cipher.update(counters, 0, blockBytes, stream, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a chunk is as long as its keystream", impossible);
        }
        left -= bytes;
        used = 0;
        made = bytes;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has AES", missing);
        }
    }
}
