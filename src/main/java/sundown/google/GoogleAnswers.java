package sundown.google;

import static io.grpc.Status.Code.ABORTED;
import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.CANCELLED;
import static io.grpc.Status.Code.DATA_LOSS;
import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INTERNAL;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.OK;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;
import static io.grpc.Status.Code.UNAUTHENTICATED;
import static io.grpc.Status.Code.UNAVAILABLE;
import static io.grpc.Status.Code.UNKNOWN;
import static sundown.google.AnswerRow.row;
import static sundown.google.Call.ABOUT;
import static sundown.google.Call.CHUNK;
import static sundown.google.Call.CREATE;
import static sundown.google.Call.ELEMENT;
import static sundown.google.Call.EXCHANGE;
import static sundown.google.Call.QUERY;
import static sundown.google.Call.REFRESH;
import static sundown.google.Call.START;
import static sundown.google.Call.UPLOAD;
import static sundown.google.Signal.http;
import static sundown.google.Signal.httpHundred;
import static sundown.google.Signal.rpc;
import static sundown.google.Signal.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import sundown.transfer.Answer;
import sundown.transfer.FailureReason;

/**
 * The meaning of every answer that Google gives, as a table: the first row that is for a reply decides. The rows follow
 * Google's documents and, where these are silent, what movers of photos have met.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/api-limits-quotas">Quotas of the Library API</a>
 * @see <a href="https://developers.google.com/photos/library/guides/error-handling">Its errors</a>
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">Canonical codes</a>
 */
final class GoogleAnswers {
    private static final Duration LEAST_WAIT = Duration.ofSeconds(30);
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private static final Set<Call> ANY = EnumSet.allOf(Call.class);
    private static final Set<Call> WITH_BEARER = EnumSet.complementOf(EnumSet.of(EXCHANGE, REFRESH));
    private static final Set<Call> LIBRARY = EnumSet.of(UPLOAD, START, CHUNK, CREATE, ELEMENT);
    private static final Set<Call> BYTES = EnumSet.of(UPLOAD, START, CHUNK);
    private static final Set<Call> CREATION = EnumSet.of(CREATE, ELEMENT);

