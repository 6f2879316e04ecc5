package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaggingRowsTest {
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final LaggingRows<String, String> rows = new LaggingRows<>(Comparator.naturalOrder(), () -> {
        int number = changes.incrementAndGet();
        return () -> number <= seen.get();
    });

    @Test
    void showsAChangeAfterItsLag() {
        rows.put("a", "1");
        rows.put("a", "2");
        assertThat(rows.find("a")).contains("2");
        assertThat(rows.shown()).isEmpty();
        seen.set(1);
        assertThat(rows.shown()).containsEntry("a", "1");
        seen.set(2);
        assertThat(rows.shown()).containsEntry("a", "2");
    }

    @Test
    void showsARemovalAfterItsLag() {
        rows.put("a", "1");
        rows.remove("a");
        assertThat(rows.find("a")).isEmpty();
        assertThat(rows.all()).isEmpty();
        seen.set(1);
        assertThat(rows.shown()).containsKey("a");
        seen.set(2);
        assertThat(rows.shown()).isEmpty();
    }

    @Test
    void showsEverythingAtOnceWithoutALag() {
        LaggingRows<String, String> prompt = new LaggingRows<>(Comparator.naturalOrder(), Lag.NONE);
        prompt.put("a", "1");
        assertThat(prompt.shown()).containsEntry("a", "1");
    }
}
