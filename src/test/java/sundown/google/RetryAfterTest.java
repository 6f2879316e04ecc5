package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.google.Reply.RetryAfter;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "120|PT2M",
                " 7 |PT7S",
                "Tue, 24 Nov 2026 12:01:30 GMT|PT1M30S",
                "Tue, 24 Nov 2026 11:00:00 GMT|PT0S",
                "999999999|PT24H"
            })
    void readsSecondsAndDates(String header, Duration wait) {
        assertThat(RetryAfter.ofHeader(header, NOW)).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void whatCannotBeReadAsksNothing(String header) {
        assertThat(RetryAfter.ofHeader(header, NOW)).isEmpty();
    }

    @Test
    void findsRetryInfoAmongTheDetails() {
        RetryInfo info = RetryInfo.newBuilder()
                .setRetryDelay(
                        com.google.protobuf.Duration.newBuilder().setSeconds(41).setNanos(500_000_000))
                .build();
        Status status = Status.newBuilder()
                .addDetails(Any.pack(ErrorInfo.getDefaultInstance()))
                .addDetails(Any.pack(info))
                .build();
        assertThat(RetryAfter.ofDetails(status)).contains(Duration.ofMillis(41_500));
    }

    @Test
    void detailsThatCannotBeReadAskNothing() {
        Any broken = Any.pack(RetryInfo.getDefaultInstance()).toBuilder()
                .setValue(ByteString.copyFromUtf8("\u0001"))
                .build();
        assertThat(RetryAfter.ofDetails(Status.newBuilder().addDetails(broken).build()))
                .isEmpty();
        assertThat(RetryAfter.ofDetails(Status.getDefaultInstance())).isEmpty();
    }
}
