package sundown.transfer;

import static sundown.edge.ProblemType.CHANGED_MEANWHILE;
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
import static sundown.edge.ProblemType.OTHER_ACCOUNT;
import static sundown.edge.ProblemType.REQUEST_TOO_LARGE;
import static sundown.edge.ProblemType.RETRIED_BEFORE;
import static sundown.edge.ProblemType.RETRY_TOO_EARLY;
import static sundown.edge.ProblemType.ROOM_MISSING;
import static sundown.edge.ProblemType.STOP_FIRST;
import static sundown.edge.ProblemType.TEMPORARILY_UNAVAILABLE;
import static sundown.edge.ProblemType.WRONG_TOKEN;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.ApiRequests;
import sundown.edge.ApiResponse;
import sundown.edge.ProblemType;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.timeline.Timeline;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.TransferState.WaitReason;

/** A request for every refusal. */
final class Refusals {
    /** Texts that no answer may repeat. */
    static final List<String> SECRETS = List.of("4/secret-code", "secret-verifier", "ya29.secret", "example.com");

    private static final UserId USER = Given.USER;
    private static final String RETRY_NOW = "{\"retryNow\": true}";
    private static final String CONSENT =
            "{\"authorizationCode\": \"4/secret-code\", \"codeVerifier\": \"secret-verifier\","
                    + " \"redirectUri\": \"https://app.example.com/done\"}";
    private static final String DEVICE = "{\"model\": \"Model Y\", \"androidVersion\": 13}";
    private static final String START = CONSENT.replace("{", "{\"device\": " + DEVICE + ", ");

    private Refusals() {}

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

    static Stream<Refusal> all() {
        return Stream.of(tokens(), bodies(), pages(), accounts(), faults(), starts(), resumes())
                .flatMap(List::stream);
    }

    private static List<Refusal> tokens() {
        return List.of(
                Refusal.of(
                        NOT_SIGNED_IN,
                        "without a token",
                        functions -> functions.failures(ApiRequests.anonymous(Map.of()))),
                Refusal.of(
                        WRONG_TOKEN,
                        "with an ID token",
                        functions ->
                                functions.failures(ApiRequests.withClaims(Map.of("sub", "u1", "token_use", "id")))),
                Refusal.of(
                        NO_ACCOUNT,
                        "with a subject of another form",
                        functions -> functions.failures(
                                ApiRequests.withClaims(Map.of("sub", "a/b", "token_use", "access")))));
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
                .after(transfer(Given.stopped()));
    }

    private static List<Refusal> pages() {
        return List.of(
                badPage("of no length", Map.of("limit", "0")),
                badPage("of any length", Map.of("limit", "1001")),
                badPage("of a length that is no number", Map.of("limit", "many")),
                badPage("after an item that is none", Map.of("after", "a/b")));
    }

    private static Refusal badPage(String when, Map<String, String> query) {
        return Refusal.of(INVALID_REQUEST, "for a page " + when, functions -> functions.failures(USER, Map.of(), query))
                .after(transfer(Given.finished(2)));
    }

    private static List<Refusal> accounts() {
        UserId nobody = new UserId("nobody");
        return List.of(
                Refusal.of(NO_ACCOUNT, "for a status", functions -> functions.status(nobody)),
                Refusal.of(NO_ACCOUNT, "for a start", functions -> functions.start(nobody, START)),
                Refusal.of(NO_ACCOUNT, "for a stop", functions -> functions.stop(nobody)),
                Refusal.of(NOT_ANNOUNCED, "before a timeline is published", Refusals::start)
                        .after(functions -> functions.timelines.put(Timeline.NOT_ANNOUNCED)),
                Refusal.of(NOTHING_ENDS, "in China", Refusals::start)
                        .after(functions -> functions.register(USER, "CN")),
                Refusal.of(EXPORTS_NOT_OPEN, "a second too early", Refusals::start)
                        .after(functions -> functions.clock.moveTo(Instant.parse("2022-11-30T23:59:59Z"))),
                Refusal.of(EXPORTS_CLOSED, "for a start", Refusals::start)
                        .after(functions -> functions.clock.moveTo(Given.CLOSE)),
                Refusal.of(EXPORTS_CLOSED, "to go on", Refusals::resume).after(functions -> {
                    functions.put(Given.stopped());
                    functions.clock.moveTo(Given.CLOSE);
                }),
                Refusal.of(NOT_ELIGIBLE, "where Google offers nothing", Refusals::start)
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
                Refusal.of(TEMPORARILY_UNAVAILABLE, "while a service fails", Refusals::consentedStart)
                        .after(functions -> functions.scriptedAccess.fail(
                                new RetryableFailure("sent ya29.secret", new IllegalStateException("ya29.secret")))),
                Refusal.of(INTERNAL_ERROR, "when a service refuses us", Refusals::consentedStart)
                        .after(functions ->
                                functions.scriptedAccess.fail(new PermanentFailure("sent ya29.secret", null))));
    }

