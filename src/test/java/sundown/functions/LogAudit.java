package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds log lines against what a log may be: JSON with a correlation id, and nothing of a user. */
final class LogAudit {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Parts of all that must not be logged: tokens, codes, secrets, addresses, the names in {@link Photo}, and Stripe's
     * keys, charges and refunds.
     */
    private static final List<String> SECRETS = List.of(
            "ya29.",
            "1//0",
            "4/0A",
            "eyJ",
            TestGoogle.CLIENT_SECRET,
            TestGoogle.VERIFIER,
            "authorizationCode",
            "@example.com",
            "X-Amz-Signature",
            "Secret",
            "Copy of",
            "sk_test_",
            "whsec_",
            "ch_",
            "re_0");

    private LogAudit() {}

    /** The same, and that no line holds this secret. */
    static void require(List<RecordedLog.Line> lines, String secret) {
        require(lines);
        assertThat(lines).allSatisfy(line -> assertThat(line.text()).doesNotContain(secret));
    }

    /** Requires that all lines are as they should be. */
    static void require(List<RecordedLog.Line> lines) {
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.text()).doesNotContain(SECRETS);
            JsonNode entry = read(line);
            if (entry.path("loggerName").asText().startsWith("sundown.")) {
                assertThat(correlationOf(entry)).isNotEmpty();
            }
            if (entry.has("_aws")) {
                assertThat(entry.properties()).extracting(Map.Entry::getKey).isSubsetOf(membersOf(entry.get("_aws")));
            }
        });
    }

    /** What a line with a metric may have: the metric, its dimensions, the function, and the correlation id. */
    private static Set<String> membersOf(JsonNode metadata) {
        JsonNode directive = metadata.at("/CloudWatchMetrics/0");
        Set<String> members = new HashSet<>(Set.of("_aws", "Function", "correlationId"));
        members.add(directive.at("/Metrics/0/Name").asText());
        directive.at("/Dimensions/0").forEach(dimension -> members.add(dimension.asText()));
        return members;
    }

    /** The correlation id of a line; empty where it has none. */
    static String correlationOf(RecordedLog.Line line) {
        return correlationOf(read(line));
    }

    private static String correlationOf(JsonNode entry) {
        return entry.at("/mdc/correlationId").asText();
    }

    private static JsonNode read(RecordedLog.Line line) {
        try {
            return JSON.readTree(line.text());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(line.function() + " logged what is not JSON: " + line.text(), notJson);
        }
    }
}
