package sundown.local.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final Instant NOW = Instant.parse("2023-01-15T10:00:00Z");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private Instant now = NOW;

    @Test
    void writesALogLineEveryFewSecondsAndOneAtTheEnd() {
        ProgressLine line = line(false);
        line.show("50 %", false);
        now = NOW.plusSeconds(1);
        line.show("50 %", false);
        assertThat(text()).hasLineCount(1);

        now = NOW.plus(Duration.ofSeconds(5));
        line.show("50 %", false);
        assertThat(text()).hasLineCount(2);

        line.show("100 %", true);
        assertThat(text()).isEqualTo(String.join(System.lineSeparator(), "50 %", "50 %", "100 %", ""));
    }

    @Test
    void drawsOneLineAgainAndAgainOnATerminal() {
        ProgressLine line = line(true);
        line.show("50 %", false);
        line.show("100 %", true);
        line.end();

        assertThat(text().split("\r", -1)).hasSize(3);
        assertThat(text()).containsOnlyOnce(System.lineSeparator());
    }

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintStream(output, true, StandardCharsets.UTF_8), terminal, new Clock() {
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
