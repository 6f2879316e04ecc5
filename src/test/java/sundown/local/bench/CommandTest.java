package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final String COUNT = "for ((i = 0; i < 300000; i++)); do :; done";

    @Test
    void tellsTheProcessorTimeOfWhatItStartsToo() throws Exception {
        Duration own = Command.of("bash", "-c", COUNT).time();
        Duration children = Command.of("bash", "-c", "(" + COUNT + ") & (" + COUNT + "); wait")
                .time();

        assertThat(own).isPositive();
        assertThat(children).isGreaterThan(own);
    }

    @Test
    void countsNoTimeInWhichItOnlyWaits() throws Exception {
        assertThat(Command.of("sleep", "0.5").time()).isLessThan(Duration.ofMillis(250));
    }

    @Test
    void tellsTheTimeWhateverTheProgramWrites() throws Exception {
        assertThat(Command.of("bash", "-c", "echo out; echo complaint >&2").time())
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void failsWithWhatTheProgramComplainsOf() {
        assertThatIOException()
                .isThrownBy(() ->
                        Command.of("bash", "-c", "echo no room >&2; exit 3").time())
                .withMessageContaining("ended with 3")
                .withMessageContaining("no room");
    }

    @Test
    void givesTheOutputInLines() throws Exception {
        assertThat(Command.of("printf").with("a\\nb\\n").output()).containsExactly("a", "b");
    }
}
