package sundown.local.google.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void tellWhatHasComeSinceEarlierOnes() {
        Metrics before = new Metrics(Map.of(Call.UPLOAD, 50L), Map.of(), List.of(50), 1, 700, 50);
        Metrics after = new Metrics(
                Map.of(Call.UPLOAD, 80L, Call.BATCH_CREATE, 2L), Map.of(429, 1L), List.of(50, 20, 10), 1, 900, 50);

        assertThat(after.since(before))
                .isEqualTo(new Metrics(
                        Map.of(Call.UPLOAD, 30L, Call.BATCH_CREATE, 2L), Map.of(429, 1L), List.of(20, 10), 1, 200, 50));
    }
}
