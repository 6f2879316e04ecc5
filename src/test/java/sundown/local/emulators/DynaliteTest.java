package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DynaliteTest {
    private static final long SECONDS = 30;

    @Test
    void tellsThatItWasKilled() throws Exception {
        try (Dynalite dynalite = Dynalite.start()) {
            assertThat(dynalite.loss()).isNotDone();

            dynalite.process().destroyForcibly();

            assertThat(dynalite.loss().get(SECONDS, TimeUnit.SECONDS))
                    .startsWith("The emulator of DynamoDB has ended by itself (exit code 137)");
        }
    }

    @Test
    void tellsNothingWhenItIsClosed() throws Exception {
        Dynalite dynalite = Dynalite.start();

        dynalite.close();

        dynalite.process().onExit().get(SECONDS, TimeUnit.SECONDS);
        assertThat(dynalite.loss()).isNotDone();
    }
}
