package sundown.local.demo.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.TransferStatus;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.Tally;

class ProgressDisplayTest {
    private static final Instant NOW = Instant.parse("2023-01-15T10:00:00Z");
    private static final TransferStatus HALF = new TransferStatus(
            "running",
            false,
            "On its way.",
            new Counts(
                    new Tally(500, 2_000_000),
                    new Tally(240, 900_000),
                    new Tally(8, 100_000),
                    new Tally(2, 0),
                    new Tally(0, 0),
                    new Tally(250, 1_000_000)),
            Optional.of(50_000L),
            Optional.of(NOW.plusSeconds(20)));

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Instant now = NOW;

    @Test
    void showsCountsBytesRateAndTimeLeft() {
        display(false).show(HALF);

        assertThat(text())
                .isEqualTo("[############............]  50 %  250 of 500 items, 1.0 MB of 2.0 MB, 2 failed, 50.0 kB/s,"
                        + " 20 s left" + System.lineSeparator());
    }

    @Test
    void saysWhatItWaitsFor() {
        display(false)
                .show(new TransferStatus(
                        "waiting",
                        true,
                        "Google asks us to slow down.",
                        HALF.counts(),
                        Optional.empty(),
                        Optional.empty()));

        assertThat(text()).contains(", 2 failed, waits: Google asks us to slow down.");
    }

    @Test
    void writesALogLineEveryFewSecondsAndOneAtTheEnd() {
        ProgressDisplay display = display(false);
        display.show(HALF);
        now = NOW.plusSeconds(1);
        display.show(HALF);
        assertThat(text()).hasLineCount(1);

        now = NOW.plus(Duration.ofSeconds(5));
        display.show(HALF);
        assertThat(text()).hasLineCount(2);

        display.show(new TransferStatus("finished", false, "", HALF.counts(), Optional.empty(), Optional.empty()));
        assertThat(text()).hasLineCount(3);
    }

    @Test
    void drawsOneLineAgainAndAgainOnATerminal() {
        ProgressDisplay display = display(true);
        display.show(HALF);
        display.show(HALF);
        display.end();

        assertThat(text().split("\r", -1)).hasSize(3);
        assertThat(text()).containsOnlyOnce(System.lineSeparator());
    }

    private ProgressDisplay display(boolean terminal) {
        return new ProgressDisplay(new PrintStream(output, true, StandardCharsets.UTF_8), terminal, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
