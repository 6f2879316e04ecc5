package sundown.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import sundown.edge.Json;
import sundown.readiness.PublicDocuments.Answer;

/**
 * The page's {@code config.json}, as its users get it.
 *
 * @param scopes that the page asks for at the sign-in
 */
record PageConfiguration(String issuer, String clientId, String googleClientId, Set<String> scopes) {
    PageConfiguration {
        scopes = Set.copyOf(scopes);
    }

    /** Reads it; nothing where there is none. */
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