    private static List<Refusal> starts() {
        return List.of(
                Refusal.of(CODE_REFUSED, "with a code of nobody", Refusals::start),
                Refusal.of(
                        CONSENT_INCOMPLETE,
                        "with less consent than is needed",
                        functions -> functions.start(
                                USER,
                                InMemoryLibraryAccess.startBody(functions.access.incompleteConsent(Given.ACCOUNT)))),
                Refusal.of(GOOGLE_UNAVAILABLE, "while Google does not answer", Refusals::start)
                        .after(functions ->
                                functions.scriptedAccess.connectWith(new LibraryAccess.Connection.Unavailable())),
                Refusal.of(EMPTY_GALLERY, "without a photo", Refusals::consentedStart),
                Refusal.of(
                                STOP_FIRST,
                                "while another account's transfer runs",
                                functions -> functions.start(Given.OTHER_ACCOUNT))
                        .after(transfer(Given.running())),
                Refusal.of(NO_SWITCH_LEFT, "after three switches", functions -> functions.start(Given.OTHER_ACCOUNT))
                        .after(transfer(Given.switched(3))),
                Refusal.of(
                                CHANGED_MEANWHILE,
                                "while another request stops the transfer",
                                functions -> functions.start(Given.ACCOUNT))
                        .after(functions -> {
                            functions.put(Given.gaveUp());
                            functions.transfers.changeBeforeSave(USER, current -> current);
                        }));
    }

    private static List<Refusal> resumes() {
        return List.of(
                Refusal.of(NO_TRANSFER, "to go on", Refusals::resume),
                Refusal.of(NO_TRANSFER, "to stop", functions -> functions.stop(USER)),
                Refusal.of(NO_TRANSFER, "to list failures", functions -> functions.failures(USER, Map.of(), Map.of())),
                Refusal.of(
                                OTHER_ACCOUNT,
                                "with another account's consent",
                                functions -> functions.resume(
                                        USER, Functions.consentBody(functions.access.consent(Given.OTHER_ACCOUNT))))
                        .after(transfer(Given.waiting(WaitReason.CONSENT))),
                Refusal.of(CONSENT_NEEDED, "without consent", Refusals::resume)
                        .after(transfer(Given.waiting(WaitReason.CONSENT))),
                Refusal.of(ROOM_MISSING, "without room", Refusals::resume).after(functions -> {
                    functions.addPhotos(3);
                    functions.access.setRoom(Given.ACCOUNT, new Room.Limited(10, 10));
                    functions.start(Given.ACCOUNT);
                    functions.workOnce();
                }),
                Refusal.of(RETRY_TOO_EARLY, "an hour after the failure", Refusals::resume)
                        .after(transfer(Given.finished(2))),
                Refusal.of(RETRIED_BEFORE, "minutes after a retry", functions -> functions.resume(USER, RETRY_NOW))
                        .after(functions -> functions.put(retried())),
                Refusal.of(NOTHING_TO_RETRY, "when Google takes no such file", Refusals::resume)
                        .after(functions -> functions.put(permanentlyFailed())),
                Refusal.of(NOTHING_LEFT, "when nothing failed", Refusals::resume)
                        .after(transfer(Given.finished(0))));
    }

    private static Transfer retried() {
        Transfer retrying = TransferRules.retrying(Given.finished(2), Given.NOW);
        Progress progress = retrying.progress()
                .passItems(Optional.of(Given.item(2)), List.of(Given.failed(1), Given.failed(2)), Given.NOW);
        return TransferRules.finished(retrying.with(progress), Given.NOW);
    }

    private static Transfer permanentlyFailed() {
        ItemOutcome empty = new ItemOutcome.Failed(Given.item(9), 10, FailureReason.EMPTY);
        Transfer finished = Given.finished(0);
        return finished.with(finished.progress().passItems(Optional.empty(), List.of(empty), Given.NOW));
    }

    private static Consumer<Functions> transfer(Transfer transfer) {
        return functions -> functions.put(transfer);
    }

    private static ApiResponse start(Functions functions) {
        return functions.start(USER, START);
    }

    private static ApiResponse consentedStart(Functions functions) {
        return functions.start(Given.ACCOUNT);
    }

    private static ApiResponse resume(Functions functions) {
        return functions.resume(USER, "{}");
    }
}
