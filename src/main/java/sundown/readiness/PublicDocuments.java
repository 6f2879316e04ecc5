package sundown.readiness;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;

/** Documents that everybody can read. */
public interface PublicDocuments {
    /**
     * Reads one; follows no redirect.
     *
     * @throws sundown.failure.RetryableFailure when no answer comes
     */
    Answer get(URI address);

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param text of at most 64 KiB
     */
    record Answer(int status, String text) {}

    /**
     * The page's {@code config.json}, as its users get it.
     *
     * @param scope what the page asks for at the sign-in, with blanks between
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PageConfiguration(String issuer, String clientId, String googleClientId, String scope) {
        /** Reads the configuration; empty if there is none. */
        static Optional<PageConfiguration> read(Answer answer) {
            try {
                return Optional.of(answer)
                        .filter(found -> found.status() == 200)
                        .map(found -> Json.read(found.text(), PageConfiguration.class));
            } catch (IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }

        boolean asksFor(String wanted) {
            return List.of(scope.split(" +")).contains(wanted);
        }
    }

    /**
     * The metadata of an identity provider (OpenID Connect Discovery 1.0).
     *
     * @param keys where its keys are
     * @param scopes that it lists; not every provider lists its own
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignIn(
            String issuer,
            @JsonProperty("jwks_uri") URI keys,

            @JsonProperty("scopes_supported") @JsonSetter(nulls = Nulls.AS_EMPTY)
            Set<String> scopes) {
        static SignIn read(Answer configuration) {
            return read(configuration, text -> Json.read(text, SignIn.class));
        }

        /** The number of keys that can verify a token as API Gateway does, which takes RSA alone. */
        static long signingKeys(Answer keys) {
            return read(keys, Json::read)
                    .path("keys")
                    .valueStream()
                    .filter(key -> key.path("kty").asText().equals("RSA"))
                    .filter(key -> key.path("use").asText("sig").equals("sig"))
                    .count();
        }

        private static <T> T read(Answer answer, Function<String, T> reading) {
            if (answer.status() != 200) {
                throw new PermanentFailure("the sign-in answered HTTP " + answer.status());
            }
            try {
                return reading.apply(answer.text());
            } catch (IllegalArgumentException unreadable) {
                throw new PermanentFailure("the sign-in answered something else than its JSON", unreadable);
            }
        }
    }
}
