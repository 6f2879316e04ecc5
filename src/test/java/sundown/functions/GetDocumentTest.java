package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

@FunctionTest
class GetDocumentTest extends EmptyInstallation {
    private static final String GET = "get-document";
    private static final String CHECK = "check-readiness";

    @Test
    void readsARunOfTheReadinessAndListsIt() throws Exception {
        JsonNode run = sundown.operate(CHECK, Event.of(CHECK)).json();
        String key = "readiness/" + run.path("at").asText() + ".json";

        assertThat(read("readiness/latest.json").path("text").asText()).isEqualTo(run.toString());
        assertThat(read(key).path("text").asText()).isEqualTo(run.toString());
        assertThat(sundown.operate(GET, Event.of(GET).without("/key").with("/list", "readiness/"))
                        .json()
                        .path("keys"))
                .first()
                .extracting(JsonNode::asText)
                .isEqualTo(key);
        LogAudit.require(sundown.log.lines());
    }

    private JsonNode read(String key) throws InterruptedException {
        return sundown.operate(GET, Event.of(GET).with("/key", key)).json();
    }
}
