package sundown.aws;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.http.SdkHttpResponse;
import sundown.failure.RetryableFailure;

/** The {@code Date} header of a response of AWS: the time by that service's clock. */
public final class AnswerDate {
    private AnswerDate() {}

    /** Reads the header, to the second. */
    public static Instant of(String service, SdkHttpResponse answer) {
        String date = answer.firstMatchingHeader("Date").orElse("");
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException unreadable) {
            throw new RetryableFailure(service + " does not tell the time", unreadable);
        }
    }
}
