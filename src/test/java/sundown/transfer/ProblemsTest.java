package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.edge.ProblemType.CHANGED_MEANWHILE;
import static sundown.edge.ProblemType.CHOICE_FIXED;
import static sundown.edge.ProblemType.CODE_REFUSED;
import static sundown.edge.ProblemType.CONSENT_INCOMPLETE;
import static sundown.edge.ProblemType.CONSENT_NEEDED;
import static sundown.edge.ProblemType.EMPTY_GALLERY;
import static sundown.edge.ProblemType.EXPORTS_CLOSED;
import static sundown.edge.ProblemType.EXPORTS_NOT_OPEN;
import static sundown.edge.ProblemType.GOOGLE_UNAVAILABLE;
import static sundown.edge.ProblemType.INTERNAL_ERROR;
import static sundown.edge.ProblemType.INVALID_REQUEST;
import static sundown.edge.ProblemType.NOTHING_ENDS;
import static sundown.edge.ProblemType.NOTHING_LEFT;
import static sundown.edge.ProblemType.NOTHING_TO_RETRY;
import static sundown.edge.ProblemType.NOT_ANNOUNCED;
import static sundown.edge.ProblemType.NOT_ELIGIBLE;
import static sundown.edge.ProblemType.NOT_SIGNED_IN;
import static sundown.edge.ProblemType.NO_ACCOUNT;
import static sundown.edge.ProblemType.NO_SWITCH_LEFT;
import static sundown.edge.ProblemType.NO_TRANSFER;
import static sundown.edge.ProblemType.REQUEST_TOO_LARGE;
import static sundown.edge.ProblemType.RETRIED_BEFORE;
import static sundown.edge.ProblemType.RETRY_TOO_EARLY;
import static sundown.edge.ProblemType.ROOM_MISSING;
import static sundown.edge.ProblemType.STOP_FIRST;
import static sundown.edge.ProblemType.TEMPORARILY_UNAVAILABLE;
import static sundown.edge.ProblemType.WRONG_TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.UserId;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.timeline.Timeline;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Every type of problem answers some request, describes the problem, and changes nothing. */
class ProblemsTest extends Functions {
    @ParameterizedTest
    @MethodSource("refusals")
    void areSaidInTheFormOfRfc9457AndRepeatNothingThatWasSent(Refusal refusal) {
        refusal.prepare().accept(this);

        try (LogRecords log = LogRecords.of(HttpEdge.class)) {
            ApiResponse response = refusal.request().apply(this);

            JsonNode body = Json.read(response.body());
            assertThat(response.statusCode()).isEqualTo(refusal.problem().status());
            assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(body.path("status").intValue())
                    .isEqualTo(refusal.problem().status());
            assertThat(body.path("type").textValue())
                    .isEqualTo(Problem.TYPE_PREFIX + refusal.problem().code());
            assertThat(body.path("title").textValue()).matches("[A-Z].*\\.");
            assertThat(body.path("detail").textValue()).matches("[A-Z].*\\.");
            assertThat(SECRETS).noneMatch(response.body()::contains);
            assertThat(log.lines()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void changeNothing(Refusal refusal) {
        refusal.prepare().accept(this);
        Optional<Transfer> before = transfers.find(USER);
        int messages = queue.size();

        assertThat(refusal.request().apply(this).statusCode())
                .isEqualTo(refusal.problem().status());

        Optional<Transfer> after = transfers.find(USER);
        assertThat(after.map(ProblemsTest::compared)).isEqualTo(before.map(ProblemsTest::compared));
        assertThat(after.flatMap(Transfer::grant).isPresent())
                .isEqualTo(before.flatMap(Transfer::grant).isPresent());
        assertThat(queue.size()).isEqualTo(messages);
        assertThat(library.requests()).isEmpty();
    }

    /** Another request may have saved the same transfer meanwhile, and a new consent may be in place of the old one. */
    private static Transfer compared(Transfer transfer) {
        return version(transfer, 0).granted(Optional.empty());
    }

    @Test
    void areAllMet() {
        Set<ProblemType> met = refusals().map(Refusal::problem).collect(Collectors.toSet());

        assertThat(met)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.range(ProblemType.INVALID_REQUEST, ProblemType.NOTHING_LEFT).stream()
                                .filter(type -> type != ProblemType.UNKNOWN_REGION)
                                .toList());
    }

    /** Texts that no answer may repeat. */
    static final List<String> SECRETS = List.of("4/secret-code", "secret-verifier", "ya29.secret", "example.com");

    private static final String RETRY_NOW = "{\"retryNow\": true}";
    private static final String CONSENT =
            "{\"authorizationCode\": \"4/secret-code\", \"codeVerifier\": \"secret-verifier\","
                    + " \"redirectUri\": \"https://app.example.com/done\"}";
    private static final String DEVICE = "{\"model\": \"Model Y\", \"androidVersion\": 13}";
    private static final String START = CONSENT.replace("{", "{\"device\": " + DEVICE + ", ");

    /**
     * A refused request.
     *
     * @param when in words
     * @param prepare what has happened before
     * @param request the request itself
     */
    record Refusal(
            ProblemType problem, String when, Consumer<Functions> prepare, Function<Functions, ApiResponse> request) {
        static Refusal of(ProblemType problem, String when, Function<Functions, ApiResponse> request) {
            return new Refusal(problem, when, functions -> {}, request);
        }

        Refusal after(Consumer<Functions> preparation) {
            return new Refusal(problem, when, preparation, request);
        }

        @Override
        public String toString() {
            return problem.code() + " " + when;
        }
    }

    static Stream<Refusal> refusals() {
        return Stream.of(tokens(), bodies(), pages(), accounts(), faults(), starts(), resumes())
                .flatMap(List::stream);
    }

    private static List<Refusal> tokens() {
        return List.of(
                Refusal.of(
                        NOT_SIGNED_IN,
                        "without a token",
                        functions -> functions.items(ApiRequests.anonymous(Map.of()))),
                Refusal.of(
                        WRONG_TOKEN,
                        "with an ID token",
                        functions -> functions.items(ApiRequests.withClaims(Map.of("sub", "u1", "token_use", "id")))),
                Refusal.of(
                        NO_ACCOUNT,
                        "with a subject of another form",
                        functions ->
                                functions.items(ApiRequests.withClaims(Map.of("sub", "a/b", "token_use", "access")))));
    }

    private static List<Refusal> bodies() {
        return List.of(
                badStart("that is not JSON", "4/secret-code"),
                badStart("without anything", "{}"),
                badStart("without a code", START.replace("authorizationCode", "code")),
                badStart("with a code that is blank", START.replace("4/secret-code", " ")),
                badStart("with a verifier of the wrong type", START.replace("\"secret-verifier\"", "7")),
                badStart("with a relative redirect URI", START.replace("https://app.example.com", "")),
                badStart("with a redirect URI that is none", START.replace("https://app.example.com/done", "a b")),
                badStart("with a device that is none", START.replace(DEVICE, "[]")),
                badStart("with an Android version below 1", START.replace("Version\": ", "Version\": -")),
                badStart("with a carrier of the wrong type", START.replace("\"model\"", "\"carrier\": 7, \"model\"")),
                badResume("with a wish of the wrong type", "{\"retryNow\": \"yes\"}"),
                badResume("without room by a word", "{\"withoutRoom\": \"yes\"}"),
                badResume("with a verifier of the wrong type", CONSENT.replace("\"secret-verifier\"", "{}")),
                badResume("with half a consent", "{\"authorizationCode\": \"4/secret-code\"}"),
                Refusal.of(
                        REQUEST_TOO_LARGE,
                        "with a body of any length",
                        functions -> functions.start(USER, "{\"x\": \"" + "x".repeat(20_000) + "\"}")));
    }

    private static Refusal badStart(String when, String body) {
        return Refusal.of(INVALID_REQUEST, "starting " + when, functions -> functions.start(USER, body));
    }

    private static Refusal badResume(String when, String body) {
        return Refusal.of(INVALID_REQUEST, "resuming " + when, functions -> functions.resume(USER, body))
                .after(transfer(stopped()));
    }

    private static List<Refusal> pages() {
        return List.of(
                badPage("of no length", Map.of("limit", "0")),
                badPage("of any length", Map.of("limit", "1001")),
                badPage("of a length that is no number", Map.of("limit", "many")),
                badPage("after a place that is none", Map.of("after", "a/b")),
                badPage("of a state that it cannot choose", Map.of("state", "moved")));
    }

    private static Refusal badPage(String when, Map<String, String> query) {
        return Refusal.of(INVALID_REQUEST, "for a page " + when, functions -> functions.items(USER, Map.of(), query))
                .after(transfer(finished(2)));
    }

    private static List<Refusal> accounts() {
        UserId nobody = new UserId("nobody");
        return List.of(
                Refusal.of(NO_ACCOUNT, "for a status", functions -> functions.status(nobody)),
                Refusal.of(NO_ACCOUNT, "for a start", functions -> functions.start(nobody, START)),
                Refusal.of(NO_ACCOUNT, "for a stop", functions -> functions.stop(nobody)),
                Refusal.of(NOT_ANNOUNCED, "before a timeline is published", ProblemsTest::start)
                        .after(functions -> functions.timelines.put(Timeline.NOT_ANNOUNCED)),
                Refusal.of(NOTHING_ENDS, "in China", ProblemsTest::start)
                        .after(functions -> functions.register(USER, "CN")),
                Refusal.of(EXPORTS_NOT_OPEN, "a second too early", ProblemsTest::start)
                        .after(functions -> functions.clock.moveTo(Instant.parse("2022-11-30T23:59:59Z"))),
                Refusal.of(EXPORTS_CLOSED, "for a start", ProblemsTest::start)
                        .after(functions -> functions.clock.moveTo(CLOSE)),
                Refusal.of(EXPORTS_CLOSED, "to go on", ProblemsTest::resume).after(functions -> {
                    functions.put(stopped());
                    functions.clock.moveTo(CLOSE);
                }),
                Refusal.of(NOT_ELIGIBLE, "where Google offers nothing", ProblemsTest::start)
                        .after(functions -> {
                            functions.register(USER, "CU");
                            functions.clock.moveTo(Instant.parse("2023-02-01T00:00:00Z"));
                        }),
                Refusal.of(
                        NOT_ELIGIBLE,
                        "on an old device",
                        functions -> functions.start(USER, START.replace("13", "9"))));
    }

    private static List<Refusal> faults() {
        return List.of(
                Refusal.of(TEMPORARILY_UNAVAILABLE, "while a service fails", ProblemsTest::consentedStart)
                        .after(functions -> functions.scriptedAccess.fail(
                                new RetryableFailure("sent ya29.secret", new IllegalStateException("ya29.secret")))),
                Refusal.of(INTERNAL_ERROR, "when a service refuses us", ProblemsTest::consentedStart)
                        .after(functions ->
                                functions.scriptedAccess.fail(new PermanentFailure("sent ya29.secret", null))));
    }

    private static List<Refusal> starts() {
        return List.of(
                Refusal.of(CODE_REFUSED, "with a code of nobody", ProblemsTest::start),
                Refusal.of(
                        CONSENT_INCOMPLETE,
                        "with less consent than is needed",
                        functions -> functions.start(
                                USER, InMemoryLibraryAccess.startBody(functions.access.incompleteConsent(ACCOUNT)))),
                Refusal.of(GOOGLE_UNAVAILABLE, "while Google does not answer", ProblemsTest::start)
                        .after(functions ->
                                functions.scriptedAccess.connectWith(new LibraryAccess.Connection.Unavailable())),
                Refusal.of(EMPTY_GALLERY, "without a photo", ProblemsTest::consentedStart),
                Refusal.of(
                                STOP_FIRST,
                                "while another account's transfer runs",
                                functions -> functions.start(OTHER_ACCOUNT))
                        .after(transfer(running())),
                Refusal.of(
                                CHOICE_FIXED,
                                "with another choice while items move",
                                functions -> functions.start(
                                        USER,
                                        InMemoryLibraryAccess.startBody(functions.access.consent(ACCOUNT))
                                                .replaceFirst("\\{", "{\"selection\": {\"years\": [2019]}, ")))
                        .after(transfer(running())),
                Refusal.of(NO_SWITCH_LEFT, "after three switches", functions -> functions.start(OTHER_ACCOUNT))
                        .after(transfer(withAPhoto(switched(3)))),
                Refusal.of(
                                CHANGED_MEANWHILE,
                                "while another request stops the transfer",
                                functions -> functions.start(ACCOUNT))
                        .after(functions -> {
                            functions.put(gaveUp());
                            functions.transfers.changeBeforeSave(USER, current -> current);
                        }));
    }

    private static List<Refusal> resumes() {
        return List.of(
                Refusal.of(NO_TRANSFER, "to go on", ProblemsTest::resume),
                Refusal.of(NO_TRANSFER, "to stop", functions -> functions.stop(USER)),
                Refusal.of(NO_TRANSFER, "to list items", functions -> functions.items(USER, Map.of(), Map.of())),
                Refusal.of(
                                ProblemType.OTHER_ACCOUNT,
                                "with another account's consent",
                                functions -> functions.resume(
                                        USER, Functions.consentBody(functions.access.consent(OTHER_ACCOUNT))))
                        .after(transfer(waiting(WaitReason.CONSENT))),
                Refusal.of(CONSENT_NEEDED, "without consent", ProblemsTest::resume)
                        .after(transfer(waiting(WaitReason.CONSENT))),
                Refusal.of(ROOM_MISSING, "without room", ProblemsTest::resume).after(functions -> {
                    functions.addPhotos(3);
                    functions.access.setRoom(ACCOUNT, new Room.Limited(10, 10));
                    functions.start(ACCOUNT);
                    functions.workOnce();
                }),
                Refusal.of(RETRY_TOO_EARLY, "an hour after the failure", ProblemsTest::resume)
                        .after(transfer(finished(2))),
                Refusal.of(RETRIED_BEFORE, "minutes after a retry", functions -> functions.resume(USER, RETRY_NOW))
                        .after(functions -> functions.put(retried())),
                Refusal.of(NOTHING_TO_RETRY, "when Google takes no such file", ProblemsTest::resume)
                        .after(functions -> functions.put(permanentlyFailed())),
                Refusal.of(NOTHING_LEFT, "when nothing failed", ProblemsTest::resume)
                        .after(transfer(finished(0))));
    }

    private static Transfer retried() {
        Transfer retrying = TransferRules.retrying(finished(2), NOW);
        Progress progress =
                retrying.progress().passItems(Optional.of(Cursor.after(2)), List.of(failed(1), failed(2)), 0, NOW);
        return TransferRules.finished(retrying.with(progress), NO_ALBUMS, NOW);
    }

    private static Transfer permanentlyFailed() {
        ItemOutcome empty = new ItemOutcome.Failed(item(9), 10, FailureReason.EMPTY);
        Transfer finished = finished(0);
        return finished.with(finished.progress().passItems(Optional.empty(), List.of(empty), 0, NOW));
    }

    private static Consumer<Functions> transfer(Transfer transfer) {
        return functions -> functions.put(transfer);
    }

    private static ApiResponse start(Functions functions) {
        return functions.start(USER, START);
    }

    private static ApiResponse consentedStart(Functions functions) {
        return functions.start(ACCOUNT);
    }

    private static ApiResponse resume(Functions functions) {
        return functions.resume(USER, "{}");
    }
}
