package sundown.local.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2023-01-15T10:00:00Z");
    private int looks;

    @Test
    void saysWhatItWaitsForEveryFifteenSeconds() throws Exception {
        assertThat(waitFor(41)).isEqualTo(41);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .hasLineCount(2)
                .startsWith("Waiting for the refund, for 15 s so far")
                .contains("Waiting for the refund, for 30 s so far");
    }

    @Test
    void saysNothingWhenItDoesNotWaitLong() throws Exception {
        assertThat(waitFor(14)).isEqualTo(14);

        assertThat(output.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void givesUpAfterTheLongestTimeWithWhatWasSeenLast() throws Exception {
        assertThat(waitFor(1_000)).isEqualTo(60);
    }

    /** Each look takes a second. */
    private int waitFor(int wanted) throws Exception {
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        return new Patience(clock, MINUTE, new PrintStream(output, true, StandardCharsets.UTF_8))
                .await(
                        "the refund",
                        () -> {
                            now = now.plusSeconds(1);
                            looks++;
                            return looks;
                        },
                        seen -> seen == wanted,
                        Duration.ZERO);
    }
}
