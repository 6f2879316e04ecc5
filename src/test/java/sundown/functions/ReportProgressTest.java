package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.contract.SampleSafety;
import sundown.edge.Json;
import sundown.local.lambda.FunctionInvoker.Invocation;

@FunctionTest
class ReportProgressTest extends EmptyInstallation {
    private static final String REPORT = "report-progress";
    private static final String COUNT = "count-progress";

    @Test
    void writesTheDaysReport() throws Exception {
        UserId idle = user("idle", "1#01", 3);
        sundown.call("get-status", Event.by(idle, "get-status"));
        user("far", "1#02", 0);
        UserId downloaded = user("downloaded", "1#03", 2);
        sundown.archives().save(SampleSafety.downloaded(downloaded, 2, 0, 0));

        assertThat(sundown.invoke(REPORT, Event.of(REPORT))).isInstanceOf(Invocation.Succeeded.class);
        countAll();

        JsonNode report = Json.read(sundown.auditFile("progress/latest.json"));
        JsonNode group = report.path("groups").path(0);
        assertThat(group.path("users").asLong()).isEqualTo(3);
        assertThat(group.path("reach")).isEqualTo(Json.read("""
                {"NOT_WRITTEN_TO": 1, "REACHED": 2}"""));
        assertThat(group.at("/standings/DOWNLOADED/users").asLong()).isEqualTo(1);
        assertThat(group.at("/standings/NOTHING_TAKEN/users").asLong()).isEqualTo(2);
        String id = report.path("report").asText();
        assertThat(sundown.auditFile("progress/" + id + "/report.json"))
                .isEqualTo(report.toString())
                .doesNotContain("idle");
        LogAudit.require(sundown.log.lines());
    }

    /** The last shard's message sends itself on, to have the report written. */
    private void countAll() throws InterruptedException {
        QueuedMessages queue = sundown.queue("PROGRESS");
        for (List<String> messages = queue.takeAll(); !messages.isEmpty(); messages = queue.takeAll()) {
            assertThat(sundown.work(COUNT, messages)).isEmpty();
        }
    }

    private UserId user(String name, String groupShard, int items) {
        sundown.put("ACCOUNTS_TABLE", Map.of("userId", name, "region", TestTimeline.OPEN, "groupShard", groupShard));
        for (int number = 0; number < items; number++) {
            sundown.putRow(
                    "ITEMS_TABLE",
                    Map.of(
                            "userId", AttributeValue.fromS(name),
                            "itemId", AttributeValue.fromS("item-" + number),
                            "objectKey", AttributeValue.fromS("1/" + name + "/item-" + number),
                            "name", AttributeValue.fromS("IMG.jpg"),
                            "bytes", AttributeValue.fromN("1000")));
        }
        return new UserId(name);
    }
}
