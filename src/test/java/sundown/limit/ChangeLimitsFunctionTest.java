package sundown.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Forwarding;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorRequests;
import sundown.limit.ChangeLimitsFunction.DeployedLimits;
import sundown.limit.LimitStore.LimitChange;
import sundown.limit.LimitStore.SetLimits;
import sundown.operator.Access.Role;
import sundown.operator.SampleOperators;
import sundown.runtime.ManualClock;

@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class ChangeLimitsFunctionTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2022-12-01T00:00:00Z"));
    private final InMemoryLimitStore store = new InMemoryLimitStore();

    @Test
    void tellsTheParametersWhereNobodyHasChangedALimit() {
        assertThat(call("{}")).isEqualTo(Json.read("""
                {"limits": [
                  {"limit": "purgeAccountsPerMinute", "inForce": 100, "parameter": 100},
                  {"limit": "purgeConcurrency", "inForce": 10, "parameter": 10},
                  {"limit": "googleRequestsPerDay", "inForce": 10000, "parameter": 10000},
                  {"limit": "googleRequestsPerMinute", "inForce": 600, "parameter": 600},
                  {"limit": "googleUploadsPerMinute", "inForce": 600, "parameter": 600},
                  {"limit": "googlePercentPerUser", "inForce": 10, "parameter": 10}]}
                """));
    }

    @Test
    void setsLimitsAndKeepsTheOthersAndSaysWho() {
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            call("{\"purgeAccountsPerMinute\": 7, \"purgeConcurrency\": 1, \"reason\": \"throttles\"}");
            clock.advance(Duration.ofHours(1));
            JsonNode view = call("{\"googleRequestsPerDay\": 3000000000, \"reason\": \"more\"}");

            assertThat(view).isEqualTo(call("{}")).isEqualTo(Json.read("""
                    {"limits": [
                      {"limit": "purgeAccountsPerMinute", "inForce": 7, "parameter": 100, "set": 7},
                      {"limit": "purgeConcurrency", "inForce": 1, "parameter": 10, "set": 1},
                      {"limit": "googleRequestsPerDay", "inForce": 3000000000, "parameter": 10000, "set": 3000000000},
                      {"limit": "googleRequestsPerMinute", "inForce": 600, "parameter": 600},
                      {"limit": "googleUploadsPerMinute", "inForce": 600, "parameter": 600},
                      {"limit": "googlePercentPerUser", "inForce": 10, "parameter": 10}],
                     "by": "Ada", "reason": "more", "at": "2022-12-01T01:00:00Z"}
                    """));
            assertThat(log.lines())
                    .startsWith("INFO audit: change-limits, by Ada (op-Ada), group -, purgeAccountsPerMinute 7,"
                            + " purgeConcurrency 1, reason throttles: done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void setsEachLimitWithinItsBounds(Limit limit) {
        assertThat(set(limit, limit.least() - 1).path("type").asText()).endsWith(":invalid-request");
        assertThat(set(limit, limit.most() + 1).path("type").asText()).endsWith(":invalid-request");
        assertThat(store.latest()).isEmpty();
        assertThat(set(limit, limit.most()).findPath("set").asLong()).isEqualTo(limit.most());
        assertThat(store.inForce()).isEqualTo(new SetLimits(Map.of(limit, limit.most())));
    }

    private JsonNode set(Limit limit, long value) {
        return call("{\"%s\": %d, \"reason\": \"r\"}".formatted(limit.word(), value));
    }

    @Test
    void givesALimitBackToItsParameter() {
        call("{\"purgeAccountsPerMinute\": 7, \"googlePercentPerUser\": 50, \"reason\": \"throttles\"}");
        JsonNode view = call("{\"giveBack\": \"purgeAccountsPerMinute\", \"reason\": \"over\"}");
        assertThat(view.at("/limits/0"))
                .isEqualTo(Json.read("{\"limit\": \"purgeAccountsPerMinute\", \"inForce\": 100, \"parameter\": 100}"));
        assertThat(view.at("/limits/5/set").asInt()).isEqualTo(50);
        assertThat(store.inForce()).isEqualTo(new SetLimits(Map.of(Limit.GOOGLE_PERCENT_PER_USER, 50L)));
    }

    /** Lambda calls no more workers than the parameter says. */
    @Test
    void tellsThatMoreAccountsAtOnceThanTheParameterSaysHaveNoEffect() {
        assertThat(call("{\"purgeConcurrency\": 500, \"reason\": \"faster\"}").at("/limits/1"))
                .isEqualTo(Json.read(
                        "{\"limit\": \"purgeConcurrency\", \"inForce\": 10, \"parameter\": 10, \"set\": 500}"));
    }

    @Test
    void keepsTheReasonAsALine() {
        assertThat(call("{\"purgeConcurrency\": 1, \"reason\": \"throttles\\nINFO forged\"}")
                        .path("reason")
                        .asText())
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"purgeAccountsPerMinute\": 1.5, \"reason\": \"r\"}",
                "{\"googleRequestsPerMinute\": \"200\", \"reason\": \"r\"}",
                "{\"purgeAccountsPerMinute\": 5}",
                "{\"purgeAccountsPerHour\": 5, \"reason\": \"r\"}",
                "{\"giveBack\": \"everything\", \"reason\": \"r\"}",
                "{\"giveBack\": \"purgeConcurrency\", \"purgeConcurrency\": 5, \"reason\": \"r\"}"
            })
    void refusesWhatIsNoLimit(String body) {
        assertThat(call(body).path("type").asText()).endsWith(":invalid-request");
        assertThat(store.latest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"purgeConcurrency\": 1}", "{\"giveBack\": \"purgeConcurrency\"}"})
    void letsThoseWhoMayOnlyReadChangeNothing(String change) {
        EnumSet<Role> others = EnumSet.complementOf(EnumSet.of(Role.PURGE_PLANNER, Role.EMERGENCY));
        assertThat(call(change, others).path("type").asText()).endsWith(":role-missing");
        assertThat(call("{}", others).path("limits")).hasSize(6);
        assertThat(store.latest()).isEmpty();
    }

    @Test
    void changesWhatAnotherHasChangedMeanwhile() {
        SetLimits others = new SetLimits(Map.of(Limit.GOOGLE_PERCENT_PER_USER, 50L));
        LimitStore overtaken = Forwarding.to(LimitStore.class, store, real -> new Object() {
            public boolean save(LimitChange next) {
                if (next.version() == 1) {
                    real.save(new LimitChange(others, 1, SampleOperators.named("Grace"), "more", clock.instant()));
                }
                return real.save(next);
            }
        });
        call(overtaken, "{\"purgeConcurrency\": 1, \"reason\": \"throttles\"}", EnumSet.of(Role.EMERGENCY));
        assertThat(store.inForce().values())
                .isEqualTo(Map.of(Limit.GOOGLE_PERCENT_PER_USER, 50L, Limit.PURGE_CONCURRENCY, 1L));
    }

    private JsonNode call(String body) {
        return call(body, EnumSet.of(Role.EMERGENCY));
    }

    private JsonNode call(String body, EnumSet<Role> roles) {
        return call(store, body, roles);
    }

    private JsonNode call(LimitStore limits, String body, EnumSet<Role> roles) {
        Map<String, Object> call = new HashMap<>();
        Json.read(body).properties().forEach(field -> call.put(field.getKey(), field.getValue()));
        return OperatorRequests.answer(new ChangeLimitsFunction(
                        OperatorRequests.edge(clock), limits, (DeployedLimits) SampleLimits.deployed(), clock)
                .handle(OperatorRequests.by(SampleOperators.named("Ada"), roles, clock.instant(), call)));
    }
}