    static final List<AnswerRow> ROWS = List.of(
            row("the item is in the library")
                    .on(only(ELEMENT), rpc(OK))
                    .means((reply, now) -> new Answer.Done(new Answer.MediaItemId(reply.text())))
                    .like(ELEMENT, code(OK), "AGj1epU5Jbs"),
            row("the library has these bytes already")
                    .on(only(ELEMENT), rpc(ALREADY_EXISTS))
                    .means(new Answer.Duplicate())
                    .like(ELEMENT, code(ALREADY_EXISTS), "Media item already exists"),
            row("the account is full")
                    .on(LIBRARY, refusal(), "remaining storage in the user")
                    .means(new Answer.OutOfRoom())
                    .like(CREATE, code(INVALID_ARGUMENT), "The remaining storage in the user's account is not enough"),
            row("an upload token is unknown or has ended")
                    .on(CREATION, rpc(INVALID_ARGUMENT, NOT_FOUND, FAILED_PRECONDITION), "upload ?token")
                    .means(new Answer.TokenGone())
                    .like(ELEMENT, code(INVALID_ARGUMENT), "Request must contain a valid upload token."),
            row("the bytes are no photo or video that can be read")
                    .on(
                            only(ELEMENT),
                            rpc(INVALID_ARGUMENT),
                            "(BAD|NOT)_(IMAGE|PHOTO|VIDEO)|create this media item|media type")
                    .means(refused(FailureReason.NOT_A_PHOTO_OR_VIDEO))
                    .like(
                            ELEMENT,
                            code(INVALID_ARGUMENT),
                            "Failed: There was an error while trying to create this media item."),
            row("the quota of the day is used up")
                    .on(ANY, refusal(), "per ?day|daily ?limit")
                    .means((reply, now) -> new Answer.WaitUntil(later(nextPacificDay(now), now.plus(asked(reply)))))
                    .like(
                            UPLOAD,
                            status(429),
                            "Quota exceeded for quota metric 'All requests' and limit 'All requests per day'"),
            row("a quota is used up, said as a bad request")
                    .on(ANY, http(400).or(rpc(INVALID_ARGUMENT)), "insufficient tokens for quota")
                    .means(GoogleAnswers::slowDown)
                    .like(
                            UPLOAD,
                            status(400),
                            "{\"code\": 3, \"message\": \"Insufficient tokens for quota 'requests'\"}"),
            row("another creation of this user is under way")
                    .on(CREATION, refusal(), "concurrent write")
                    .means(GoogleAnswers::slowDown)
                    .like(CREATE, code(ABORTED), "Quota exceeded for quota metric 'concurrent write request'"),
            row("too many requests")
                    .on(ANY, http(429).or(rpc(RESOURCE_EXHAUSTED)))
                    .means(GoogleAnswers::slowDown)
                    .like(CREATE, code(RESOURCE_EXHAUSTED), "Resource has been exhausted (e.g. check quota)."),
            row("too many requests to Drive")
                    .on(only(ABOUT), http(403), "rateLimitExceeded")
                    .means(GoogleAnswers::slowDown)
                    .like(ABOUT, status(403), "{\"error\": {\"errors\": [{\"reason\": \"userRateLimitExceeded\"}]}}"),
            row("the code or its redirect URI is wrong, or it was used or is too old")
                    .on(only(EXCHANGE), http(400), "invalid_grant|redirect_uri_mismatch|invalid_request")
                    .means(new Answer.ConsentGone())
                    .like(
                            EXCHANGE,
                            status(400),
                            "{\"error\": \"invalid_grant\", \"error_description\": \"Bad Request\"}"),
            row("the user withdrew his consent, or the refresh token has ended")
                    .on(only(REFRESH), http(400), "invalid_grant")
                    .means(new Answer.ConsentGone())
                    .like(REFRESH, status(400), "{\"error\": \"invalid_grant\"}"),
            row("the user's consent does not reach so far")
                    .on(WITH_BEARER, http(403).or(rpc(PERMISSION_DENIED)), "scopes|SCOPE_|insufficientPermissions")
                    .means(new Answer.ConsentGone())
                    .like(CREATE, code(PERMISSION_DENIED), "Request had insufficient authentication scopes."),
            row("the access token has ended; the next refresh tells whether consent has too")
                    .on(WITH_BEARER, http(401).or(rpc(UNAUTHENTICATED)))
                    .means(new Answer.Retry())
                    .like(CHUNK, status(401), "Request had invalid authentication credentials."),
            row("the bytes that arrived are not those of the digest")
                    .on(only(UPLOAD), http(400), "checksum|hash")
                    .means(refused(FailureReason.DAMAGED))
                    .like(UPLOAD, status(400), "User-provided checksum does not match received payload content."),
            row("the library has forgotten this upload")
                    .on(only(CHUNK, QUERY), http(404, 410))
                    .means(new Answer.SessionGone())
                    .like(QUERY, status(404), "Upload session not found"),
            row("the library knows nothing of an upload that it is asked about")
                    .on(only(QUERY), http(400))
                    .means(new Answer.SessionGone())
                    .like(QUERY, status(400), "Invalid upload id."),
            row("an upload has ended, or was given up, before this chunk")
                    .on(only(CHUNK), http(400), "finalized|cancelled")
                    .means(new Answer.SessionGone())
                    .like(CHUNK, status(400), "The upload has already been finalized or cancelled."),
            row("a chunk does not go on where the last one ended")
                    .on(only(CHUNK), http(400, 412, 416), "offset")
                    .means(new Answer.Retry())
                    .like(CHUNK, status(400), "Invalid request. X-Goog-Upload-Offset does not match."),
            row("there are no bytes")
                    .on(BYTES, http(400), "empty")
                    .means(refused(FailureReason.EMPTY))
                    .like(UPLOAD, status(400), "Payload must not be empty"),
            row("the type is not taken")
                    .on(BYTES, http(400, 415), "mime|content.type|media type|unsupported")
                    .means(refused(FailureReason.UNSUPPORTED_TYPE))
                    .like(UPLOAD, status(400), "The content type is not supported."),
            row("the bytes of this item are not taken")
                    .on(BYTES, http(400, 411, 413, 415))
                    .means(refused(FailureReason.REFUSED))
                    .like(UPLOAD, status(413), "Request Entity Too Large"),
            row("trouble that may pass")
                    .on(
                            ANY,
                            silence()
                                    .or(httpHundred(500))
                                    .or(http(408, 409, 425))
                                    .or(passing()))
                    .means(GoogleAnswers::tryAgain)
                    .like(UPLOAD, status(503), "The service is currently unavailable."),
            row("an answer without what belongs in it")
                    .on(ANY, httpHundred(200).or(rpc(OK)))
                    .means(new Answer.Retry())
                    .like(UPLOAD, status(200), ""),
            row("this item is not taken, for another reason")
                    .on(only(ELEMENT))
                    .means(refused(FailureReason.REFUSED))
                    .like(ELEMENT, code(FAILED_PRECONDITION), "The file name is not taken."),
            row("anything else is for the operator")
                    .on(ANY)
                    .means((reply, now) -> new Answer.GiveUp(reply.toString()))
                    .like(CREATE, code(PERMISSION_DENIED), "Photos Library API has not been used in project 1 before"));

