package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

@ExtendWith(EmulatorsExtension.class)
final class KmsStandInTest {
    private static final String KEY = "alias/kms-test-SecretsKey";
    private static final Map<String, String> ALICE = Map.of("user", "alice");

    private final KmsClient kms;

    KmsStandInTest(Emulators emulators) {
        this.kms = emulators.clients().kms();
    }

    @BeforeAll
    static void provision(Emulators emulators) {
        TestStack.provision(emulators, "kms-test");
    }

    @Test
    void unwrapsADataKeyInItsContext() {
        GenerateDataKeyResponse dataKey = dataKey(ALICE);

        assertThat(dataKey.plaintext().asByteArray()).hasSize(32);
        assertThat(decrypt(dataKey.ciphertextBlob(), ALICE)).isEqualTo(dataKey.plaintext());
    }

    @Test
    void refusesADataKeyInAnotherContext() {
        SdkBytes wrapped = dataKey(ALICE).ciphertextBlob();

        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> decrypt(wrapped, Map.of("user", "bob")));
        assertThatExceptionOfType(InvalidCiphertextException.class).isThrownBy(() -> decrypt(wrapped, Map.of()));
    }

    @Test
    void refusesAlteredBytes() {
        byte[] wrapped = dataKey(ALICE).ciphertextBlob().asByteArray();
        wrapped[wrapped.length - 1] ^= 1;

        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> decrypt(SdkBytes.fromByteArray(wrapped), ALICE));
    }

    @Test
    void refusesBytesThatItDidNotMake() {
        assertThatExceptionOfType(InvalidCiphertextException.class)
                .isThrownBy(() -> decrypt(SdkBytes.fromUtf8String("nothing of ours"), ALICE));
    }

    @Test
    void encryptsAndDecryptsSmallTexts() {
        SdkBytes text = SdkBytes.fromString("a secret", StandardCharsets.UTF_8);

        SdkBytes encrypted = kms.encrypt(
                        request -> request.keyId(KEY).plaintext(text).encryptionContext(ALICE))
                .ciphertextBlob();

        assertThat(decrypt(encrypted, ALICE)).isEqualTo(text);
    }

    @Test
    void describesAKeyByItsAliasAndByItsArn() {
        String arn =
                kms.describeKey(request -> request.keyId(KEY)).keyMetadata().arn();

        assertThat(kms.describeKey(request -> request.keyId(arn)).keyMetadata().arn())
                .isEqualTo(arn)
                .endsWith(":key/"
                        + kms.describeKey(request -> request.keyId(arn))
                                .keyMetadata()
                                .keyId());
    }

    @Test
    void knowsNoKeyThatWasNotCreated() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() ->
                        kms.generateDataKey(request -> request.keyId("other").keySpec(DataKeySpec.AES_256)));
    }

    private GenerateDataKeyResponse dataKey(Map<String, String> context) {
        return kms.generateDataKey(
                request -> request.keyId(KEY).keySpec(DataKeySpec.AES_256).encryptionContext(context));
    }

    private SdkBytes decrypt(SdkBytes encrypted, Map<String, String> context) {
        return kms.decrypt(request -> request.ciphertextBlob(encrypted).encryptionContext(context))
                .plaintext();
    }
}
