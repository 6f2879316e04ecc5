package sundown.local.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.TransferStatus.Counts;
import sundown.local.demo.app.TransferStatus.Tally;

class TransferStatusTest {
    private static final Instant NOW = Instant.parse("2023-01-15T10:00:00Z");
    private static final TransferStatus HALF = new TransferStatus(
            "running",
            Optional.empty(),
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

    @Test
    void readsWhatTheAppShows() throws JsonProcessingException {
        String tally = "{\"items\": 2, \"bytes\": 10}";
        String json = """
                {"id": "1", "state": "waiting", "reason": "SLOW_DOWN", "message": "Soon.", "bytesPerSecond": 12.5,
                 "estimatedEnd": "2023-01-15T10:00:20Z", "items": {"total": %1$s, "done": %1$s, "duplicate": %1$s,
                 "failed": %1$s, "skipped": %1$s, "pending": %1$s}}
                """.formatted(tally);
        Tally two = new Tally(2, 10);

        assertThat(App.read(new ObjectMapper().readTree(json), TransferStatus.class))
                .isEqualTo(new TransferStatus(
                        "waiting",
                        Optional.of("SLOW_DOWN"),
                        "Soon.",
                        new Counts(two, two, two, two, two, two),
                        Optional.of(12L),
                        Optional.of(NOW.plusSeconds(20))));
    }

    @Test
    void showsCountsBytesRateAndTimeLeft() {
        assertThat(HALF.line(NOW))
                .isEqualTo("[############............]  50 %  250 of 500 items, 1.0 MB of 2.0 MB, 2 failed, 50.0 kB/s,"
                        + " 20 s left");
    }

    @Test
    void saysWhatItWaitsFor() {
        TransferStatus waiting = new TransferStatus(
                "waiting",
                Optional.of("SLOW_DOWN"),
                "Google asks us to slow down.",
                HALF.counts(),
                Optional.empty(),
                Optional.empty());

        assertThat(waiting.line(NOW)).endsWith(", 2 failed, waits: Google asks us to slow down.");
    }

    @Test
    void saysThatItCountsAsLongAsThereAreNoFigures() {
        Tally none = new Tally(0, 0);
        TransferStatus counting = new TransferStatus(
                "counting",
                Optional.empty(),
                "We are counting.",
                new Counts(none, none, none, none, none, none),
                Optional.empty(),
                Optional.empty());

        assertThat(counting.line(NOW)).isEqualTo("We are counting.");
        assertThat(counting.atWork()).isTrue();
    }
}
