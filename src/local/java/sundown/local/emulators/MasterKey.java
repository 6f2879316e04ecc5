package sundown.local.emulators;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import sundown.local.http.Json;

/** A key of the KMS stand-in, in memory: AES-256 in GCM (NIST SP 800-38D), the encryption context authenticated. */
final class MasterKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey secret = new SecretKeySpec(randomBytes(KEY_BYTES), "AES");

    byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The answer is a nonce, and after it the ciphertext with its tag. */
    byte[] encrypt(byte[] plaintext, Map<String, String> context) throws GeneralSecurityException {
        byte[] nonce = randomBytes(NONCE_BYTES);
        byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plaintext);
        return ByteBuffer.allocate(NONCE_BYTES + ciphertext.length)
                .put(nonce)
                .put(ciphertext)
                .array();
    }

    /** Undoes {@link #encrypt}; fails with {@link AEADBadTagException} in any other context or with altered bytes. */
    byte[] decrypt(ByteBuffer encrypted, Map<String, String> context) throws GeneralSecurityException {
        if (encrypted.remaining() < NONCE_BYTES) {
            throw new AEADBadTagException("Shorter than a nonce");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        encrypted.get(nonce);
        byte[] ciphertext = new byte[encrypted.remaining()];
        encrypted.get(ciphertext);
        return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(ciphertext);
    }

    private Cipher cipher(int mode, byte[] nonce, Map<String, String> context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(canonical(context));
        return cipher;
    }

    /** The order of a context's entries does not matter. */
    private static byte[] canonical(Map<String, String> context) {
        try {
            return Json.MAPPER.writeValueAsBytes(new TreeMap<>(context));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of text is always JSON", e);
        }
    }
}
