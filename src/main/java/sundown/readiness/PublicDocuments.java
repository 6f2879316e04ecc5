package sundown.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
     * @param scopes that the page asks for at the sign-in
     */
    record PageConfiguration(String issuer, String clientId, String googleClientId, Set<String> scopes) {
        public PageConfiguration {
            scopes = Set.copyOf(scopes);
        }

        /** Reads the configuration; empty if there is none. */
        static Optional<PageConfiguration> read(Answer answer) {
            if (answer.status() != 200) {
                return Optional.empty();
            }
            try {
                JsonNode document = Json.read(answer.text());
                return Optional.of(new PageConfiguration(
                        document.path("issuer").asText(),
                        document.path("clientId").asText(),
                        document.path("googleClientId").asText(),
                        Set.of(document.path("scope").asText().split(" +"))));
            } catch (IllegalArgumentException notJson) {
                return Optional.empty();
            }
        }
    }

    /**
     * The metadata of an identity provider (OpenID Connect Discovery 1.0).
     *
     * @param keys where its keys are
     * @param scopes that it lists; not every provider lists its own
     */
    record SignIn(String issuer, URI keys, Set<String> scopes) {
        public SignIn {
            scopes = Set.copyOf(scopes);
        }

        static SignIn read(Answer configuration) {
            JsonNode document = json(configuration);
            return new SignIn(
                    document.path("issuer").asText(),
                    URI.create(document.path("jwks_uri").asText()),
                    document.path("scopes_supported")
                            .valueStream()
                            .map(JsonNode::asText)
                            .collect(Collectors.toSet()));
        }

        /** The number of keys that can verify a token as API Gateway does, which takes RSA alone. */
        static long signingKeys(Answer keys) {
            return json(keys)
                    .path("keys")
                    .valueStream()
                    .filter(key -> key.path("kty").asText().equals("RSA"))
                    .filter(key -> key.path("use").asText("sig").equals("sig"))
                    .count();
        }

        private static JsonNode json(Answer answer) {
            if (answer.status() != 200) {
                throw new PermanentFailure("the sign-in answered HTTP " + answer.status());
            }
            try {
                return Json.read(answer.text());
            } catch (IllegalArgumentException notJson) {
                throw new PermanentFailure("the sign-in answered something that is not JSON", notJson);
            }
        }
    }
}