    private final Clock clock;

    GoogleAnswers(Clock clock) {
        this.clock = clock;
    }

    /**
     * The meaning of a reply.
     *
     * @param kind what a call of its kind can come to
     */
    <T> T meaning(Reply reply, Class<T> kind) {
        return kind.cast(rowFor(reply).meaning().of(reply, clock.instant()));
    }

    /** The row that decides; the last is for everything. */
    static AnswerRow rowFor(Reply reply) {
        return ROWS.stream()
                .filter(row -> row.condition().holds(reply))
                .findFirst()
                .orElseThrow();
    }

    /** Codes that Google's guide has clients try again. */
    private static Predicate<Signal> passing() {
        return rpc(UNAVAILABLE, DEADLINE_EXCEEDED, ABORTED, INTERNAL, UNKNOWN, CANCELLED, DATA_LOSS);
    }

    /** The statuses and codes under which Google says in words what is the matter. */
    private static Predicate<Signal> refusal() {
        return http(400, 403, 409, 429)
                .or(rpc(INVALID_ARGUMENT, FAILED_PRECONDITION, PERMISSION_DENIED, ABORTED, RESOURCE_EXHAUSTED));
    }

    private static Answer slowDown(Reply reply, Instant now) {
        Duration asked = asked(reply);
        return new Answer.WaitFor(asked.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : asked);
    }

    private static Answer tryAgain(Reply reply, Instant now) {
        return reply.retryAfter().<Answer>map(Answer.WaitFor::new).orElseGet(Answer.Retry::new);
    }

    private static Duration asked(Reply reply) {
        return reply.retryAfter().orElse(Duration.ZERO);
    }

    /** Daily quotas begin anew at midnight, Pacific time. */
    private static Instant nextPacificDay(Instant now) {
        return now.atZone(PACIFIC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(PACIFIC)
                .toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Answer refused(FailureReason reason) {
        return new Answer.ItemRefused(reason);
    }

    private static Signal status(int status) {
        return new Signal.Http(status);
    }

    private static Signal code(io.grpc.Status.Code code) {
        return new Signal.Rpc(code);
    }

    private static Set<Call> only(Call first, Call... more) {
        return EnumSet.of(first, more);
    }
}
