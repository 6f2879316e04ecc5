package sundown.google;

import static sundown.google.GoogleAnswers.AnswerRow.row;
import static sundown.google.Signal.http;
import static sundown.google.Signal.httpHundred;
import static sundown.google.Signal.refusal;
import static sundown.google.Signal.rpc;
import static sundown.google.Signal.silence;
import static sundown.google.Signal.unavailable;

import io.grpc.Status.Code;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import sundown.google.Reply.Call;
import sundown.transfer.Answer;
import sundown.transfer.FailureReason;

/**
 * The meaning of every answer of Google, as a table: the first row that matches a reply decides. The rows follow
 * Google's documents and, where these are silent, what other clients have observed.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/api-limits-quotas">Quotas of the Library API</a>
 * @see <a href="https://developers.google.com/photos/library/guides/error-handling">Its errors</a>
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">Canonical codes</a>
 * @see <a href="https://github.com/dtinit/data-transfer-project">What accounts without Google Photos are told</a>
 */
@Singleton
record GoogleAnswers(Clock clock) {
    private static final Duration WAIT_MIN = Duration.ofSeconds(30);
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private static final Set<Call> ANY = EnumSet.allOf(Call.class);
    private static final Set<Call> WITH_BEARER =
            EnumSet.complementOf(EnumSet.of(Call.EXCHANGE, Call.REFRESH, Call.REVOKE));
    private static final Set<Call> LIBRARY =
            EnumSet.complementOf(EnumSet.of(Call.EXCHANGE, Call.REFRESH, Call.REVOKE, Call.ABOUT, Call.QUERY));
    private static final Set<Call> BYTES = EnumSet.of(Call.UPLOAD, Call.START, Call.CHUNK);
    private static final Set<Call> WRITES =
            EnumSet.of(Call.CREATE, Call.CREATE_IN_ALBUM, Call.ELEMENT, Call.CREATE_ALBUM, Call.ADD);
    private static final Set<Call> CREATION = EnumSet.of(Call.CREATE, Call.CREATE_IN_ALBUM, Call.ELEMENT);
    private static final Set<Call> INTO_ALBUM = EnumSet.of(Call.CREATE_IN_ALBUM, Call.ADD);

    static final List<AnswerRow> ROWS = List.of(
            row("the item is in the library")
                    .on(only(Call.ELEMENT), rpc(Code.OK))
                    .means((reply, now) -> new Answer.Done(new Answer.MediaItemId(reply.text()), reply.link())),
            row("the library has these bytes already")
                    .on(only(Call.ELEMENT), rpc(Code.ALREADY_EXISTS))
                    .means(new Answer.Duplicate()),
            row("the account is full")
                    .on(LIBRARY, refusal(), "remaining storage in the user")
                    .means(new Answer.OutOfRoom()),
            row("an upload token is unknown or has ended")
                    .on(CREATION, rpc(Code.INVALID_ARGUMENT, Code.NOT_FOUND, Code.FAILED_PRECONDITION), "upload ?token")
                    .means(new Answer.TokenGone()),
            row("the bytes are no photo or video that can be read")
                    .on(
                            only(Call.ELEMENT),
                            rpc(Code.INVALID_ARGUMENT),
                            "(BAD|NOT)_(IMAGE|PHOTO|VIDEO)|create this media item|media type")
                    .means(refused(FailureReason.NOT_A_PHOTO_OR_VIDEO)),
            row("the quota of the day is used up")
                    .on(ANY, refusal(), "per ?day|daily ?limit")
                    .means((reply, now) -> new Answer.WaitUntil(
                            Collections.max(List.of(nextPacificDay(now), now.plus(asked(reply)))))),
            row("a quota is used up, said as a bad request")
                    .on(ANY, http(400).or(rpc(Code.INVALID_ARGUMENT)), "insufficient tokens for quota")
                    .means(GoogleAnswers::slowDown),
            row("another write of this user is under way")
                    .on(WRITES, refusal(), "concurrent write")
                    .means(GoogleAnswers::slowDown),
            row("too many requests")
                    .on(ANY, http(429).or(rpc(Code.RESOURCE_EXHAUSTED)))
                    .means(GoogleAnswers::slowDown),
            row("too many requests to Drive")
                    .on(only(Call.ABOUT), http(403), "rateLimitExceeded")
                    .means(GoogleAnswers::slowDown),
            row("the code or its redirect URI is wrong, or it was used or is too old")
                    .on(only(Call.EXCHANGE), http(400), "invalid_grant|redirect_uri_mismatch|invalid_request")
                    .means(new Answer.ConsentGone()),
            row("the user withdrew their consent, or the refresh token has expired")
                    .on(only(Call.REFRESH), http(400), "invalid_grant")
                    .means(new Answer.ConsentGone()),
            row("the user's consent does not reach so far")
                    .on(WITH_BEARER, http(403).or(rpc(Code.PERMISSION_DENIED)), "scopes|SCOPE_|insufficientPermissions")
                    .means(new Answer.ConsentGone()),
            row("the user's organization or parents do not allow Google Photos")
                    .on(
                            only(Call.CREATE_ALBUM),
                            rpc(Code.PERMISSION_DENIED),
                            "caller does not have permission|disabled for the user")
                    .means(new Answer.NoLibrary()),
            row("the album takes nothing, or has no such item")
                    .on(
                            INTO_ALBUM,
                            rpc(
                                    Code.INVALID_ARGUMENT,
                                    Code.NOT_FOUND,
                                    Code.FAILED_PRECONDITION,
                                    Code.PERMISSION_DENIED,
                                    Code.ALREADY_EXISTS,
                                    Code.OUT_OF_RANGE))
                    .means(new Answer.AlbumRefused()),
            row("the title is not taken")
                    .on(only(Call.CREATE_ALBUM), rpc(Code.INVALID_ARGUMENT))
                    .means(new Answer.AlbumRefused()),
            row("the access token has ended; the next refresh tells whether consent has too")
                    .on(WITH_BEARER, http(401).or(rpc(Code.UNAUTHENTICATED)))
                    .means(new Answer.Retry()),
            row("the bytes that arrived are not those of the digest")
                    .on(only(Call.UPLOAD), http(400), "checksum|hash")
                    .means(refused(FailureReason.DAMAGED)),
            row("the library has forgotten this upload")
                    .on(only(Call.CHUNK, Call.QUERY), http(404, 410))
                    .means(new Answer.SessionGone()),
            row("the library knows nothing of an upload that it is asked about")
                    .on(only(Call.QUERY), http(400))
                    .means(new Answer.SessionGone()),
            row("an upload has ended, or was given up, before this chunk")
                    .on(only(Call.CHUNK), http(400), "finalized|cancelled")
                    .means(new Answer.SessionGone()),
            row("a chunk does not go on where the last one ended")
                    .on(only(Call.CHUNK), http(400, 412, 416), "offset")
                    .means(new Answer.Retry()),
            row("there are no bytes").on(BYTES, http(400), "empty").means(refused(FailureReason.EMPTY)),
            row("the type is not taken")
                    .on(BYTES, http(400, 415), "mime|content.type|media type|unsupported")
                    .means(refused(FailureReason.UNSUPPORTED_TYPE)),
            row("the bytes of this item are not taken")
                    .on(BYTES, http(400, 411, 413, 415))
                    .means(refused(FailureReason.REFUSED)),
            row("trouble of one item that may pass")
                    .on(only(Call.ELEMENT), silence().or(httpHundred(500)).or(unavailable()))
                    .means(new Answer.Retry()),
            row("no answer, or trouble of the service")
                    .on(ANY, silence().or(httpHundred(500)).or(unavailable()))
                    .means((reply, now) -> new Answer.Silent(asked(reply))),
            row("trouble that may pass")
                    .on(ANY, http(408, 409, 425).or(rpc(Code.ABORTED, Code.CANCELLED, Code.DATA_LOSS)))
                    .means(GoogleAnswers::tryAgain),
            row("an answer without what belongs in it")
                    .on(ANY, httpHundred(200).or(rpc(Code.OK)))
                    .means(new Answer.Retry()),
            row("this item is not taken, for another reason")
                    .on(only(Call.ELEMENT))
                    .means(refused(FailureReason.REFUSED)),
            row("anything else is for the operator")
                    .on(ANY)
                    .means((reply, now) -> new Answer.GiveUp(reply.toString())));

