package sundown.aws.kms;

import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.failure.PermanentFailure;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;

/**
 * Envelope encryption with KMS: each secret has its own data key, which KMS wraps with the user as encryption context.
 * The secret is encrypted in this process and never leaves it; the context appears in the audit log of KMS.
 */
@Singleton
public record KmsSecretSealer(
        KmsClient client,
        @ConfigProperty(name = "SECRETS_KEY_ID") String keyId) implements SecretSealer {
    @Override
    public SealedSecret seal(UserId user, SecretPurpose purpose, Secret secret) {
        GenerateDataKeyResponse dataKey = AwsFailures.sorting(() -> client.generateDataKey(request ->
                request.keyId(keyId).keySpec(DataKeySpec.AES_256).encryptionContext(context(user, purpose))));
        byte[] encrypted =
                using(dataKey.plaintext(), cipher -> cipher.encrypt(bytes(secret.reveal()), bytes(user.value())));
        return new SealedSecret(
                new Envelope(dataKey.ciphertextBlob(), SdkBytes.fromByteArrayUnsafe(encrypted)).write());
    }

    @Override
    public Secret open(UserId user, SecretPurpose purpose, SealedSecret sealed) {
        Envelope envelope = envelope(sealed);
        DecryptResponse dataKey = AwsFailures.sorting(() -> client.decrypt(request ->
                request.keyId(keyId).ciphertextBlob(envelope.wrappedKey()).encryptionContext(context(user, purpose))));
        byte[] text = using(dataKey.plaintext(), cipher -> decrypt(cipher, user, envelope));
        return new Secret(new String(text, StandardCharsets.UTF_8));
    }

    private static Envelope envelope(SealedSecret sealed) {
        try {
            return Envelope.read(sealed.text());
        } catch (IllegalArgumentException changed) {
            throw new PermanentFailure("a sealed secret cannot be read", changed);
        }
    }

    private static byte[] decrypt(GcmCipher cipher, UserId user, Envelope envelope) {
        try {
            return cipher.decrypt(envelope.encrypted().asByteArrayUnsafe(), bytes(user.value()));
        } catch (AEADBadTagException changed) {
            throw new PermanentFailure("a sealed secret was changed", changed);
        }
    }

    /** Uses a data key and wipes the copy of it. */
    private static byte[] using(SdkBytes dataKey, Function<GcmCipher, byte[]> work) {
        byte[] key = dataKey.asByteArray();
        try {
            return work.apply(new GcmCipher(key));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The policies of the functions' roles name these keys and values. */
    private static Map<String, String> context(UserId user, SecretPurpose purpose) {
        return Map.of(
                "userId",
                user.value(),
                "purpose",
                switch (purpose) {
                    case ARCHIVE_PASSWORD -> "archive-password";
                    case REFRESH_TOKEN -> "refresh-token";
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * AES-256 in Galois/Counter Mode (NIST SP 800-38D): a random nonce of 12 bytes, the ciphertext, a tag of 16 bytes.
     * Decryption needs the context of the encryption.
     */
    static final class GcmCipher {
        private static final int NONCE_BYTES = 12;
        private static final int TAG_BYTES = 16;

        private final SecretKeySpec key;

        /** Copies a key of 32 bytes. */
        GcmCipher(byte[] key) {
            this.key = new SecretKeySpec(key, "AES");
        }

        byte[] encrypt(byte[] text, byte[] context) {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, key);
                cipher.updateAAD(context);
                byte[] nonce = cipher.getIV();
                byte[] ciphertext = cipher.doFinal(text);
                return ByteBuffer.allocate(nonce.length + ciphertext.length)
                        .put(nonce)
                        .put(ciphertext)
                        .array();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has AES-GCM", impossible);
            }
        }

        /**
         * Decrypts a text.
         *
         * @throws AEADBadTagException when the text was changed, or the key or the context is another
         */
        byte[] decrypt(byte[] encrypted, byte[] context) throws AEADBadTagException {
            if (encrypted.length < NONCE_BYTES + TAG_BYTES) {
                throw new AEADBadTagException("too short");
            }
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, encrypted, 0, NONCE_BYTES));
                cipher.updateAAD(context);
                return cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
            } catch (AEADBadTagException changed) {
                throw changed;
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java platform has AES-GCM", impossible);
            }
        }
    }

    /**
     * A wrapped data key and the text encrypted with it, as Base64 (RFC 4648, URL-safe, no padding) of a version byte,
     * the length of the wrapped key in two bytes, the wrapped key, and the encrypted text.
     */
    record Envelope(SdkBytes wrappedKey, SdkBytes encrypted) {
        private static final byte VERSION = 1;

        String write() {
            byte[] key = wrappedKey.asByteArrayUnsafe();
            byte[] rest = encrypted.asByteArrayUnsafe();
            ByteBuffer buffer = ByteBuffer.allocate(Byte.BYTES + Short.BYTES + key.length + rest.length)
                    .put(VERSION)
                    .putShort((short) key.length)
                    .put(key)
                    .put(rest);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
        }

        /**
         * Reads an envelope.
         *
         * @throws IllegalArgumentException when the text is not an envelope or has stray bits
         */
        static Envelope read(String text) {
            Envelope envelope = decode(text);
            if (!envelope.write().equals(text)) {
                throw new IllegalArgumentException("an envelope with stray bits");
            }
            return envelope;
        }

        private static Envelope decode(String text) {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            try {
                if (buffer.get() != VERSION) {
                    throw new IllegalArgumentException("an envelope of an unknown version");
                }
                byte[] key = new byte[Short.toUnsignedInt(buffer.getShort())];
                buffer.get(key);
                byte[] rest = new byte[buffer.remaining()];
                buffer.get(rest);
                return new Envelope(SdkBytes.fromByteArrayUnsafe(key), SdkBytes.fromByteArrayUnsafe(rest));
            } catch (BufferUnderflowException tooShort) {
                throw new IllegalArgumentException("an envelope that ends too soon", tooShort);
            }
        }
    }
}
