package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.edge.Json;
import sundown.local.lambda.FunctionInvoker.Invocation;

@FunctionTest
class CheckReadinessTest extends EmptyInstallation {
    private static final String CHECK = "check-readiness";

    @Test
    void looksAtASampleAndKeepsWhatItFound() throws Exception {
        sundown.put("ACCOUNTS_TABLE", Map.of("userId", "ready", "region", TestTimeline.OPEN, "groupShard", "1#03"));
        sundown.putRow(
                "ITEMS_TABLE",
                Map.of(
                        "userId", AttributeValue.fromS("ready"),
                        "itemId", AttributeValue.fromS("item-1"),
                        "objectKey", AttributeValue.fromS("1/ready/item-1"),
                        "name", AttributeValue.fromS("IMG.jpg"),
                        "bytes", AttributeValue.fromN("1000")));

        JsonNode answer = sundown.operate(CHECK, Event.of(CHECK)).json();

        assertThat(result(answer, "regions")).isEqualTo("pass");
        assertThat(result(answer, "accounts")).isEqualTo("pass");
        assertThat(found(answer, "items")).isEqualTo("Of 1 items drawn at random, 1 have no object under their key.");
        assertThat(result(answer, "layout")).isEqualTo("pass");
        assertThat(Json.read(sundown.auditFile("readiness/latest.json"))).isEqualTo(answer);
        assertThat(Json.read(sundown.auditFile("readiness/" + answer.path("at").asText() + ".json")))
                .isEqualTo(answer);
        LogAudit.require(sundown.log.lines());
    }

    @Test
    void runsByItsSchedule() throws Exception {
        assertThat(sundown.invoke(CHECK, Event.of("report-progress"))).isInstanceOf(Invocation.Succeeded.class);
        assertThat(sundown.auditFile("readiness/latest.json")).contains("\"checks\"");
    }

    private static String result(JsonNode answer, String name) {
        return check(answer, name).path("result").asText();
    }

    private static String found(JsonNode answer, String name) {
        return check(answer, name).path("found").asText();
    }

    private static JsonNode check(JsonNode answer, String name) {
        return answer.path("checks")
                .valueStream()
                .filter(check -> check.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
