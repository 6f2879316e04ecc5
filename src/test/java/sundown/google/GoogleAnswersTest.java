package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import sundown.google.GoogleAnswers.AnswerRow;
import sundown.google.Reply.Call;
import sundown.transfer.Answer;
import sundown.transfer.Answer.GiveUp;
import sundown.transfer.Answer.Retry;
import sundown.transfer.Answer.Silent;
import sundown.transfer.Answer.WaitUntil;

class GoogleAnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** A reply that Google is known to give, the row that decides, and its meaning. */
    private record Example(String row, Reply reply, String meaning) {
        static Example read(String line) {
            String[] cells = line.split(" *\\| *", -1);
            Reply reply = new Reply(Call.valueOf(cells[1]), signal(cells[2]), cells[4]);
            Optional<Duration> wait =
                    Optional.of(cells[3]).filter(asked -> !asked.isEmpty()).map(Duration::parse);
            return new Example(cells[0], wait.map(reply::waiting).orElse(reply), cells[5]);
        }

        private static Signal signal(String written) {
            return written.matches("\\d+")
                    ? new Signal.Http(Integer.parseInt(written))
                    : new Signal.Rpc(Code.valueOf(written));
        }
    }

    /** The time that Google asks to wait is in the fourth column. The day in California ends at 8 o'clock UTC. */
    static final List<Example> EXAMPLES = """
            the item is in the library | ELEMENT | OK | | AGj1epU5Jbs | Done[mediaItem=MediaItemId[value=AGj1epU5Jbs], link=Optional.empty]
            the library has these bytes already | ELEMENT | ALREADY_EXISTS | | Media item already exists | Duplicate[]
            the library has these bytes already | ELEMENT | ALREADY_EXISTS | | | Duplicate[]
            the account is full | CREATE | INVALID_ARGUMENT | | The remaining storage in the user's account is not enough | OutOfRoom[]
            the account is full | CREATE_IN_ALBUM | INVALID_ARGUMENT | | The remaining storage in the user's account is not enough | OutOfRoom[]
            the account is full | ELEMENT | INVALID_ARGUMENT | | The remaining storage in the user's account is not enough | OutOfRoom[]
            an upload token is unknown or has ended | ELEMENT | INVALID_ARGUMENT | | Request must contain a valid upload token. | TokenGone[]
            an upload token is unknown or has ended | CREATE | INVALID_ARGUMENT | | Request must contain a valid upload token. | TokenGone[]
            an upload token is unknown or has ended | CREATE_IN_ALBUM | INVALID_ARGUMENT | | Request must contain a valid upload token. | TokenGone[]
            an upload token is unknown or has ended | ELEMENT | INVALID_ARGUMENT | | Invalid upload token. | TokenGone[]
            the bytes are no photo or video that can be read | ELEMENT | INVALID_ARGUMENT | | Failed: There was an error while trying to create this media item. | ItemRefused[reason=NOT_A_PHOTO_OR_VIDEO]
            the bytes are no photo or video that can be read | ELEMENT | INVALID_ARGUMENT | | NOT_IMAGE: There was an error | ItemRefused[reason=NOT_A_PHOTO_OR_VIDEO]
            the bytes are no photo or video that can be read | ELEMENT | INVALID_ARGUMENT | | BAD_IMAGE: There was an error | ItemRefused[reason=NOT_A_PHOTO_OR_VIDEO]
            the quota of the day is used up | UPLOAD | 429 | | Quota exceeded for quota metric 'All requests' and limit 'All requests per day' | WaitUntil[time=2026-11-25T08:00:00Z]
            the quota of the day is used up | CREATE | RESOURCE_EXHAUSTED | | limit 'All requests per day' of service 'photoslibrary.googleapis.com' | WaitUntil[time=2026-11-25T08:00:00Z]
            the quota of the day is used up | CREATE_ALBUM | PERMISSION_DENIED | | Daily Limit Exceeded | WaitUntil[time=2026-11-25T08:00:00Z]
            the quota of the day is used up | UPLOAD | 429 | PT22H | limit 'All requests per day' | WaitUntil[time=2026-11-25T10:00:00Z]
            the quota of the day is used up | ABOUT | 403 | | dailyLimitExceeded | WaitUntil[time=2026-11-25T08:00:00Z]
            a quota is used up, said as a bad request | UPLOAD | 400 | | {"code": 3, "message": "Insufficient tokens for quota 'requests'"} | WaitFor[least=PT30S]
            another write of this user is under way | CREATE | ABORTED | | Quota exceeded for quota metric 'concurrent write request' | WaitFor[least=PT30S]
            another write of this user is under way | ADD | RESOURCE_EXHAUSTED | | Quota exceeded for quota 'concurrent write request' | WaitFor[least=PT30S]
            another write of this user is under way | ELEMENT | ABORTED | | Quota exceeded for 'concurrent write request' | WaitFor[least=PT30S]
            a quota is used up, said as a bad request | ADD | INVALID_ARGUMENT | | Insufficient tokens for quota 'requests' | WaitFor[least=PT30S]
            too many requests | CREATE | RESOURCE_EXHAUSTED | | Resource has been exhausted (e.g. check quota). | WaitFor[least=PT30S]
            too many requests | CREATE | RESOURCE_EXHAUSTED | | Quota exceeded for limit 'Write requests per minute per user' | WaitFor[least=PT30S]
            too many requests | UPLOAD | 429 | | Rate limited | WaitFor[least=PT30S]
            too many requests | UPLOAD | 429 | PT5S | Rate limited | WaitFor[least=PT30S]
            too many requests | UPLOAD | 429 | PT90S | Rate limited | WaitFor[least=PT1M30S]
            too many requests to Drive | ABOUT | 403 | | {"error": {"errors": [{"reason": "userRateLimitExceeded"}]}} | WaitFor[least=PT30S]
            the code or its redirect URI is wrong, or it was used or is too old | EXCHANGE | 400 | | {"error": "invalid_grant"} | ConsentGone[]
            the user withdrew their consent, or the refresh token has expired | REFRESH | 400 | | {"error": "invalid_grant"} | ConsentGone[]
            the user's consent does not reach so far | CREATE | PERMISSION_DENIED | | Request had insufficient authentication scopes. | ConsentGone[]
            the user's consent does not reach so far | ABOUT | 403 | | Request had insufficient authentication scopes. | ConsentGone[]
            the user's consent does not reach so far | CREATE_ALBUM | PERMISSION_DENIED | | Request had insufficient authentication scopes. | ConsentGone[]
            the user's organization or parents do not allow Google Photos | CREATE_ALBUM | PERMISSION_DENIED | | The caller does not have permission | NoLibrary[]
            the user's organization or parents do not allow Google Photos | CREATE_ALBUM | PERMISSION_DENIED | | Google Photos is disabled for the user | NoLibrary[]
            the album takes nothing, or has no such item | CREATE_IN_ALBUM | INVALID_ARGUMENT | | No permission to add media items to this album. | AlbumRefused[]
            the album takes nothing, or has no such item | CREATE_IN_ALBUM | NOT_FOUND | | Requested entity was not found. | AlbumRefused[]
            the album takes nothing, or has no such item | ADD | INVALID_ARGUMENT | | Request contains an invalid media item id. | AlbumRefused[]
            the album takes nothing, or has no such item | ADD | FAILED_PRECONDITION | | | AlbumRefused[]
            the album takes nothing, or has no such item | ADD | PERMISSION_DENIED | | The caller does not have permission | AlbumRefused[]
            the album takes nothing, or has no such item | ADD | ALREADY_EXISTS | | | AlbumRefused[]
            the title is not taken | CREATE_ALBUM | INVALID_ARGUMENT | | Album title must have 1 to 500 characters. | AlbumRefused[]
            the access token has ended; the next refresh tells whether consent has too | CHUNK | 401 | | Request had invalid authentication credentials. | Retry[]
            the access token has ended; the next refresh tells whether consent has too | CREATE | 401 | | | Retry[]
            the access token has ended; the next refresh tells whether consent has too | CREATE | UNAUTHENTICATED | | | Retry[]
            the bytes that arrived are not those of the digest | UPLOAD | 400 | | User-provided checksum does not match received payload content. | ItemRefused[reason=DAMAGED]
            the library has forgotten this upload | QUERY | 404 | | Upload session not found | SessionGone[]
            the library has forgotten this upload | CHUNK | 410 | | | SessionGone[]
            the library knows nothing of an upload that it is asked about | QUERY | 400 | | Invalid upload id. | SessionGone[]
            an upload has ended, or was given up, before this chunk | CHUNK | 400 | | The upload has already been finalized or cancelled. | SessionGone[]
            a chunk does not go on where the last one ended | CHUNK | 400 | | Invalid request. X-Goog-Upload-Offset does not match. | Retry[]
            there are no bytes | UPLOAD | 400 | | Payload must not be empty | ItemRefused[reason=EMPTY]
            the type is not taken | UPLOAD | 400 | | The content type is not supported. | ItemRefused[reason=UNSUPPORTED_TYPE]
            the bytes of this item are not taken | UPLOAD | 413 | | Request Entity Too Large | ItemRefused[reason=REFUSED]
            trouble of one item that may pass | ELEMENT | INTERNAL | | Failed: There was an error while trying to create this media item. | Retry[]
            no answer, or trouble of the service | UPLOAD | 503 | | The service is currently unavailable. | Silent[least=PT0S]
            no answer, or trouble of the service | UPLOAD | 503 | PT2M | | Silent[least=PT2M]
            trouble that may pass | CREATE | ABORTED | | The operation was aborted. | Retry[]
            an answer without what belongs in it | UPLOAD | 200 | | | Retry[]
            this item is not taken, for another reason | ELEMENT | FAILED_PRECONDITION | | The file name is not taken. | ItemRefused[reason=REFUSED]
            this item is not taken, for another reason | ELEMENT | PERMISSION_DENIED | | Not allowed. | ItemRefused[reason=REFUSED]
            anything else is for the operator | CREATE | PERMISSION_DENIED | | Photos Library API has not been used in project 1 before | GiveUp[code=CREATE PERMISSION_DENIED]
            anything else is for the operator | CREATE_ALBUM | PERMISSION_DENIED | | Photos Library API has not been used in project 1 before or it is disabled | GiveUp[code=CREATE_ALBUM PERMISSION_DENIED]
            anything else is for the operator | UPLOAD | 403 | | Google Photos is disabled for the user | GiveUp[code=UPLOAD HTTP 403]
            anything else is for the operator | REFRESH | 401 | | {"error": "invalid_client"} | GiveUp[code=REFRESH HTTP 401]
            anything else is for the operator | CREATE | NOT_FOUND | | Requested entity was not found. | GiveUp[code=CREATE NOT_FOUND]
            anything else is for the operator | UPLOAD | 302 | | moved | GiveUp[code=UPLOAD HTTP 302]
            anything else is for the operator | ABOUT | 418 | | somebody@example.com | GiveUp[code=ABOUT HTTP 418]
            """.lines().map(Example::read).toList();

    private final GoogleAnswers answers = new GoogleAnswers(Clock.fixed(NOW, ZoneOffset.UTC));
    static final List<AnswerRow> ROWS = GoogleAnswers.ROWS;

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatGoogleIsKnownToAnswer(Example example) {
        assertThat(GoogleAnswers.rowFor(example.reply()).name()).isEqualTo(example.row());
        assertThat(answers.meaning(example.reply(), Answer.class)).hasToString(example.meaning());
    }

    @ParameterizedTest
    @FieldSource("ROWS")
    void eachRowMeansWhatItsCallsCanComeTo(AnswerRow row) {
        Reply example = EXAMPLES.stream()
                .filter(each -> each.row().equals(row.name()))
                .findFirst()
                .orElseThrow()
                .reply();
        for (Call call : row.condition().calls()) {
            assertThat(answers.meaning(new Reply(call, example.signal(), example.text()), Answer.class))
                    .isInstanceOf(comesTo(call));
        }
    }

    private static Class<?> comesTo(Call call) {
        return switch (call) {
            case EXCHANGE, ABOUT -> Answer.Setback.class;
            case REFRESH -> Answer.AccessAnswer.class;
            case UPLOAD -> Answer.UploadAnswer.class;
            case START -> Answer.SessionAnswer.class;
            case CHUNK, QUERY -> Answer.ChunkAnswer.class;
            case CREATE, CREATE_IN_ALBUM, REVOKE -> Answer.class;
            case ELEMENT -> Answer.ElementAnswer.class;
            case CREATE_ALBUM -> Answer.AlbumAnswer.class;
            case ADD -> Answer.AdditionAnswer.class;
        };
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
        Reply used = new Reply(Call.ABOUT, new Signal.Http(403), "dailyLimitExceeded");
        assertThat(new GoogleAnswers(Clock.fixed(now, ZoneOffset.UTC)).meaning(used, Answer.class))
                .isEqualTo(new WaitUntil(midnight));
    }

    @ParameterizedTest
    @EnumSource(Call.class)
    void whatMayPassIsTriedAgainWhateverTheCall(Call call) {
        assertThat(Stream.concat(
                        Stream.of(408, 409, 425).map(status -> http(call, status)), Stream.of(rpc(call, Code.ABORTED))))
                .allSatisfy(reply ->
                        assertThat(answers.meaning(reply, Answer.class)).isEqualTo(new Retry()));
    }

    /** Of one item of a batch that was answered, it says nothing of Google. */
    @ParameterizedTest
    @EnumSource(Call.class)
    void noAnswerIsASilenceUnlessItIsAboutOneItem(Call call) {
        Answer meaning = call == Call.ELEMENT ? new Retry() : new Silent(Duration.ZERO);
        Stream<Reply> silent = Stream.of(
                        Stream.of(Reply.silence(call)),
                        Stream.of(500, 502, 503, 504).map(status -> http(call, status)),
                        Stream.of(Code.UNAVAILABLE, Code.INTERNAL, Code.UNKNOWN, Code.DEADLINE_EXCEEDED)
                                .map(code -> rpc(call, code)))
                .flatMap(replies -> replies);
        assertThat(silent)
                .allSatisfy(reply ->
                        assertThat(answers.meaning(reply, Answer.class)).isEqualTo(meaning));
    }

    @Test
    void theCodeForTheOperatorHoldsNothingOfTheText() {
        Reply reply = new Reply(Call.ABOUT, new Signal.Http(418), "somebody@example.com");
        assertThat(answers.meaning(reply, Answer.class)).isEqualTo(new GiveUp("ABOUT HTTP 418"));
        assertThat(reply.toString()).doesNotContain("somebody");
    }

    private static Reply http(Call call, int status) {
        return new Reply(call, new Signal.Http(status), "text");
    }

    private static Reply rpc(Call call, Code code) {
        return new Reply(call, new Signal.Rpc(code), "text");
    }
}
