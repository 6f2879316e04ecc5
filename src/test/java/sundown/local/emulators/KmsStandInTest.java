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

    private SdkBytes decrypt(SdkBytes encrypted, Map<String, String> context) {
        return kms.decrypt(request -> request.ciphertextBlob(encrypted).encryptionContext(context))
                .plaintext();
    }
}