    /**
     * The meaning of a reply.
     *
     * @param kind the type of answers that its call can have
     */
    <T> T meaning(Reply reply, Class<T> kind) {
        return kind.cast(rowFor(reply).meaning().of(reply, clock.instant()));
    }

    /** The row that decides. The last row matches everything. */
    static AnswerRow rowFor(Reply reply) {
        return ROWS.stream()
                .filter(row -> row.condition().holds(reply))
                .findFirst()
                .orElseThrow();
    }

    private static Answer slowDown(Reply reply, Instant now) {
        Duration asked = asked(reply);
        return new Answer.WaitFor(asked.compareTo(WAIT_MIN) < 0 ? WAIT_MIN : asked);
    }

    private static Answer tryAgain(Reply reply, Instant now) {
        return reply.retryAfter().<Answer>map(Answer.WaitFor::new).orElseGet(Answer.Retry::new);
    }

    private static Duration asked(Reply reply) {
        return reply.retryAfter().orElse(Duration.ZERO);
    }

    /** Daily quotas restart at midnight, Pacific time. */
    private static Instant nextPacificDay(Instant now) {
        return now.atZone(PACIFIC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(PACIFIC)
                .toInstant();
    }

    private static Answer refused(FailureReason reason) {
        return new Answer.ItemRefused(reason);
    }

    private static Set<Call> only(Call first, Call... more) {
        return EnumSet.of(first, more);
    }

    /**
     * A row of the table of answers.
     *
     * @param name what happened
     * @param condition matches the replies of this row
     */
    record AnswerRow(String name, Condition condition, Meaning meaning) {

        @FunctionalInterface
        interface Meaning {
            Answer of(Reply reply, Instant now);
        }

        /** Which replies a row matches; {@code text} must be found in the reply's text. */
        record Condition(Set<Call> calls, Predicate<Signal> signals, Pattern text) {
            boolean holds(Reply reply) {
                return calls.contains(reply.call())
                        && signals.test(reply.signal())
                        && text.matcher(reply.text()).find();
            }
        }

        static Named row(String name) {
            return new Named(name);
        }

        record Named(String name) {
            Conditional on(Set<Call> calls) {
                return on(calls, signal -> true);
            }

            Conditional on(Set<Call> calls, Predicate<Signal> signals) {
                return on(calls, signals, "");
            }

            /** Matches the expression in upper and lower case. */
            Conditional on(Set<Call> calls, Predicate<Signal> signals, String expression) {
                Pattern text = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
                return new Conditional(name, new Condition(calls, signals, text));
            }
        }

        record Conditional(String name, Condition condition) {
            AnswerRow means(Meaning meaning) {
                return new AnswerRow(name, condition, meaning);
            }

            AnswerRow means(Answer answer) {
                return means((reply, now) -> answer);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
