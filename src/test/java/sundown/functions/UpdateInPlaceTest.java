package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.golden.TypedRow;
import sundown.refund.RefundState;
import sundown.transfer.TransferState;

/** What the version before left in tables and queues is read and brought to its end. */
@FunctionTest
class UpdateInPlaceTest extends EmptyInstallation {
    /** The partition keys of tables that have none of a user. */
    private static final Map<String, String> KEYS =
            Map.of("REFUNDS_TABLE", "chargeId", "SUBSCRIPTIONS_TABLE", "subscriptionId");

    private static final Path BEFORE = Path.of("src", "test", "resources", "golden", "before");

    @Inject
    TestGoogle google;

    @Inject
    Users users;

    @Inject
    Members members;

    @ParameterizedTest
    @CsvSource({
        "advance, advance-group",
        "archive, build-archive",
        "closing, close-group",
        "count, count-progress",
        "membership, cancel-memberships",
        "plan, list-chunk",
        "purge, purge-account",
        "refund, issue-refund",
        "transfer, transfer-batch"
    })
    void takesEachMessage(String queue, String function) throws InterruptedException {
        for (JsonNode message : read("messages/" + queue)) {
            handle(function, message.path("body"));
        }
    }

    /**
     * Of what a group has one row of, the first state of each kind together, the second of each, and so on. The switch
     * that stops all deletions stands alone, for it would keep the purges as they are.
     */
    static List<Map<String, JsonNode>> statesOfGroups() throws IOException {
        List<Map<String, JsonNode>> together = new ArrayList<>();
        for (String kind : kinds(true)) {
            int number = kind.equals("kill-switch") ? together.size() : 0;
            for (Map.Entry<String, JsonNode> state : read("rows/" + kind).properties()) {
                if (number == together.size()) {
                    together.add(new TreeMap<>());
                }
                together.get(number++).put(kind + " " + state.getKey(), state.getValue());
            }
        }
        return together;
    }

