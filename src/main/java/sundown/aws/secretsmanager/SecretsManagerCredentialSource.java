package sundown.aws.secretsmanager;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import sundown.aws.AwsFailures;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.secret.Credential;
import sundown.secret.Secret;

/**
 * A credential in the current version of a secret: JSON with one key, as the console of Secrets Manager writes it, or a
 * whole JSON file of another service.
 */
public final class SecretsManagerCredentialSource<C extends Credential> implements Credential.Source<C> {
    /** A line end that was copied along would break the header of a request, whose exception quotes the value. */
    private static final Pattern VALUE = Pattern.compile("[!-~]+");

    private final SecretsManagerClient client;
    private final String name;
    private final String key;
    private final boolean whole;
    private final Function<Secret, C> credential;

    /** @param name of the secret, or its ARN */
    public SecretsManagerCredentialSource(
            SecretsManagerClient client, String name, String key, Function<Secret, C> credential) {
        this(client, name, key, false, credential);
    }

    private SecretsManagerCredentialSource(
            SecretsManagerClient client, String name, String key, boolean whole, Function<Secret, C> credential) {
        this.client = client;
        this.name = name;
        this.key = key;
        this.whole = whole;
        this.credential = credential;
    }

    /** A credential that is all of the JSON, which is known by a key in it. */
    static <C extends Credential> SecretsManagerCredentialSource<C> whole(
            SecretsManagerClient client, String name, String key, Function<Secret, C> credential) {
        return new SecretsManagerCredentialSource<>(client, name, key, true, credential);
    }

    @Override
    public C read() {
        String text = AwsFailures.sorting(() -> client.getSecretValue(request -> request.secretId(name)))
                .secretString();
        return Optional.ofNullable(text)
                .flatMap(this::value)
                .map(Secret::new)
                .map(credential)
                .orElseThrow(
                        () -> new PermanentFailure("the secret " + name + " is malformed: it must be JSON with the key "
                                + key + (whole ? "" : ", and its value printable ASCII without blanks")));
    }

    private Optional<String> value(String text) {
        try {
            Optional<String> value =
                    Optional.ofNullable(Json.read(text).path(key).textValue());
            return whole
                    ? value.map(part -> text)
                    : value.filter(each -> VALUE.matcher(each).matches());
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }
}
