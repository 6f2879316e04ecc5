package sundown.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class StagesTest {
    @Test
    void endTheLineOfAStageThatFails() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stages stages = new Stages(new PrintStream(out, true, StandardCharsets.UTF_8), () -> Instant.EPOCH);
        Callable<Void> failing = () -> {
            throw new IllegalArgumentException("Port 8080 is taken");
        };

        assertThatThrownBy(() -> stages.run("HTTP API", failing)).hasMessage("Port 8080 is taken");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("  HTTP API")
                .endsWith("\n");
    }
}
