package sundown.aws.kms;

import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import sundown.account.UserId;
import sundown.aws.AwsFailures;
import sundown.failure.PermanentFailure;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;

/**
 * Encryption by KMS, which takes secrets of up to 4,096 bytes. The user and the purpose are the encryption context,
 * which KMS authenticates and shows in its audit log. A sealed secret is the ciphertext in Base64 (RFC 4648, URL-safe,
 * no padding).
 */
@Singleton
public record KmsSecretSealer(
        KmsClient client,
        @ConfigProperty(name = "SECRETS_KEY_ID") String keyId) implements SecretSealer {
    @Override
    public SealedSecret seal(UserId user, SecretPurpose purpose, Secret secret) {
        EncryptResponse sealed = AwsFailures.sorting(() -> client.encrypt(request -> request.keyId(keyId)
                .plaintext(SdkBytes.fromUtf8String(secret.reveal()))
                .encryptionContext(context(user, purpose))));
        return new SealedSecret(write(sealed.ciphertextBlob()));
    }

    @Override
    public Secret open(UserId user, SecretPurpose purpose, SealedSecret sealed) {
        SdkBytes ciphertext = read(sealed);
        DecryptResponse opened = AwsFailures.sorting(() -> client.decrypt(
                request -> request.keyId(keyId).ciphertextBlob(ciphertext).encryptionContext(context(user, purpose))));
        return new Secret(opened.plaintext().asUtf8String());
    }

    private static String write(SdkBytes ciphertext) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext.asByteArrayUnsafe());
    }

    /** A text with stray bits after its last byte was changed, too. */
    private static SdkBytes read(SealedSecret sealed) {
        try {
            SdkBytes ciphertext =
                    SdkBytes.fromByteArrayUnsafe(Base64.getUrlDecoder().decode(sealed.text()));
            if (write(ciphertext).equals(sealed.text())) {
                return ciphertext;
            }
        } catch (IllegalArgumentException changed) {
            throw new PermanentFailure("a sealed secret cannot be read", changed);
        }
        throw new PermanentFailure("a sealed secret was changed");
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
}
