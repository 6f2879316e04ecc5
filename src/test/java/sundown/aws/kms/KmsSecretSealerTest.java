package sundown.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.aws.kms.KmsSecretSealer.Envelope;
import sundown.aws.kms.KmsSecretSealer.GcmCipher;
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

    /** A role's policy names a purpose, so that a key without one could not be used. */
    @Test
    void opensNothingThatWasSealedWithoutAPurpose() throws Exception {
        GenerateDataKeyResponse dataKey = kms.generateDataKey(request ->
                request.keyId(key).keySpec(DataKeySpec.AES_256).encryptionContext(Map.of("userId", USER.value())));
        byte[] encrypted =
                new GcmCipher(dataKey.plaintext().asByteArray()).encrypt(bytes("1//before"), bytes(USER.value()));
        SealedSecret sealed =
                new SealedSecret(new Envelope(dataKey.ciphertextBlob(), SdkBytes.fromByteArray(encrypted)).write());

        assertThatThrownBy(() -> sealer.open(USER, SecretPurpose.REFRESH_TOKEN, sealed))
                .isInstanceOf(PermanentFailure.class);
    }

    /** The policies of the roles rely on it. */
    @Test
    void namesThePurposeInTheContextOfTheKey() {
        Envelope envelope = Envelope.read(sealer.seal(USER, SecretPurpose.ARCHIVE_PASSWORD, new Secret("password"))
                .text());

        assertThat(kms.decrypt(request -> request.keyId(key)
                                .ciphertextBlob(envelope.wrappedKey())
                                .encryptionContext(Map.of("userId", USER.value(), "purpose", "archive-password")))
                        .plaintext()
                        .asByteArray())
                .hasSize(32);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