    private static List<String> kinds(boolean ofGroups) throws IOException {
        try (Stream<Path> files = Files.list(BEFORE.resolve("rows"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(kind -> ofGroups == (read("rows/" + kind).findValue("GROUPS_TABLE") != null))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    /** A row that cannot be read is skipped and logged, and keeps no other waiting. */
    @ParameterizedTest
    @MethodSource("statesOfGroups")
    void sweepsOverEachRow(Map<String, JsonNode> states) {
        states.values().forEach(state -> put(state, 1));
        sweep(states.keySet().toString());
    }

    @Test
    void sweepsOverEachRowOfAUser() throws Exception {
        int number = 0;
        for (String kind : kinds(false)) {
            for (JsonNode state : read("rows/" + kind)) {
                if (!isBuiltWithoutContents(state)) {
                    put(state, ++number);
                }
            }
        }
        sweep("all kinds of a user");
    }

    /** Each state of a user has a key of its own, so that one sweep meets all. */
    private void put(JsonNode state, int number) {
        state.properties().forEach(table -> {
            String key = KEYS.getOrDefault(table.getKey(), "userId");
            for (JsonNode stored : table.getValue()) {
                Map<String, AttributeValue> row = new HashMap<>(TypedRow.read(stored));
                row.computeIfPresent(key, (_, value) -> AttributeValue.fromS(value.s() + "-" + number));
                sundown.putRow(table.getKey(), row);
                if (row.containsKey("document")) {
                    withDatesOfNow(row);
                }
            }
        });
    }

    /** Functions keep a timeline for a minute: the dates of one of the past would be those of later tests, too. */
    private void withDatesOfNow(Map<String, AttributeValue> timeline) {
        assertThat(sundown.timeline().groups()).isNotEmpty();
        timeline.put("document", AttributeValue.fromS(sundown.timelineDocument));
        sundown.putRow("GROUPS_TABLE", timeline);
    }

    private void sweep(String rows) {
        assertThatCode(sundown::sweep).as(rows).doesNotThrowAnyException();
        assertThat(sundown.log.with("failed unexpectedly")).as(rows).isEmpty();
        assertThat(sundown.log.with("cannot be read")).as(rows).isEmpty();
    }

    /** A sample of the form alone: an archive is built when its contents are known. */
    private static boolean isBuiltWithoutContents(JsonNode state) {
        JsonNode row = state.path("ARCHIVES_TABLE").path(0);
        return row.at("/state/S").asText().equals("BUILDING") && !row.has("planId");
    }

    @Test
    void finishesATransfer() throws InterruptedException {
        UserId user = users.started("before-transfer", Photo.jpegs(60));
        sundown.queue("TRANSFER").takeAll();
        age("TRANSFERS_TABLE", user, Map.of("T", state("transfer", "fresh")));

        ObjectNode message = message("transfer", user);
        message.put("transferId", sundown.transferOf(user).orElseThrow().id().value())
                .put("batch", 1);
        handle("transfer-batch", message);
        handleAll("TRANSFER", "transfer-batch", user);

        assertThat(sundown.transferOf(user).orElseThrow().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(google.standIn().holdings(Users.emailOf(user))).hasSize(60);
    }

    @Test
    void makesARefund() throws InterruptedException {
        Map<String, AttributeValue> intent = new HashMap<>(state("refund", "Intent REFUND_DATE"));
        Money fee = Money.of(
                Long.parseLong(intent.get("fee").n()), intent.get("currency").s());
        UserId user = members.member("before-refund", TestTimeline.OPEN, fee);
        intent.put("userId", AttributeValue.fromS(user.value()));
        intent.put("chargeId", AttributeValue.fromS(Members.chargeOf(user).value()));
        Instant date = sundown.clock.instant().plus(Duration.ofDays(1));
        intent.put("dueAt", AttributeValue.fromN(Long.toString(date.getEpochSecond())));
        sundown.putRow("REFUNDS_TABLE", intent);

        handle("issue-refund", message("refund", user));

        assertThat(members.stateOf(user)).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void keepsAHoldUntilItIsReleased() throws InterruptedException {
        sundown.put("ACCOUNTS_TABLE", Map.of("userId", "user-1", "region", TestTimeline.OPEN));
        sundown.putRow("HOLDS_TABLE", state("hold", "for ever", "HOLDS_TABLE"));
        Event release = Event.of("release-hold").with("/userId", "user-1");

        JsonNode released = sundown.operate("release-hold", release).json();

        assertThat(released.path("held").asBoolean(true)).isFalse();
        sundown.operate("release-hold", release).isProblem(404, "no-hold");
    }

    @Test
    void obeysAStopOfAllDeletions() throws InterruptedException {
        sundown.putRow("GROUPS_TABLE", state("kill-switch", "stopped"));

        JsonNode status = sundown.operate("get-purge", Event.of("get-purge")).json();

        assertThat(status.findPath("stopped").asBoolean()).isTrue();
    }

    /** Leaves of a user's rows only what the version before wrote, with the values that go on. */
    private void age(String table, UserId user, Map<String, Map<String, AttributeValue>> before) {
        List<String> aged = new ArrayList<>();
        for (Map<String, AttributeValue> row : sundown.rowsOf(user, table)) {
            String sort = row.get("sort").s();
            if (before.containsKey(sort)) {
                Map<String, AttributeValue> old = new HashMap<>(row);
                old.keySet().retainAll(before.get(sort).keySet());
                sundown.putRow(table, old);
                aged.add(sort);
            }
        }
        assertThat(Set.copyOf(aged)).isEqualTo(before.keySet());
    }

    private void handleAll(String queue, String function, UserId user) throws InterruptedException {
        List<String> messages = sundown.queue(queue).take(user);
        while (!messages.isEmpty()) {
            for (String message : messages) {
                handle(function, Json.read(message));
            }
            messages = sundown.queue(queue).take(user);
        }
    }

    private void handle(String function, JsonNode message) throws InterruptedException {
        Event event = Event.of(function).withMessages(message.toString());
        assertThat(BatchAnswer.failures(sundown.invoke(function, event)))
                .as("%s", message)
                .isEmpty();
    }

    private static ObjectNode message(String queue, UserId user) {
        return ((ObjectNode) read("messages/" + queue).path("full").path("body")).put("userId", user.value());
    }

    private static Map<String, AttributeValue> state(String kind, String state) {
        return TypedRow.read(read("rows/" + kind).path(state).elements().next().path(0));
    }

    private static Map<String, AttributeValue> state(String kind, String state, String table) {
        return TypedRow.read(read("rows/" + kind).path(state).path(table).path(0));
    }

    private static JsonNode read(String name) {
        try {
            return Json.read(Files.readString(BEFORE.resolve(name + ".json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
