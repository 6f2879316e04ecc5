package sundown.local.demo.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.ArchiveStatus;

class ArchiveDisplayTest {
    private static final Instant NOW = Instant.parse("2023-01-15T10:00:00Z");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void saysWhatTheUserIsToldUntilThereIsAPlan() {
        show(new ArchiveStatus(
                "planning",
                "We are looking through your gallery.",
                0,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty()));

        assertThat(shown()).isEqualTo("We are looking through your gallery.\n");
    }

    @Test
    void showsVolumesBytesAndTimeLeft() {
        show(new ArchiveStatus(
                "building",
                "Your archive is being built.",
                1,
                Optional.of(4),
                50_000_000,
                Optional.of(100_000_000L),
                Optional.of(NOW.plusSeconds(20)),
                0,
                Optional.empty()));

        assertThat(shown())
                .isEqualTo("[############............]  50 %  1 of 4 volumes, 50.0 MB of 100.0 MB, 20 s left\n");
    }

    private void show(ArchiveStatus status) {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        new ArchiveDisplay(out, false, Clock.fixed(NOW, ZoneOffset.UTC)).show(status);
    }

    private String shown() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
