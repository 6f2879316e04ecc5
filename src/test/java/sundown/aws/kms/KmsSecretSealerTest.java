package sundown.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.SecretSealerContract;
import sundown.failure.PermanentFailure;
import sundown.secret.Secret;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;

@OnAnyCloud
class KmsSecretSealerTest extends SecretSealerContract {
    private static final UserId USER = new UserId("sealed-before");

    private final KmsClient kms;
    private final String key;
    private final KmsSecretSealer sealer;

    KmsSecretSealerTest(AwsStack stack) {
        super(new KmsSecretSealer(stack.clients().kms(), stack.name("SECRETS_KEY_ID")));
        this.kms = stack.clients().kms();
        this.key = stack.name("SECRETS_KEY_ID");
        this.sealer = new KmsSecretSealer(kms, key);
    }

    /** A role's policy names a purpose, so that a ciphertext without one could not be used. */
    @Test
    void opensNothingThatWasSealedWithoutAPurpose() {
        EncryptResponse encrypted = kms.encrypt(request -> request.keyId(key)
                .plaintext(SdkBytes.fromUtf8String("1//before"))
                .encryptionContext(Map.of("userId", USER.value())));
        SealedSecret sealed = new SealedSecret(Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(encrypted.ciphertextBlob().asByteArray()));

        assertThatThrownBy(() -> sealer.open(USER, SecretPurpose.REFRESH_TOKEN, sealed))
                .isInstanceOf(PermanentFailure.class);
    }

    /** The policies of the roles rely on it. */
    @Test
    void namesThePurposeInTheContext() {
        SealedSecret sealed = sealer.seal(USER, SecretPurpose.ARCHIVE_PASSWORD, new Secret("password"));

        assertThat(kms.decrypt(request -> request.keyId(key)
                                .ciphertextBlob(SdkBytes.fromByteArray(
                                        Base64.getUrlDecoder().decode(sealed.text())))
                                .encryptionContext(Map.of("userId", USER.value(), "purpose", "archive-password")))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("password");
    }
}
