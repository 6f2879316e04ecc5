package sundown.archive.zip;

import java.nio.ByteBuffer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys of one entry: bytes 0 to 31 encrypt, 32 to 63 authenticate, 64 and 65 tell most wrong passwords at once. */
final class EntryKeys {
    static final int VERIFIER_BYTES = 2;

    private static final int KEY_BYTES = 32;

    private final byte[] derived;

    EntryKeys(byte[] derived) {
        this.derived = derived;
    }

    SecretKey encryption() {
        return new SecretKeySpec(derived, 0, KEY_BYTES, "AES");
    }

    SecretKey authentication() {
        return new SecretKeySpec(derived, KEY_BYTES, KEY_BYTES, "HmacSHA1");
    }

    void putVerifier(ByteBuffer target) {
        target.put(derived, 2 * KEY_BYTES, VERIFIER_BYTES);
    }
}
