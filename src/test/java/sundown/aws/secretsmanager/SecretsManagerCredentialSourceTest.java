package sundown.aws.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import sundown.contract.CredentialSourceContract;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.runtime.ManualClock;
import sundown.secret.Credential;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.Credential.ServiceAccountKey;
import sundown.secret.CredentialCache;
import sundown.secret.Secret;

@ExtendWith(EmulatorsExtension.class)
class SecretsManagerCredentialSourceTest extends CredentialSourceContract {
    private final String name = "test/" + UUID.randomUUID();
    private final Emulators emulators;
    private final SecretsManagerClient client;

    SecretsManagerCredentialSourceTest(Emulators emulators) {
        this.emulators = emulators;
        this.client = emulators.clients().secretsManager();
        client.createSecret(request -> request.name(name));
    }

    @Override
    protected Credential.Source<ClientSecret> source() {
        return named(name);
    }

    private SecretsManagerCredentialSource<ClientSecret> named(String secret) {
        return new SecretsManagerCredentialSource<>(client, secret, "clientSecret", ClientSecret::new);
    }

    @Override
    protected void put(String secret) {
        store("{\"clientSecret\": \"" + secret + "\", \"note\": \"since June\"}");
    }

    private void store(String text) {
        client.putSecretValue(request -> request.secretId(name).secretString(text));
    }

    @Override
    protected void goSilent() {
        emulators.secretsManager().setDown(name, true);
    }

    @Test
    void failsForGoodWhereThereIsNoSuchSecret() {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> named("test/none").read())
                .withMessageContaining("ResourceNotFoundException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "\"hunter2\"",
                "{\"clientSecret\": \"hunter2\"",
                "{\"apiKey\": \"hunter2\"}",
                "{\"clientSecret\": [\"hunter2\"]}",
                "{\"clientSecret\": 2, \"hunter2\": 2}",
                "{\"clientSecret\": \"\"}",
                "{\"clientSecret\": \"hunter2\\n\"}",
                "{\"clientSecret\": \" hunter2\"}",
                "{\"clientSecret\": \"hünter2\"}"
            })
    void namesAMalformedSecretAndNotItsValue(String malformed) {
        store(malformed);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> source().read())
                .withMessageContainingAll("the secret " + name + " is malformed", "clientSecret")
                .satisfies(failure -> assertThat(LoggableFailure.of(failure))
                        .hasMessageNotContaining("nter2")
                        .hasNoCause());
    }

    @Test
    void takesNoBinarySecret() {
        client.putSecretValue(request -> request.secretId(name).secretBinary(SdkBytes.fromUtf8String("hunter2")));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> source().read())
                .withMessageContaining("is malformed");
    }

    @Test
    void takesAllOfAFileThatAnotherServiceIssues() {
        String file = "{\"client_email\": \"a@b.example\", \"private_key\": \"-----BEGIN\\nhunter2\"}";
        Credential.Source<ServiceAccountKey> whole =
                SecretsManagerCredentialSource.whole(client, name, "private_key", ServiceAccountKey::new);
        store(file);
        assertThat(whole.read()).isEqualTo(new ServiceAccountKey(new Secret(file)));

        store("{\"key\": \"hunter2\"}");
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(whole::read)
                .withMessage("the secret " + name + " is malformed: it must be JSON with the key private_key");
    }

    /** Nothing is deployed between the two. */
    @Test
    void aReplacedSecretIsInUseWhenTheCachesLifetimeIsOver() {
        ManualClock clock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
        CredentialCache<ClientSecret> cache = new CredentialCache<>(source(), clock);
        put("first");
        assertThat(cache.current().secret()).isEqualTo(new Secret("first"));

        put("second");
        assertThat(cache.current().secret()).isEqualTo(new Secret("first"));
        clock.advance(CredentialCache.LIFETIME);

        assertThat(cache.current().secret()).isEqualTo(new Secret("second"));
    }
}
