package sundown.aws.kms;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.failure.PermanentFailure;
import sundown.secret.SealedSecret;
import sundown.secret.Secret;
import sundown.secret.SecretPurpose;
import sundown.secret.SecretSealer;

/**
 * Envelope encryption with KMS: each secret has its own data key, which KMS wraps with the user as encryption context.
 * The secret is encrypted in this process and never leaves it; the context appears in the audit log of KMS.
 */
@Singleton
public final class KmsSecretSealer implements SecretSealer {
    private final KmsClient client;
    private final String keyId;

    /** Wraps data keys with a KMS key, named by its id, ARN or alias. */
    public KmsSecretSealer(KmsClient client, @ConfigProperty(name = "SECRETS_KEY_ID") String keyId) {
        this.client = client;
        this.keyId = keyId;
    }

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
}
