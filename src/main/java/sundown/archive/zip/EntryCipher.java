package sundown.archive.zip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * Encrypts and authenticates the contents of one entry after the other.
 *
 * <p>AES-256 in WinZip's counter mode: 16 bytes, least significant first, starting at 1 for each entry. The JDK's
 * counter mode counts from the other end, so this class writes the counters and encrypts them as plain blocks, a chunk
 * at a time.
 */
final class EntryCipher {
    static final int BLOCK_BYTES = 16;
    static final int CODE_BYTES = 10;

    /** Small enough to stay in the processor's nearest caches from one step to the next. */
    private static final int CHUNK_BYTES = 16 * 1024;

    private static final VarHandle COUNTER =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int STEP = 4 * Long.BYTES;

    private final Cipher cipher = cipher();
    private final Mac mac = mac();
    private final byte[] counters = new byte[CHUNK_BYTES];
    private final byte[] stream = new byte[CHUNK_BYTES];
    private long counter;
    private long left;
    private int used;
    private int made;

    /** Starts an entry of this many bytes. */
    void start(KeyDerivation.Keys keys, long bytes) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, keys.encryption());
            mac.init(keys.authentication());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the JDK takes AES keys of 256 bits, and any key for HMAC-SHA1", refused);
        }
        counter = 1;
        left = bytes;
        used = 0;
        made = 0;
    }

    /** The most bytes that the next {@link #encrypt} takes; 0 at the end. */
    int available() {
        if (used == made && left > 0) {
            make((int) Math.min(CHUNK_BYTES, left));
        }
        return made - used;
    }

    /** Encrypts the next bytes in place, no more than are available. */
    void encrypt(byte[] target, int offset, int length) {
        xor(target, offset, stream, used, length);
        used += length;
        mac.update(target, offset, length);
    }

    /** The authentication code at the entry's end: the first 10 bytes of the HMAC over everything encrypted. */
    byte[] code() {
        return Arrays.copyOf(mac.doFinal(), CODE_BYTES);
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

    private static Mac mac() {
        try {
            return Mac.getInstance("HmacSHA1");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HMAC-SHA1", missing);
        }
    }

    /**
     * Combines bytes of the target, in place, with as many of the stream. Of the forms measured, this one is fast both
     * on the JVM, which vectorizes it, and in native code, which runs it as written: a loop over bytes is ten times
     * slower in native code, and on the JVM as soon as the arrays begin at different indexes. It is written out because
     * native code would call a method for every eight bytes.
     */
    static void xor(byte[] target, int at, byte[] stream, int from, int length) {
        int steps = length - length % STEP;
        for (int index = 0; index < steps; index += STEP) {
            int to = at + index;
            int with = from + index;
            long first = (long) EIGHT_BYTES.get(target, to) ^ (long) EIGHT_BYTES.get(stream, with);
            long second = (long) EIGHT_BYTES.get(target, to + 8) ^ (long) EIGHT_BYTES.get(stream, with + 8);
            long third = (long) EIGHT_BYTES.get(target, to + 16) ^ (long) EIGHT_BYTES.get(stream, with + 16);
            long fourth = (long) EIGHT_BYTES.get(target, to + 24) ^ (long) EIGHT_BYTES.get(stream, with + 24);
            EIGHT_BYTES.set(target, to, first);
            EIGHT_BYTES.set(target, to + 8, second);
            EIGHT_BYTES.set(target, to + 16, third);
            EIGHT_BYTES.set(target, to + 24, fourth);
        }
        for (int index = steps; index < length; index++) {
            target[at + index] ^= stream[from + index];
        }
    }
}
