package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.ManifestRoot;
import sundown.purge.Plan.PlanId;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;

/** The operators' functions of a purge, on a group that has really been closed and drained. */
@FunctionTest
class ApprovePurgeTest extends EmptyInstallation {
    private static final GroupId CLOSED = new GroupId("2");
    private static final PlanId PLAN = new PlanId("plan00001");
    private static final byte[] MANIFEST = """
            {"group":"2","planId":"plan00001","madeAt":"2022-12-01T00:00:00Z","by":"Zoë","timeline":1,"holdChanges":0,\
            "chunks":0}
            """.getBytes(StandardCharsets.UTF_8);
    private static final String HASH = ManifestRoot.read(MANIFEST).hash().hex();

    @Test
    void twoPeopleApproveAndOneAborts() throws Exception {
        drain();
        plan();

        answer("approve-purge", Map.of()).isProblem(409, "manifest-tampered");
        putManifest();
        assertThat(call("approve-purge", Map.of()).path("state").asText()).isEqualTo("PLANNED");
        answer("approve-purge", Map.of()).isProblem(409, "by-the-same-person");
        answer("approve-purge", Map.of("/by", "Zoë")).isProblem(409, "by-the-planner");
        JsonNode pausing = call("approve-purge", Map.of("/by", "Grace"));
        assertThat(pausing.path("state").asText()).isEqualTo("PAUSING");
        assertThat(pausing.path("approvals").findValuesAsText("by")).containsExactly("Ada", "Grace");
        assertThat(sundown.approvals().find(CLOSED).orElseThrow().complete()).isTrue();
        assertThat(sundown.purges().find(CLOSED)).isEmpty();

        assertThat(call("stop-purges", Map.of()).path("stopped").asBoolean()).isTrue();
        JsonNode view = call("get-purge", Map.of());
        assertThat(view.at("/purge/pausesUntil")).isEqualTo(pausing.path("pausesUntil"));
        assertThat(view.at("/killSwitch/stopped").asBoolean()).isTrue();
        JsonNode all = sundown.operate("get-purge", Event.of("get-purge").without("/group"))
                .json();
        assertThat(all.fieldNames()).toIterable().containsExactly("at", "killSwitch", "purges", "unread");
        assertThat(all.path("killSwitch")).isEqualTo(view.path("killSwitch"));
        assertThat(all.path("purges")).extracting(purge -> purge.path("purge")).contains(view.path("purge"));
        assertThat(all.path("unread")).isEmpty();
        assertThat(call("allow-purges", Map.of()).path("stopped").asBoolean()).isFalse();

        assertThat(call("abort-purge", Map.of()).path("state").asText()).isEqualTo("ABORTED");
        answer("approve-purge", Map.of()).isProblem(409, "purge-over");
        assertThat(sundown.log.awaited(6, "audit: approve-purge")).hasSize(6);
    }

    private void drain() throws InterruptedException {
        sundown.sweep(TaskName.CLOSES);
        List<String> messages = sundown.queue("CLOSING").takeAll();
        sundown.invoke("close-group", Event.of("close-group").withMessages(messages.toArray(String[]::new)));
        sundown.sweep(TaskName.CLOSES);
        assertThat(sundown.closings().find(CLOSED).orElseThrow().drainedAt()).isPresent();
    }

    private void plan() {
        long now = Clock.systemUTC().instant().getEpochSecond() + 1;
        sundown.putRow(
                "GROUPS_TABLE",
                Map.of(
                        "group", AttributeValue.fromS("plan-2"),
                        "planId", AttributeValue.fromS(PLAN.value()),
                        "by", AttributeValue.fromS("Zoë"),
                        "bySubject", AttributeValue.fromS("op-Zo%C3%AB"),
                        "begunAt", AttributeValue.fromN(Long.toString(now)),
                        "timeline", AttributeValue.fromN("1"),
                        "holdChanges", AttributeValue.fromN("0"),
                        "chunks", AttributeValue.fromN("1"),
                        "planned", AttributeValue.fromM(planned())));
    }

    private void putManifest() {
        String key = AuditKeys.root(CLOSED, PLAN).value();
        sundown.clients()
                .s3()
                .putObject(
                        request ->
                                request.bucket(sundown.variable("AUDIT_BUCKET")).key(key),
                        RequestBody.fromBytes(MANIFEST));
    }

    private static Map<String, AttributeValue> planned() {
        return Map.ofEntries(
                Map.entry("hash", AttributeValue.fromS(HASH)),
                Map.entry("users", AttributeValue.fromN("1")),
                Map.entry("held", AttributeValue.fromN("0")),
                Map.entry("foreign", AttributeValue.fromN("0")),
                Map.entry("versions", AttributeValue.fromN("2")),
                Map.entry("markers", AttributeValue.fromN("0")),
                Map.entry("uploads", AttributeValue.fromN("0")),
                Map.entry("bytes", AttributeValue.fromN("3")),
                Map.entry("shared", AttributeValue.fromN("0")),
                Map.entry("chunks", AttributeValue.fromN("1")),
                Map.entry("standings", AttributeValue.fromM(Map.of())),
                Map.entry("lost", AttributeValue.fromN("0")),
                Map.entry("reach", AttributeValue.fromM(Map.of())));
    }

    private JsonNode call(String function, Map<String, String> changes) throws InterruptedException {
        return answer(function, changes).json();
    }

    private OperatorAnswer answer(String function, Map<String, String> changes) throws InterruptedException {
        Event event =
                function.equals("approve-purge") ? Event.of(function).with("/manifestHash", HASH) : Event.of(function);
        for (Map.Entry<String, String> change : changes.entrySet()) {
            event = event.with(change.getKey(), change.getValue());
        }
        return sundown.operate(function, event);
    }
}
