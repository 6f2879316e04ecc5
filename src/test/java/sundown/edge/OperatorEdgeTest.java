package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.metrics.Measurements;
import sundown.operator.Access;
import sundown.operator.Access.Proof;
import sundown.operator.Access.Role;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.CallRecords.Kind;
import sundown.operator.InMemoryCallRecords;
import sundown.operator.InMemoryTokens;
import sundown.operator.Operator;
import sundown.operator.SampleOperators;
import sundown.operator.TokenVerifier;
import sundown.runtime.ManualClock;

// Forwarding calls the front by its name.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class OperatorEdgeTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final OperatorForm<Call> ABORT = form("abort-purge");
    private static final OperatorForm<Call> APPROVE =
            OperatorForm.of("approve-purge", Access.with(Proof.FRESH_SIGN_IN, Role.PURGE_APPROVER), Call.class);

    private static final Operator ADA = SampleOperators.named("Ada");
    private static final Map<String, Object> CALL = Map.of("group", "1");

    /** Two calls with IAM have one correlation id, and two instants. */
    private static final Duration A_MOMENT = Duration.ofNanos(1);

    /** A call of any of the operations. */
    private record Call(
            Optional<String> group,
            Optional<String> userId,
            Optional<String> reason,
            boolean dryRun,
            Optional<String> manifestHash) {}

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryCallRecords records = new InMemoryCallRecords();
    private final OperatorEdge edge = OperatorRequests.edge(records, clock);

    @AutoClose
    private final LogRecords log = LogRecords.of(OperatorEdge.class);

    @Test
    void answersWithWhatTheWorkGives() {
        JsonNode response = edge.audited(
                ABORT,
                request(Role.EMERGENCY),
                (body, by) -> Map.of("hello", by, "in", body.group().orElseThrow()));

        assertThat(status(response)).isEqualTo(200);
        assertThat(response.at("/headers/content-type").asText()).isEqualTo("application/json");
        assertThat(OperatorRequests.answer(response).at("/hello/bySubject").asText())
                .isEqualTo("op-Ada");
        assertThat(OperatorRequests.answer(response).path("in").asText()).isEqualTo("1");
        assertThat(log.lines()).containsExactly("INFO audit: abort-purge, by Ada (op-Ada), group 1: done");
    }

    @Test
    void answersARefusalAsAProblemWithItsStatus() {
        JsonNode response = edge.audited(ABORT, request(Role.EMERGENCY), OperatorEdgeTest::refuse);

        assertThat(status(response)).isEqualTo(409);
        assertThat(response.at("/headers/content-type").asText()).isEqualTo("application/problem+json");
        assertThat(type(response)).isEqualTo("window-open");
        assertThat(log.lines()).containsExactly("INFO audit: abort-purge, by Ada (op-Ada), group 1: window-open");
        assertThat(onlyRecord().outcome()).as("in place of its beginning").isEqualTo("window-open");
    }

    @Test
    void refusesARoleThatMayNot() {
        assertThat(type(refused(request(Role.VIEWER)))).isEqualTo("role-missing");
        assertThat(log.lines()).containsExactly("INFO audit: abort-purge, by Ada (op-Ada), group 1: role-missing");
        assertThat(onlyRecord().outcome()).isEqualTo("role-missing");
        assertThat(onlyRecord().roles()).containsExactly(Role.VIEWER);
    }

    static Stream<Map<String, Object>> claimsOfNobody() {
        Map<String, Object> claims = SampleOperators.claims(ADA, EnumSet.allOf(Role.class), NOW);
        Map<String, Object> withoutSubject = new HashMap<>(claims);
        withoutSubject.remove("sub");
        Map<String, Object> strange = new HashMap<>(claims);
        strange.put("sub", "a b");
        return Stream.of(Map.of(), withoutSubject, strange);
    }

    @ParameterizedTest
    @MethodSource("claimsOfNobody")
    void refusesClaimsThatNameNobody(Map<String, Object> claims) {
        assertThat(type(refused(OperatorRequests.with(claims, CALL)))).isEqualTo("operator-not-signed-in");
    }

    @Test
    void readsARoleFromATextToo() {
        assertThat(status(edge.audited(ABORT, inGroups("sundown-emergency"), (body, by) -> Map.of())))
                .isEqualTo(200);
    }

    /** Somebody who may name a group must not name themselves into a role. */
    static Stream<Object> namesThatAreNoRole() {
        return Stream.of(
                "other sundown-emergency",
                "x,sundown-emergency",
                "[sundown-emergency]",
                "sundown-emergency ",
                "sundown-emergency-not",
                List.of("team sundown-emergency", "x,sundown-emergency", "[sundown-emergency]", "sundown-emergency]"),
                List.of(List.of("sundown-emergency"), Map.of("name", "sundown-emergency")));
    }

    @ParameterizedTest
    @MethodSource("namesThatAreNoRole")
    void takesNoRoleFromAPartOfAName(Object groups) {
        assertThat(type(refused(inGroups(groups)))).isEqualTo("role-missing");
    }

    private static OperatorCall inGroups(Object groups) {
        Map<String, Object> claims = new HashMap<>(SampleOperators.claims(ADA, Set.of(), NOW));
        claims.put("roles", groups);
        return OperatorRequests.with(claims, CALL);
    }

    static Stream<String> tokensThatTheGatewayHasNotVerified() {
        Map<String, Object> grace = SampleOperators.claims(SampleOperators.named("Grace"), Set.of(Role.EMERGENCY), NOW);
        return Stream.of("", "no token", "e30.e30", "e30.%.signed", "e30.W10.signed", InMemoryTokens.sign(grace));
    }

    @ParameterizedTest
    @MethodSource("tokensThatTheGatewayHasNotVerified")
    void readsTheTokenThatTheGatewayHasVerifiedAndNoOther(String token) {
        Map<String, Object> claims = SampleOperators.claims(ADA, Set.of(Role.EMERGENCY), NOW);

        assertThat(type(refused(OperatorRequests.event(claims, token, "{}")))).isEqualTo("operator-not-signed-in");
    }

    @Test
    void readsTheTokenItselfWhereSomebodyMustProveWhoTheyAre() {
        OperatorCall call = OperatorRequests.event(
                Map.of("sub", "op-Grace", "roles", "sundown-viewer"),
                InMemoryTokens.sign(SampleOperators.claims(ADA, Set.of(Role.PURGE_APPROVER), NOW)),
                "{\"group\": \"1\"}");

        JsonNode response = edge.audited(APPROVE, call, (body, by) -> Map.of("by", by));

        assertThat(OperatorRequests.answer(response).at("/by/bySubject").asText())
                .isEqualTo("op-Ada");
    }

    /** Who may invoke the function can write any claims into an event, and no signature. */
    @Test
    void approvesNothingByForgedEvents() {
        Map<String, Object> claims = SampleOperators.claims(ADA, EnumSet.allOf(Role.class), NOW);
        Map<String, Object> expired = new HashMap<>(claims);
        expired.put("exp", NOW.getEpochSecond());
        Map<String, Object> foreign = new HashMap<>(claims);
        foreign.put("aud", "sundown-app");
        List<String> tokens = List.of(
                "",
                "no token",
                InMemoryTokens.forge(claims),
                InMemoryTokens.sign(expired),
                InMemoryTokens.sign(foreign));
        for (String token : tokens) {
            assertThat(type(refused(APPROVE, OperatorRequests.event(claims, token, "{}"))))
                    .isEqualTo("operator-not-signed-in");
        }
        assertThat(records.all())
                .hasSize(tokens.size())
                .allMatch(call -> call.by().equals(Operator.unproven("-")));
        assertThat(log.lines())
                .hasSize(tokens.size())
                .allMatch("INFO audit: approve-purge, by -, group -: operator-not-signed-in"::equals);
    }

    @Test
    void asksForAFreshSignIn() {
        Map<String, Object> old = new HashMap<>(SampleOperators.claims(ADA, EnumSet.allOf(Role.class), NOW));
        old.put("auth_time", NOW.minusSeconds(901).getEpochSecond());

        JsonNode response = refused(APPROVE, OperatorRequests.with(old, Map.of()));

        assertThat(status(response)).isEqualTo(401);
        assertThat(type(response)).isEqualTo("sign-in-too-old");
        assertThat(OperatorRequests.answer(response).path("maxAge").asInt()).isEqualTo(900);
    }

    @Test
    void answersThatItIsUnavailableWhereTheKeysAre() {
        TokenVerifier offline = _ -> {
            throw new RetryableFailure("the keys cannot be read");
        };
        OperatorEdge alone = new OperatorEdge(offline, SampleOperators.SETTINGS, records, new Random(1), clock);

        JsonNode response = alone.audited(APPROVE, request(Role.PURGE_APPROVER), OperatorEdgeTest::mustNotBegin);

        assertThat(status(response)).isEqualTo(503);
        assertThat(log.lines()).containsExactly("INFO audit: approve-purge, by -, group -: not-begun");
        assertThat(records.all()).extracting(CallRecord::outcome).containsExactly(CallRecord.NOT_BEGUN);
    }

    @Test
    void refusesABodyThatIsNoCall() {
        Map<String, Object> claims = SampleOperators.claims(ADA, EnumSet.allOf(Role.class), NOW);
        for (String body : List.of("[]", "{", "{\"zebra\": 1}", "{\"by\": \"Ada\"}", "{\"group\": 1, \"group\": 2}")) {
            OperatorCall call = OperatorRequests.event(claims, InMemoryTokens.sign(claims), body);
            JsonNode response = refused(call);
            assertThat(status(response)).isEqualTo(400);
            assertThat(type(response)).isEqualTo("invalid-request");
        }
    }

    @Test
    void breaksTheGlassForACallWithIam() {
        Measurements measurements = new Measurements();
        assertThat(edge.audited(ABORT, call("Ada"), (body, by) -> Map.of("by", by.name())))
                .isEqualTo(Json.tree(Map.of("by", "Ada")));
        assertThat(onlyRecord().withIam()).isTrue();
        assertThat(onlyRecord().by()).isEqualTo(Operator.unproven("Ada"));
        clock.advance(A_MOMENT);
        assertThat(edge.audited(ABORT, call("Ada"), OperatorEdgeTest::refuse)
                        .path("type")
                        .asText())
                .isEqualTo("urn:sundown:problem:window-open");
        assertThat(log.lines())
                .containsExactly(
                        "WARN break glass: abort-purge is invoked with IAM, by Ada",
                        "INFO audit: abort-purge, by Ada (with IAM), group 1: done",
                        "WARN break glass: abort-purge is invoked with IAM, by Ada",
                        "INFO audit: abort-purge, by Ada (with IAM), group 1: window-open");
        measurements.close();
        assertThat(measurements.faults()).as("the alarm").containsExactly("BrokenGlass", "BrokenGlass");
    }

    @Test
    void breaksNoGlassForAnApproval() {
        OperatorCall call = new OperatorCall(Json.tree(Map.of("group", "1", "by", "Ada")));

        assertThat(refused(APPROVE, call).path("type").asText()).isEqualTo("urn:sundown:problem:token-required");
    }

    @Test
    void asksACallWithIamForANameUnlessItOnlyReads() {
        OperatorCall unnamed = new OperatorCall(Json.tree(Map.of()));
        OperatorForm<Call> reading = OperatorForm.of("get-purge", Access.reading(), Call.class);

        assertThat(refused(unnamed).path("detail").asText()).isEqualTo("In the body, by is missing.");
        clock.advance(A_MOMENT);
        assertThat(edge.audited(reading, unnamed, (body, by) -> Map.of("by", by.name())))
                .isEqualTo(Json.tree(Map.of("by", "-")));
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                new RetryableFailure("DynamoDb answered InternalServerError"),
                new PermanentFailure("DynamoDb answered AccessDeniedException"),
                new IllegalStateException("a bug"));
    }

    /** A write may take effect although its answer is lost, so its operator must be logged. */
    @ParameterizedTest
    @MethodSource("failures")
    void tellsAFailureInOneLineAndFails(RuntimeException failure) {
        BiFunction<Call, Operator, Object> failing = (body, by) -> {
            throw failure;
        };
        OperatorCall call = call("Ada");
        OperatorForm<Call> form = form("release-hold");
        assertThatThrownBy(() -> edge.audited(form, call, failing)).isSameAs(failure);
        assertThat(status(edge.audited(form, request(Role.EMERGENCY), failing)))
                .isEqualTo(failure instanceof RetryableFailure ? 503 : 500);
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("INFO"))
                .containsExactly(
                        "INFO audit: release-hold, by Ada (with IAM), group 1: failed (and may have taken effect)",
                        "INFO audit: release-hold, by Ada (op-Ada), group 1: failed (and may have taken effect)");
        assertThat(records.all()).extracting(CallRecord::outcome).containsOnly(CallRecord.FAILED);
    }

    @Test
    void letsNoCallForgeALogLine() {
        edge.audited(
                form("stop-purges"),
                new OperatorCall(Json.tree(Map.of("by", "Ada\naudit: *"))),
                (body, by) -> Map.of());
        clock.advance(A_MOMENT);
        edge.audited(
                form("stop-purges"),
                new OperatorCall(Json.tree(Map.of("by", "Ada", "group", "7\naudit: " + "a".repeat(999)))),
                (body, by) -> Map.of());
        edge.audited(form("stop-purges"), new OperatorCall(Json.read("[]")), (body, by) -> Map.of());
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("INFO"))
                .containsExactly(
                        "INFO audit: stop-purges, by - (with IAM), group -: invalid-request",
                        "INFO audit: stop-purges, by Ada (with IAM), group 7?audit? " + "a".repeat(246) + ": done",
                        "INFO audit: stop-purges, by - (with IAM), group -: invalid-request");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"by": "Ada", "dryrun": true}                                          | In the body, "dryrun" is not known: the fields are group,
            {"By": "Ada"}                                                          | In the body, "By" is not known: the fields are group,
            {"\\n\\u202e": 1}                                                      | In the body, "\\u000a\\u202e" is not known: the fields are group,
            {"dryRun": true, "by": "Ada", "dryRun": false}                         | The call has dryRun twice.
            {"by": {"groups": [{"close": 1, "close": 2}]}}                         | The call has close twice.
            {"by": {"id": 1}, "reason": [{"id": 1}, {"id": 2}]}                    | In the body, by is missing.
            {"by": "\\ud800"}                                                      | The call has half of a character
            """)
    void refusesWhatTheFunctionDoesNotKnowOrCannotUnderstand(String call, String why) {
        assertThat(refused(call)).startsWith(why);
    }

    @Test
    void refusesWhatIsJsonAndJacksonCannotRead() {
        assertThat(refused("{\"by\": " + "[".repeat(1_001) + "]".repeat(1_001) + "}"))
                .startsWith("The call cannot be read");
        assertThat(refused("{\"by\": " + "1".repeat(1_001) + "}")).startsWith("The call cannot be read");
    }

    @Test
    void recordsACallBeforeItTakesEffectAndOnceMoreWhenItIsDone() {
        Map<String, Object> body = Map.of("group", "1", "reason", "a wrong list", "manifestHash", "a".repeat(64));
        OperatorCall call = OperatorRequests.by(ADA, Set.of(Role.EMERGENCY, Role.VIEWER), NOW, body);

        edge.audited(ABORT, call, (_, _) -> {
            assertThat(records.all()).extracting(CallRecord::outcome).containsExactly(CallRecord.BEGUN);
            return Map.of();
        });

        CallRecord done = onlyRecord();
        String correlation = call.request().orElseThrow().requestId().orElseThrow();
        assertThat(done)
                .isEqualTo(new CallRecord(
                        CallId.of(NOW, correlation),
                        Kind.DECISION,
                        "abort-purge",
                        ADA,
                        Set.of(Role.EMERGENCY, Role.VIEWER),
                        false,
                        Map.of("group", "1", "manifest", "a".repeat(64)),
                        Optional.of("a wrong list"),
                        CallRecord.DONE));
    }

    static Stream<Arguments> callsAndTheirRecords() {
        return Stream.of(
                arguments(
                        Map.of("userId", "u1", "chargeId", "ch_1", "note", "paid by hand"),
                        Map.of("user", "u1", "charge", "ch_1"),
                        "paid by hand",
                        ", by Ada (op-Ada), group -, user u1, reason paid by hand: done"),
                arguments(
                        Map.of("state", "MANUAL", "group", "1"),
                        Map.of("group", "1"),
                        null,
                        ", by Ada (op-Ada), group 1: done"),
                arguments(
                        Map.of("userId", "u".repeat(128)),
                        Map.of("user", "u".repeat(128)),
                        null,
                        ", by Ada (op-Ada), group -, user " + "u".repeat(128) + ": done"),
                arguments(
                        Map.of("group", "1", "userId", "u1", "reason", "order 12/2023\naudit: *\u2028\u0085\u202e"),
                        Map.of("group", "1", "user", "u1"),
                        "order 12/2023?audit: *???",
                        ", by Ada (op-Ada), group 1, user u1, reason order 12/2023?audit: *???: done"));
    }

    /** No charge is in the log. */
    @ParameterizedTest
    @MethodSource("callsAndTheirRecords")
    void recordsWhatACallIsAboutAndWhy(Map<String, ?> call, Map<String, String> about, String reason, String line) {
        edge.audited(
                OperatorForm.of("any-call", Access.of(Role.REFUNDS), JsonNode.class),
                OperatorRequests.by(ADA, NOW, call),
                (body, by) -> Map.of());

        assertThat(onlyRecord().about()).isEqualTo(about);
        assertThat(onlyRecord().reason()).isEqualTo(Optional.ofNullable(reason));
        assertThat(log.lines()).containsExactly("INFO audit: any-call" + line);
    }

    @Test
    void recordsNoHalfOfACharacter() {
        String longest = "a".repeat(999) + "😀";
        edge.audited(
                ABORT, OperatorRequests.by(ADA, NOW, Map.of("group", "1", "reason", longest)), (body, by) -> Map.of());
        assertThat(onlyRecord().reason()).contains("a".repeat(999) + "?");

        OperatorCall half = sent("{\"by\": \"Ada\", \"reason\": \"\\ud800\"}");
        assertThat(refused(half).path("detail").asText()).contains("half of a character");
        assertThat(records.all().map(CallRecord::reason)).contains(Optional.of("?"));
    }

    /** A service that does not answer, and a table that lacks a right. */
    static Stream<RuntimeException> failuresOfTheTable() {
        return failures().limit(2);
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheTable")
    void letsNoCallTakeEffectThatCannotBeRecorded(RuntimeException failure) {
        OperatorEdge unrecorded = OperatorRequests.edge(failing(failure, CallRecord.BEGUN), clock);
        OperatorCall call = call("Ada");

        assertThat(status(unrecorded.audited(ABORT, request(Role.EMERGENCY), OperatorEdgeTest::mustNotBegin)))
                .isEqualTo(failure instanceof RetryableFailure ? 503 : 500);
        assertThatThrownBy(() -> unrecorded.audited(ABORT, call, OperatorEdgeTest::mustNotBegin))
                .isSameAs(failure);
        assertThat(log.lines())
                .filteredOn(line -> line.startsWith("INFO"))
                .containsExactly(
                        "INFO audit: abort-purge, by Ada (op-Ada), group 1: not-begun",
                        "INFO audit: abort-purge, by Ada (with IAM), group 1: not-begun");
    }

    @Test
    void letsNoCallTakeEffectThatHasTheIdOfAnother() {
        OperatorCall call = request(Role.EMERGENCY);
        edge.audited(ABORT, call, (body, by) -> Map.of());

        JsonNode again = refused(call);

        assertThat(status(again)).isEqualTo(503);
        assertThat(onlyRecord().outcome()).isEqualTo(CallRecord.DONE);
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheTable")
    void answersACallWithAnOutcomeThatCannotBeRecorded(RuntimeException failure) {
        OperatorEdge unrecorded = OperatorRequests.edge(failing(failure, CallRecord.DONE), clock);
        Measurements measurements = new Measurements();

        JsonNode response = unrecorded.audited(ABORT, request(Role.EMERGENCY), (body, by) -> Map.of());

        measurements.close();
        assertThat(measurements.faults()).isEmpty();

        assertThat(status(response)).isEqualTo(200);
        assertThat(onlyRecord().outcome()).isEqualTo(CallRecord.BEGUN);
        assertThat(log.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("INFO audit: abort-purge, by Ada (op-Ada), group 1: done"),
                        line -> assertThat(line).startsWith("ERROR the outcome of abort-purge cannot be recorded"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheTable")
    void letsAnUrgentCallTakeEffectThatCannotBeRecorded(RuntimeException failure) {
        CallRecords full = failing(failure, CallRecord.BEGUN, CallRecord.DONE);
        OperatorForm<Call> stop = form("stop-purges").asUrgent();
        List<String> effects = new ArrayList<>();
        Measurements measurements = new Measurements();

        JsonNode response = OperatorRequests.edge(full, clock).audited(stop, request(Role.EMERGENCY), (body, by) -> {
            effects.add("stopped");
            return Map.of();
        });

        measurements.close();
        assertThat(measurements.faults()).containsExactly("UnrecordedStops");

        assertThat(status(response)).isEqualTo(200);
        assertThat(effects).containsExactly("stopped");
        assertThat(log.lines()).last(STRING).contains("cannot be recorded");
    }

    static Stream<OperatorForm<Call>> formsThatAreRecordedAtTheEnd() {
        return Stream.of(
                form("steer-job").readingWithout("dryRun", "reason"),
                form("stop-purges").asUrgent());
    }

    @ParameterizedTest
    @MethodSource("formsThatAreRecordedAtTheEnd")
    void recordsACallThatOnlyReadsOrIsUrgentWhenItIsDone(OperatorForm<Call> form) {
        edge.audited(form, request(form.urgent() ? Role.EMERGENCY : Role.VIEWER), (_, _) -> {
            assertThat(records.all()).isEmpty();
            return Map.of();
        });
        assertThat(onlyRecord().outcome()).isEqualTo(CallRecord.DONE);
    }

    @Test
    void keepsOneRecordAMinuteOfWhatAPersonLooksAt() {
        OperatorForm<Call> look = form("get-apple").readingWithout("reason");
        Stream.of("1", "2")
                .forEach(group -> edge.audited(
                        look,
                        OperatorRequests.by(ADA, Set.of(Role.VIEWER), NOW, Map.of("group", group)),
                        (_, _) -> Map.of()));

        assertThat(onlyRecord())
                .returns(Kind.LOOK, CallRecord::kind)
                .returns(CallId.ofLooks(NOW, "get-apple", ADA), CallRecord::id)
                .returns(Map.of("group", "2"), CallRecord::about);
        edge.audited(look, request(Role.VIEWER), (_, _) -> Map.of());
        clock.advance(Duration.ofMinutes(1));
        edge.audited(look, request(Role.VIEWER), (_, _) -> Map.of());
        assertThat(records.all()).hasSize(2);
    }

    @Test
    void notesALookByItselfThatNamesAUserOrIsRefusedOrBreaksTheGlass() {
        OperatorForm<Call> look = form("get-apple").readingWithout("reason");
        edge.audited(
                look,
                OperatorRequests.by(ADA, Set.of(Role.VIEWER), NOW, Map.of("group", "1", "userId", "u1")),
                (_, _) -> Map.of());
        edge.audited(
                look, OperatorRequests.by(ADA, Set.of(), NOW, Map.of("group", "1")), OperatorEdgeTest::mustNotBegin);
        edge.audited(look, call("Ada"), (_, _) -> Map.of());

        assertThat(records.all()).hasSize(3).extracting(CallRecord::kind).containsOnly(Kind.NOTED_LOOK);
    }

    private CallRecord onlyRecord() {
        assertThat(records.all()).hasSize(1);
        return records.all().findFirst().orElseThrow();
    }

    /** A table that does not take records with these outcomes, nor of calls that have not begun. */
    private CallRecords failing(RuntimeException failure, String... outcomes) {
        Set<String> failing = Stream.concat(Stream.of(outcomes), Stream.of(CallRecord.NOT_BEGUN))
                .collect(Collectors.toSet());
        return Forwarding.to(CallRecords.class, records, real -> new Object() {
            public boolean put(CallRecord call) {
                if (failing.contains(call.outcome())) {
                    throw failure;
                }
                return real.put(call);
            }
        });
    }

    private String refused(String call) {
        clock.advance(A_MOMENT);
        JsonNode problem = refused(sent(call));
        assertThat(problem.path("type").textValue()).endsWith(":invalid-request");
        return problem.path("detail").textValue();
    }

    private JsonNode refused(OperatorCall call) {
        return refused(ABORT, call);
    }

    private JsonNode refused(OperatorForm<Call> form, OperatorCall call) {
        return edge.audited(form, call, OperatorEdgeTest::mustNotBegin);
    }

    private static int status(JsonNode response) {
        return response.path("statusCode").asInt();
    }

    private static Object mustNotBegin(Call body, Operator by) {
        throw new AssertionError("the work must not begin");
    }

    private static Object refuse(Call body, Operator by) {
        throw Problem.of(ProblemType.WINDOW_OPEN, "Wait.");
    }

    private static String type(JsonNode response) {
        String type = OperatorRequests.answer(response).path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static OperatorCall request(Role role) {
        return OperatorRequests.by(ADA, Set.of(role), NOW, CALL);
    }

    /** A call as the function reads it from Lambda. */
    private static OperatorCall sent(String call) {
        try {
            return new ObjectMapper().readValue(call.getBytes(StandardCharsets.UTF_8), OperatorCall.class);
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static OperatorForm<Call> form(String function) {
        return OperatorForm.of(function, Access.of(Role.EMERGENCY), Call.class);
    }

    private static OperatorCall call(String by) {
        return new OperatorCall(Json.tree(Map.of("group", "1", "by", by)));
    }
}
