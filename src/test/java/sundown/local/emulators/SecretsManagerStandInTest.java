package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@ExtendWith(EmulatorsExtension.class)
final class SecretsManagerStandInTest {
    private final String name = "stand-in/" + UUID.randomUUID();
    private final Emulators emulators;
    private final SecretsManagerClient client;

    SecretsManagerStandInTest(Emulators emulators) {
        this.emulators = emulators;
        this.client = emulators.clients().secretsManager();
    }

    @Test
    void keepsTheCurrentAndThePreviousVersion() {
        client.createSecret(request -> request.name(name).secretString("first"));
        String version = client.putSecretValue(request -> request.secretId(name).secretString("second"))
                .versionId();

        assertThat(get(name).secretString()).isEqualTo("second");
        assertThat(get(name).versionId()).isEqualTo(version);
        assertThat(client.getSecretValue(request -> request.secretId(name).versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("first");
    }

    @Test
    void findsASecretByItsArn() {
        String arn = client.createSecret(request -> request.name(name).secretString("first"))
                .arn();

        assertThat(arn).matches("arn:aws:secretsmanager:.*:secret:" + name + "-.{6}");
        assertThat(get(arn).secretString()).isEqualTo("first");
    }

    @Test
    void hasNoValueBeforeOneIsPut() {
        client.createSecret(request -> request.name(name));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> get(name));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> get("stand-in/none"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> client.putSecretValue(
                        request -> request.secretId("stand-in/none").secretString("first")));
    }

    @Test
    void createsASecretOnce() {
        client.createSecret(request -> request.name(name));

        assertThatExceptionOfType(ResourceExistsException.class)
                .isThrownBy(() -> client.createSecret(request -> request.name(name)));
    }

    @Test
    void answersNothingAboutASecretWhileItIsDown() {
        client.createSecret(request -> request.name(name).secretString("first"));
        emulators.secretsManager().setDown(name, true);
        assertThatExceptionOfType(InternalServiceErrorException.class).isThrownBy(() -> get(name));

        emulators.secretsManager().setDown(name, false);

        assertThat(get(name).secretString()).isEqualTo("first");
    }

    private GetSecretValueResponse get(String id) {
        return client.getSecretValue(request -> request.secretId(id));
    }
}
