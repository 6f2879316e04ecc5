package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static sundown.google.Signal.code;
import static sundown.google.Signal.status;

import io.grpc.Status;
import io.grpc.Status.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.google.GoogleAnswers.AnswerRow;
import sundown.google.Reply.Call;
import sundown.transfer.Answer;
import sundown.transfer.Answer.ConsentGone;
import sundown.transfer.Answer.Duplicate;
import sundown.transfer.Answer.GiveUp;
import sundown.transfer.Answer.ItemRefused;
import sundown.transfer.Answer.OutOfRoom;
import sundown.transfer.Answer.Retry;
import sundown.transfer.Answer.SessionGone;
import sundown.transfer.Answer.Silent;
import sundown.transfer.Answer.TokenGone;
import sundown.transfer.Answer.WaitFor;
import sundown.transfer.Answer.WaitUntil;
import sundown.transfer.FailureReason;

class GoogleAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant PACIFIC_MIDNIGHT = Instant.parse("2026-11-25T08:00:00Z");

    private static final Answer SILENT = new Silent(Duration.ZERO);
    private static final Answer SLOWLY = new WaitFor(Duration.ofSeconds(30));

    /** What the example of each row means. */
    private static final Map<String, Answer> MEANINGS = Map.ofEntries(
            Map.entry("the item is in the library", new Answer.Done(new Answer.MediaItemId("AGj1epU5Jbs"))),
            Map.entry("the library has these bytes already", new Duplicate()),
            Map.entry("the account is full", new OutOfRoom()),
            Map.entry("an upload token is unknown or has ended", new TokenGone()),
            Map.entry(
                    "the bytes are no photo or video that can be read",
                    new ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO)),
            Map.entry("the quota of the day is used up", new WaitUntil(PACIFIC_MIDNIGHT)),
            Map.entry("a quota is used up, said as a bad request", SLOWLY),
            Map.entry("another creation of this user is under way", SLOWLY),
            Map.entry("too many requests", SLOWLY),
            Map.entry("too many requests to Drive", SLOWLY),
            Map.entry("the code or its redirect URI is wrong, or it was used or is too old", new ConsentGone()),
            Map.entry("the user withdrew their consent, or the refresh token has expired", new ConsentGone()),
            Map.entry("the user's consent does not reach so far", new ConsentGone()),
            Map.entry("the access token has ended; the next refresh tells whether consent has too", new Retry()),
            Map.entry("the bytes that arrived are not those of the digest", new ItemRefused(FailureReason.DAMAGED)),
            Map.entry("the library has forgotten this upload", new SessionGone()),
            Map.entry("the library knows nothing of an upload that it is asked about", new SessionGone()),
            Map.entry("an upload has ended, or was given up, before this chunk", new SessionGone()),
            Map.entry("a chunk does not go on where the last one ended", new Retry()),
            Map.entry("there are no bytes", new ItemRefused(FailureReason.EMPTY)),
            Map.entry("the type is not taken", new ItemRefused(FailureReason.UNSUPPORTED_TYPE)),
            Map.entry("the bytes of this item are not taken", new ItemRefused(FailureReason.REFUSED)),
            Map.entry("trouble of one item that may pass", new Retry()),
            Map.entry("no answer, or trouble of the service", SILENT),
            Map.entry("trouble that may pass", new Retry()),
            Map.entry("an answer without what belongs in it", new Retry()),
            Map.entry("this item is not taken, for another reason", new ItemRefused(FailureReason.REFUSED)),
            Map.entry("anything else is for the operator", new GiveUp("CREATE PERMISSION_DENIED")));

    /** A reply for each row, which no row above it matches. */
    private static final Map<String, Reply> EXAMPLES = Map.ofEntries(
            Map.entry("the item is in the library", new Reply(Call.ELEMENT, code(Code.OK), "AGj1epU5Jbs")),
            Map.entry(
                    "the library has these bytes already",
                    new Reply(Call.ELEMENT, code(Code.ALREADY_EXISTS), "Media item already exists")),
            Map.entry(
                    "the account is full",
                    new Reply(
                            Call.CREATE,
                            code(Code.INVALID_ARGUMENT),
                            "The remaining storage in the user's account is not enough")),
            Map.entry(
                    "an upload token is unknown or has ended",
                    new Reply(Call.ELEMENT, code(Code.INVALID_ARGUMENT), "Request must contain a valid upload token.")),
            Map.entry(
                    "the bytes are no photo or video that can be read",
                    new Reply(
                            Call.ELEMENT,
                            code(Code.INVALID_ARGUMENT),
                            "Failed: There was an error while trying to create this media item.")),
            Map.entry(
                    "the quota of the day is used up",
                    new Reply(
                            Call.UPLOAD,
                            status(429),
                            "Quota exceeded for quota metric 'All requests' and limit 'All requests per day'")),
            Map.entry(
                    "a quota is used up, said as a bad request",
                    new Reply(
                            Call.UPLOAD,
                            status(400),
                            "{\"code\": 3, \"message\": \"Insufficient tokens for quota 'requests'\"}")),
            Map.entry(
                    "another creation of this user is under way",
                    new Reply(
                            Call.CREATE,
                            code(Code.ABORTED),
                            "Quota exceeded for quota metric 'concurrent write request'")),
            Map.entry(
                    "too many requests",
                    new Reply(
                            Call.CREATE,
                            code(Code.RESOURCE_EXHAUSTED),
                            "Resource has been exhausted (e.g. check quota).")),
            Map.entry(
                    "too many requests to Drive",
                    new Reply(
                            Call.ABOUT,
                            status(403),
                            "{\"error\": {\"errors\": [{\"reason\": \"userRateLimitExceeded\"}]}}")),
            Map.entry(
                    "the code or its redirect URI is wrong, or it was used or is too old",
                    new Reply(
                            Call.EXCHANGE,
                            status(400),
                            "{\"error\": \"invalid_grant\", \"error_description\": \"Bad Request\"}")),
            Map.entry(
                    "the user withdrew their consent, or the refresh token has expired",
                    new Reply(Call.REFRESH, status(400), "{\"error\": \"invalid_grant\"}")),
            Map.entry(
                    "the user's consent does not reach so far",
                    new Reply(
                            Call.CREATE,
                            code(Code.PERMISSION_DENIED),
                            "Request had insufficient authentication scopes.")),
            Map.entry(
                    "the access token has ended; the next refresh tells whether consent has too",
                    new Reply(Call.CHUNK, status(401), "Request had invalid authentication credentials.")),
            Map.entry(
                    "the bytes that arrived are not those of the digest",
                    new Reply(
                            Call.UPLOAD,
                            status(400),
                            "User-provided checksum does not match received payload content.")),
            Map.entry(
                    "the library has forgotten this upload",
                    new Reply(Call.QUERY, status(404), "Upload session not found")),
            Map.entry(
                    "the library knows nothing of an upload that it is asked about",
                    new Reply(Call.QUERY, status(400), "Invalid upload id.")),
            Map.entry(
                    "an upload has ended, or was given up, before this chunk",
                    new Reply(Call.CHUNK, status(400), "The upload has already been finalized or cancelled.")),
            Map.entry(
                    "a chunk does not go on where the last one ended",
                    new Reply(Call.CHUNK, status(400), "Invalid request. X-Goog-Upload-Offset does not match.")),
            Map.entry("there are no bytes", new Reply(Call.UPLOAD, status(400), "Payload must not be empty")),
            Map.entry(
                    "the type is not taken", new Reply(Call.UPLOAD, status(400), "The content type is not supported.")),
            Map.entry(
                    "the bytes of this item are not taken",
                    new Reply(Call.UPLOAD, status(413), "Request Entity Too Large")),
            Map.entry(
                    "trouble of one item that may pass",
                    new Reply(Call.ELEMENT, code(Code.INTERNAL), "Internal error encountered.")),
            Map.entry(
                    "no answer, or trouble of the service",
                    new Reply(Call.UPLOAD, status(503), "The service is currently unavailable.")),
            Map.entry(
                    "trouble that may pass", new Reply(Call.CREATE, code(Code.ABORTED), "The operation was aborted.")),
            Map.entry("an answer without what belongs in it", new Reply(Call.UPLOAD, status(200), "")),
            Map.entry(
                    "this item is not taken, for another reason",
                    new Reply(Call.ELEMENT, code(Code.FAILED_PRECONDITION), "The file name is not taken.")),
            Map.entry(
                    "anything else is for the operator",
                    new Reply(
                            Call.CREATE,
                            code(Code.PERMISSION_DENIED),
                            "Photos Library API has not been used in project 1 before")));

    private final GoogleAnswers answers = new GoogleAnswers(Clock.fixed(NOW, ZoneOffset.UTC));

    static final List<AnswerRow> ROWS = GoogleAnswers.ROWS;

    @ParameterizedTest
    @FieldSource("ROWS")
    void theExampleOfEachRowIsDecidedByThatRow(AnswerRow row) {
        assertThat(GoogleAnswers.rowFor(EXAMPLES.get(row.name()))).isSameAs(row);
    }

    @Test
    void eachRowMeansWhatIsWrittenHere() {
        Map<String, Answer> meanings = ROWS.stream()
                .collect(Collectors.toMap(
                        AnswerRow::name, row -> answers.meaning(EXAMPLES.get(row.name()), Answer.class)));
        assertThat(meanings).isEqualTo(MEANINGS);
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void eachRowMeansWhatItsCallsCanComeTo(AnswerRow row) {
        for (Call call : row.condition().calls()) {
            Reply reply = new Reply(
                    call,
                    EXAMPLES.get(row.name()).signal(),
                    EXAMPLES.get(row.name()).text());
            assertThat(answers.meaning(reply, Answer.class)).isInstanceOf(comesTo(call));
        }
    }

    private static Class<?> comesTo(Call call) {
        return switch (call) {
            case EXCHANGE, ABOUT -> Answer.Setback.class;
            case REFRESH -> Answer.AccessAnswer.class;
            case UPLOAD -> Answer.UploadAnswer.class;
            case START -> Answer.SessionAnswer.class;
            case CHUNK, QUERY -> Answer.ChunkAnswer.class;
            case CREATE, REVOKE -> Answer.class;
            case ELEMENT -> Answer.ElementAnswer.class;
        };
    }

    @ParameterizedTest
    @MethodSource("documented")
    void readsWhatGoogleIsKnownToAnswer(Reply reply, Answer meaning) {
        assertThat(answers.meaning(reply, Answer.class)).isEqualTo(meaning);
    }

    /** Pacific time is behind UTC: its day ends at 8 or, in summer, at 7 o'clock UTC. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-24T00:00:00Z, 2026-11-24T08:00:00Z",
        "2026-11-24T07:59:59Z, 2026-11-24T08:00:00Z",
        "2026-11-24T08:00:00Z, 2026-11-25T08:00:00Z",
        "2026-11-24T23:59:59Z, 2026-11-25T08:00:00Z",
        "2026-07-01T06:59:59Z, 2026-07-01T07:00:00Z",
        "2026-07-01T07:00:00Z, 2026-07-02T07:00:00Z"
    })
    void theQuotaOfTheDayStartsAgainAtTheNextMidnightInCalifornia(Instant now, Instant midnight) {
        Reply used = http(Call.ABOUT, 403, "dailyLimitExceeded");
        assertThat(new GoogleAnswers(Clock.fixed(now, ZoneOffset.UTC)).meaning(used, Answer.class))
                .isEqualTo(new WaitUntil(midnight));
    }

    static Stream<Arguments> documented() {
        return Stream.of(
                arguments(http(Call.UPLOAD, 429, "Rate limited"), new WaitFor(Duration.ofSeconds(30))),
                arguments(
                        http(Call.UPLOAD, 429, "Rate limited").waiting(Duration.ofSeconds(5)),
                        new WaitFor(Duration.ofSeconds(30))),
                arguments(
                        http(Call.UPLOAD, 429, "Rate limited").waiting(Duration.ofSeconds(90)),
                        new WaitFor(Duration.ofSeconds(90))),
                arguments(
                        rpc(
                                Call.CREATE,
                                8,
                                "Quota exceeded for quota metric 'Write requests' and limit 'Write requests"
                                        + " per minute per user' of service 'photoslibrary.googleapis.com'"),
                        new WaitFor(Duration.ofSeconds(30))),
                arguments(
                        rpc(
                                Call.CREATE,
                                8,
                                "Quota exceeded for quota metric 'All requests' and limit 'All requests per"
                                        + " day' of service 'photoslibrary.googleapis.com'"),
                        new WaitUntil(PACIFIC_MIDNIGHT)),
                arguments(
                        http(Call.UPLOAD, 429, "limit 'All requests per day'").waiting(Duration.ofHours(22)),
                        new WaitUntil(NOW.plus(Duration.ofHours(22)))),
                arguments(http(Call.ABOUT, 403, "dailyLimitExceeded"), new WaitUntil(PACIFIC_MIDNIGHT)),
                arguments(
                        http(
                                Call.UPLOAD,
                                400,
                                "{\"code\": 3, \"message\": \"Insufficient tokens for quota"
                                        + " 'photoslibrary.googleapis.com/write_requests'\"}"),
                        new WaitFor(Duration.ofSeconds(30))),
                arguments(rpc(Call.ELEMENT, 10, "Quota exceeded for 'concurrent write request'"), SLOWLY),
                arguments(
                        rpc(
                                Call.CREATE,
                                3,
                                "The remaining storage in the user's account is not enough to perform this"
                                        + " operation."),
                        new OutOfRoom()),
                arguments(
                        rpc(
                                Call.ELEMENT,
                                3,
                                "The remaining storage in the user's account is not enough to perform this"
                                        + " operation."),
                        new OutOfRoom()),
                arguments(rpc(Call.ELEMENT, 6, ""), new Duplicate()),
                arguments(
                        rpc(Call.ELEMENT, 3, "NOT_IMAGE: There was an error while trying to create this media item."),
                        new ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO)),
                arguments(
                        rpc(Call.ELEMENT, 3, "BAD_IMAGE: There was an error while trying to create this media item."),
                        new ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO)),
                arguments(
                        rpc(Call.ELEMENT, 13, "Failed: There was an error while trying to create this media item."),
                        new Retry()),
                arguments(rpc(Call.ELEMENT, 3, "Invalid upload token."), new TokenGone()),
                arguments(rpc(Call.CREATE, 3, "Request must contain a valid upload token."), new TokenGone()),
                arguments(rpc(Call.ELEMENT, 7, "Not allowed."), new ItemRefused(FailureReason.REFUSED)),
                arguments(
                        http(Call.UPLOAD, 400, "Checksum from header does not match received payload content."),
                        new ItemRefused(FailureReason.DAMAGED)),
                arguments(http(Call.CHUNK, 410, ""), new SessionGone()),
                arguments(http(Call.CREATE, 401, ""), new Retry()),
                arguments(rpc(Call.CREATE, 16, "Request had invalid authentication credentials."), new Retry()),
                arguments(http(Call.ABOUT, 403, "Request had insufficient authentication scopes."), new ConsentGone()),
                arguments(
                        rpc(
                                Call.CREATE,
                                7,
                                "Photos Library API has not been used in project 1 before or it is" + " disabled."),
                        new GiveUp("CREATE PERMISSION_DENIED")),
                arguments(
                        http(Call.UPLOAD, 403, "Google Photos is disabled for the user"),
                        new GiveUp("UPLOAD HTTP 403")),
                arguments(http(Call.REFRESH, 400, "{\"error\": \"invalid_grant\"}"), new ConsentGone()),
                arguments(http(Call.REFRESH, 401, "{\"error\": \"invalid_client\"}"), new GiveUp("REFRESH HTTP 401")),
                arguments(http(Call.UPLOAD, 503, "").waiting(Duration.ofMinutes(2)), new Silent(Duration.ofMinutes(2))),
                arguments(rpc(Call.CREATE, 5, "Requested entity was not found."), new GiveUp("CREATE NOT_FOUND")),
                arguments(http(Call.UPLOAD, 302, "moved"), new GiveUp("UPLOAD HTTP 302")));
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void whatMayPassIsTriedAgainWhateverTheCall(Call call) {
        assertThat(Stream.of(
                        http(call, 408, "Request Timeout"),
                        http(call, 409, "Conflict"),
                        http(call, 425, "Too Early"),
                        rpc(call, Status.Code.ABORTED.value(), "The operation was aborted.")))
                .allSatisfy(reply ->
                        assertThat(answers.meaning(reply, Answer.class)).isEqualTo(new Retry()));
    }

    /** Of one item of a batch that was answered, it says nothing of Google. */
    @ParameterizedTest
    @EnumSource(Call.class)
    void noAnswerIsASilenceUnlessItIsAboutOneItem(Call call) {
        Answer meaning = call == Call.ELEMENT ? new Retry() : SILENT;
        Stream<Reply> silent = Stream.of(
                Reply.silence(call),
                http(call, 500, "Internal error encountered."),
                http(call, 502, "<html>Bad Gateway</html>"),
                http(call, 503, "The service is currently unavailable."),
                http(call, 504, "Deadline expired before operation could complete."),
                rpc(call, Status.Code.UNAVAILABLE.value(), ""),
                rpc(call, Status.Code.INTERNAL.value(), ""),
                rpc(call, Status.Code.UNKNOWN.value(), ""),
                rpc(call, Status.Code.DEADLINE_EXCEEDED.value(), ""));
        assertThat(silent)
                .allSatisfy(reply ->
                        assertThat(answers.meaning(reply, Answer.class)).isEqualTo(meaning));
    }

    @Test
    void theCodeForTheOperatorHoldsNothingOfTheText() {
        Reply reply = http(Call.ABOUT, 418, "somebody@example.com");
        assertThat(answers.meaning(reply, Answer.class)).isEqualTo(new GiveUp("ABOUT HTTP 418"));
        assertThat(reply.toString()).doesNotContain("somebody");
    }

    private static Reply http(Call call, int status, String text) {
        return new Reply(call, new Signal.Http(status), text);
    }

    private static Reply rpc(Call call, int code, String text) {
        return new Reply(call, new Signal.Rpc(Status.fromCodeValue(code).getCode()), text);
    }
}
