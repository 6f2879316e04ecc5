package sundown.google;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Google's answer to a call, by any protocol. The table gives it a meaning.
 *
 * @param text the message or body; for a created item, its id. May contain user data: never logged
 * @param link to a created item, if Google gives one
 * @param retryAfter how long Google asks to wait, if it does
 */
record Reply(Call call, Signal signal, String text, Optional<String> link, Optional<Duration> retryAfter) {
    Reply(Call call, Signal signal, String text) {
        this(call, signal, text, Optional.empty(), Optional.empty());
    }

    static Reply silence(Call call) {
        return new Reply(call, new Signal.Silence(), "");
    }

    Reply waiting(Duration least) {
        return new Reply(call, signal, text, link, Optional.of(least));
    }

    /** Call and signal without the text, so that it is safe in a log. */
    @Override
    public String toString() {
        return call + " " + signal;
    }

    /** How long Google asks to wait, up to a day: none of Google's quotas is longer. */
    static final class RetryAfter {
        private static final Duration WAIT_MAX = Duration.ofDays(1);
        private static final String RETRY_INFO = "/google.rpc.RetryInfo";
        private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

        private RetryAfter() {}

        /** Reads a Retry-After header: seconds or a date (RFC 9110, section 10.2.3). Ignores an unreadable one. */
        static Optional<Duration> ofHeader(String value, Instant now) {
            String trimmed = value.strip();
            if (SECONDS.matcher(trimmed).matches()) {
                return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(trimmed))));
            }
            try {
                Instant time = ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(bounded(Duration.between(now, time)));
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }

        /** Finds the google.rpc.RetryInfo among the details of a gRPC status. */
        static Optional<Duration> ofDetails(Status status) {
            return status.getDetailsList().stream()
                    .flatMap(RetryAfter::retryInfo)
                    .findFirst();
        }

        /** To compare or unpack types, {@link Any} uses reflection, for which the native executable has no metadata. */
        private static Stream<Duration> retryInfo(Any detail) {
            if (!detail.getTypeUrl().endsWith(RETRY_INFO)) {
                return Stream.empty();
            }
            try {
                com.google.protobuf.Duration delay =
                        RetryInfo.parseFrom(detail.getValue()).getRetryDelay();
                return Stream.of(bounded(Duration.ofSeconds(delay.getSeconds(), delay.getNanos())));
            } catch (InvalidProtocolBufferException unreadable) {
                return Stream.empty();
            }
        }

        private static Duration bounded(Duration asked) {
            if (asked.isNegative()) {
                return Duration.ZERO;
            }
            return asked.compareTo(WAIT_MAX) < 0 ? asked : WAIT_MAX;
        }
    }

    /** The kinds of call. The same answer may mean something else for another kind. */
    enum Call {
        /** Exchanges an authorization code for tokens. */
        EXCHANGE,
        /** Exchanges a refresh token for an access token. */
        REFRESH,
        /** Gives a refresh token back. */
        REVOKE,
        /** Asks Drive for account and storage. */
        ABOUT,
        /** Sends all bytes of an item in one request. */
        UPLOAD,
        /** Opens an upload in chunks. */
        START,
        /** Sends a chunk. */
        CHUNK,
        /** Asks how much of an upload in chunks has arrived. */
        QUERY,
        /** Creates a batch, as a whole. */
        CREATE,
        /** Creates a batch in an album, as a whole. */
        CREATE_IN_ALBUM,
        /** Creates one item of a batch. */
        ELEMENT,
        /** Creates an album. */
        CREATE_ALBUM,
        /** Adds items to an album. */
        ADD
    }
}
