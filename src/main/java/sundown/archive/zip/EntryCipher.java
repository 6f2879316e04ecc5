package sundown.archive.zip;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/** Encrypts the contents of one entry after the other, and authenticates what it encrypted where that is wanted. */
final class EntryCipher {
    static final int CODE_BYTES = 10;

    private final Keystream keystream = new Keystream();
    private final Mac mac = mac();
    private boolean authenticating;

    /** Begins an entry whose authentication code will be asked for. */
    void startAuthenticating(EntryKeys keys, long bytes) {
        try {
            mac.init(keys.authentication());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the JDK takes any key for HMAC-SHA1", refused);
        }
        authenticating = true;
        keystream.start(keys.encryption(), 0, bytes);
    }

    /** Begins at an offset of an entry, a multiple of 16, of which the authentication code is not wanted. */
    void start(EntryKeys keys, long offset, long bytes) {
        authenticating = false;
        keystream.start(keys.encryption(), offset, bytes);
    }

    /** How many bytes the next call of {@link #encrypt} takes at most; 0 at the entry's end. */
    int available() {
        return keystream.available();
    }

    /** Encrypts the bytes that follow in place, no more than are available. */
    void encrypt(byte[] target, int offset, int length) {
        keystream.encrypt(target, offset, length);
        if (authenticating) {
            mac.update(target, offset, length);
        }
    }

    /** The code at the entry's end: the first 10 bytes of the HMAC over all that was encrypted. */
    byte[] code() {
        return Arrays.copyOf(mac.doFinal(), CODE_BYTES);
    }

    private static Mac mac() {
        try {
            return Mac.getInstance("HmacSHA1");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HMAC-SHA1", missing);
        }
    }
}
