package sundown.hold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorRequests;
import sundown.hold.HoldStore.Hold;
import sundown.operator.Access.Role;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;

/** An operator keeps an account and lets it go. */
class HoldFunctionsTest {
    private static final Instant NOW = Instant.parse("2023-06-02T00:00:00Z");
    private static final UserId USER = new UserId("u1");
    private static final GroupId GROUP = new GroupId("1");

    private final InMemoryAccountStore accounts = new InMemoryAccountStore();
    private final InMemoryHoldStore holds = new InMemoryHoldStore();
    private final Set<UserId> folders = Set.of(new UserId("nobody"), USER);
    private final HoldFunctions functions = HoldFunctions.over(
            accounts,
            new InMemoryTimelineStore(),
            (group, user) -> group.equals(GROUP) && folders.contains(user),
            holds,
            new ManualClock(NOW));

    @BeforeEach
    void threeUsersOfWhomOneIsOfTheGroup() {
        accounts.put(new Account(USER, new Region("IN")));
        accounts.put(new Account(new UserId("brazilian"), new Region("BR")));
        accounts.put(new Account(new UserId("exempt"), new Region("CN")));
    }

    @Test
    void placesAHoldWithoutEnd() {
        JsonNode view = place(Map.of());
        assertThat(view.path("held").booleanValue()).isTrue();
        assertThat(view.has("until")).isFalse();
        assertThat(holds.find(USER))
                .contains(new Hold(USER, "court order", SampleOperators.named("Ada"), NOW, Optional.empty()));
        assertThat(holds.changes(GROUP)).isZero();
    }

