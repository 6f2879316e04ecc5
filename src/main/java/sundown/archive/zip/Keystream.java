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

    private static final VarHandle COUNTER =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cipher = cipher();
    private final Xor xor = Xor.fastest();
    private final byte[] counters;
    private final byte[] stream;
    private long counter;

    /** A keystream for chunks of at most so many bytes, a multiple of 16. */
    Keystream(int chunkBytes) {
        counters = new byte[chunkBytes];
        stream = new byte[chunkBytes];
    }

    /** Begins at an offset of an entry's contents, a multiple of 16. */
    void start(SecretKey key, long offset) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the JDK takes AES keys of 256 bits", refused);
        }
        counter = offset / BLOCK_BYTES + 1;
    }

    /** Encrypts the first bytes of a chunk in place; only an entry's last chunk may end within a block. */
    void encrypt(byte[] chunk, int length) {
        int blockBytes = Math.ceilDiv(length, BLOCK_BYTES) * BLOCK_BYTES;
        for (int block = 0; block < blockBytes; block += BLOCK_BYTES) {
            COUNTER.set(counters, block, counter++);
        }
        try {
            cipher.update(counters, 0, blockBytes, stream, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a chunk is as long as its keystream", impossible);
        }
        xor.apply(chunk, stream, length);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has AES", missing);
        }
    }
}