    @Test
    void placesAHoldThatKeepsNothingFromItsEndOn() {
        place(Map.of("until", "2023-07-01T00:00:00Z"));
        Instant until = Instant.parse("2023-07-01T00:00:00Z");
        assertThat(holds.find(USER).orElseThrow().holdsAt(until.minusNanos(1))).isTrue();
        assertThat(holds.find(USER).orElseThrow().holdsAt(until)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-02T00:00:00Z", "2022-01-01T00:00:00Z", "tomorrow", ""})
    void refusesAnEndThatIsNotAhead(String until) {
        assertRefused(place(Map.of("until", until)), "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"userId", "group", "reason"})
    void hasNoDefaultForWhatIsMissing(String field) {
        assertRefused(place(Map.of(field, " ")), "invalid-request");
        assertRefused(release(Map.of(field, " ")), "invalid-request");
    }

    @ParameterizedTest
    @CsvSource({
        "userId, nobody, unknown-user",
        "userId, brazilian, foreign-group",
        "userId, exempt, foreign-group",
        "userId, *, invalid-request",
        "group, 2, foreign-group",
        "group, 9, unknown-group",
        "group, CN, unknown-group",
        "group, *, invalid-request"
    })
    void touchesNobodyByASlipOfTheHand(String field, String value, String problem) {
        assertRefused(place(Map.of(field, value)), problem);
        assertRefused(release(Map.of(field, value)), problem);
    }

    /** Of somebody who has left there may still be something that the law makes the operator keep. */
    @Test
    void holdsAndReleasesSomebodyWithoutAnAccountWhereTheCallSaysSo() {
        Map<String, ?> nobody = Map.of("userId", "nobody", "noAccount", true);
        assertThat(place(nobody).path("held").booleanValue()).isTrue();
        assertThat(holds.find(new UserId("nobody"))).isPresent();
        assertThat(holds.changes(GROUP)).isZero();
        assertThat(release(Map.of("userId", "nobody")).path("type").textValue()).endsWith(":unknown-user");
        assertThat(release(nobody).path("held").booleanValue()).isFalse();
        assertThat(holds.find(new UserId("nobody"))).isEmpty();
    }

    /** A hold of a mistyped id would keep nothing, and nobody would notice. Whatever is held can be released. */
    @ParameterizedTest
    @CsvSource({"Nobody, 1", "nobody, 2"})
    void holdsNobodyWithoutAnAccountWhoHasNoFolder(String user, String group) {
        Map<String, ?> nobody = Map.of("userId", user, "noAccount", true, "group", group);
        assertThat(place(nobody).path("type").textValue()).endsWith(":no-folder");
        assertThat(holds.find(new UserId(user))).isEmpty();
        assertThat(release(nobody).path("type").textValue()).endsWith(":no-hold");
    }

    @ParameterizedTest
    @CsvSource({"u1, has-account", "brazilian, foreign-group", "exempt, foreign-group"})
    void refusesToTakeAnAccountForNone(String user, String problem) {
        assertRefused(place(Map.of("userId", user, "noAccount", true)), problem);
        assertRefused(release(Map.of("userId", user, "noAccount", true)), problem);
    }

    @Test
    void knowsTheGroupAlsoOfSomebodyWithoutAnAccount() {
        assertRefused(place(Map.of("userId", "nobody", "noAccount", true, "group", "9")), "unknown-group");
        assertRefused(place(Map.of("noAccount", "yes")), "invalid-request");
    }

    @Test
    void releasesAHoldOnce() {
        place(Map.of());
        assertThat(release(Map.of()).path("held").booleanValue()).isFalse();
        assertThat(holds.find(USER)).isEmpty();
        assertThat(holds.changes(GROUP)).isEqualTo(1);
        assertThat(release(Map.of()).path("type").textValue()).endsWith(":no-hold");
        assertThat(holds.changes(GROUP)).isEqualTo(1);
    }

    @Test
    void logsWhoDidItToWhomAndWhy() {
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            place(Map.of());
            release(Map.of("by", "Bob", "reason", "case 12/2023 closed"));
            place(Map.of("group", "2"));
            assertThat(log.lines())
                    .containsExactly(
                            "INFO audit: hold-account, by Ada (op-Ada), group 1, user u1, reason court order: done",
                            "INFO audit: release-hold, by Bob (op-Bob), group 1, user u1, reason case 12/2023 closed: done",
                            "INFO audit: hold-account, by Ada (op-Ada), group 2, user u1, reason court order: foreign-group");
        }
    }

    /** Support gives a user time who has missed the close. */
    @Test
    void placesARecoveryHold() {
        JsonNode view = recover("u1", "2023-07-02T00:00:00Z");
        assertThat(view.path("held").booleanValue()).isTrue();
        assertThat(view.path("group").textValue()).isEqualTo("1");
        assertThat(holds.find(USER).flatMap(Hold::until)).contains(Instant.parse("2023-07-02T00:00:00Z"));
        assertThat(holds.changes(GROUP)).isZero();
    }

    @Test
    void placesNoRecoveryHoldWithoutAnEndOrOfMoreThanThirtyDays() {
        assertRefused(recover("u1", null), "invalid-request");
        assertRefused(recover("u1", "2023-07-02T00:00:00.001Z"), "invalid-request");
    }

    /** A hold for a court must not end because somebody meant well. */
    @Test
    void changesNoHoldByARecoveryHold() {
        place(Map.of());
        assertThat(recover("u1", "2023-06-09T00:00:00Z").path("type").textValue())
                .endsWith(":has-hold");
        assertThat(holds.find(USER).flatMap(Hold::until)).isEmpty();
        assertThat(holds.changes(GROUP)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"true\"", "1", "null"})
    void takesNothingElseOfSupport(String recovery) {
        Map<String, Object> call = new LinkedHashMap<>(
                Map.of("userId", "u1", "group", "1", "reason", "they ask", "recovery", Json.read(recovery)));
        assertRefused(bySupport(call), "role-missing");
        call.remove("recovery");
        assertRefused(bySupport(call), "role-missing");
    }

    @Test
    void listsHoldsPageByPageWithTheGroupOfTheirAccounts() {
        place(Map.of("until", "2023-07-01T00:00:00Z"));
        place(Map.of("userId", "nobody", "noAccount", true));
        place(Map.of("userId", "brazilian", "group", "2"));

        JsonNode first = list(Map.of("limit", 2));
        JsonNode second = list(Map.of("limit", 2, "after", first.path("next").asText()));

        assertThat(first.path("holds").findValuesAsText("userId")).containsExactly("brazilian", "nobody");
        assertThat(first.path("holds").findValuesAsText("group")).containsExactly("2");
        assertThat(second.path("holds")).isEqualTo(Json.read("""
                        [{"userId": "u1", "group": "1", "held": true, "reason": "court order", "by": "Ada",
                          "placedAt": "2023-06-02T00:00:00Z", "until": "2023-07-01T00:00:00Z"}]"""));
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void listsAHoldThatHasEndedAsOneThatKeepsNothing() {
        holds.place(GROUP, new Hold(USER, "it is over", SampleOperators.named("Ada"), NOW, Optional.of(NOW)));
        assertThat(list(Map.of()).at("/holds/0/held").booleanValue()).isFalse();
    }

    private JsonNode list(Map<String, ?> call) {
        return OperatorRequests.answer(OperatorRequests.ask(
                functions.list(),
                OperatorRequests.by(SampleOperators.named("Vera"), EnumSet.of(Role.VIEWER), NOW, call),
                new ManualClock(NOW)));
    }

    private JsonNode recover(String user, String until) {
        Map<String, Object> call = new LinkedHashMap<>(
                Map.of("userId", user, "group", "1", "reason", "they were in hospital", "recovery", true));
        if (until != null) {
            call.put("until", until);
        }
        return bySupport(call);
    }

    private JsonNode bySupport(Map<String, ?> call) {
        return OperatorRequests.answer(functions
                .hold()
                .handle(OperatorRequests.by(SampleOperators.named("Sam"), EnumSet.of(Role.SUPPORT), NOW, call)));
    }

    private void assertRefused(JsonNode answer, String problem) {
        assertThat(answer.path("type").textValue()).endsWith(":" + problem);
        assertThat(holds.find(USER)).isEmpty();
        assertThat(holds.changes(GROUP)).isZero();
    }

    private JsonNode place(Map<String, ?> changed) {
        return OperatorRequests.answer(functions.hold().handle(call(changed)));
    }

    private JsonNode release(Map<String, ?> changed) {
        return OperatorRequests.answer(functions.release().handle(call(changed)));
    }

    private static OperatorCall call(Map<String, ?> changed) {
        Map<String, Object> fields =
                new LinkedHashMap<>(Map.of("userId", "u1", "group", "1", "reason", "court order", "by", "Ada"));
        fields.putAll(changed);
        return OperatorRequests.signed(fields, NOW);
    }
}
