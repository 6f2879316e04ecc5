package sundown.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void namesBytesInTheLargestUnitThatFits() {
        assertThat(Quantity.bytes(0)).isEqualTo("0 B");
        assertThat(Quantity.bytes(999)).isEqualTo("999 B");
        assertThat(Quantity.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(Quantity.bytes(12_345_678)).isEqualTo("12.3 MB");
        assertThat(Quantity.bytes(Long.MAX_VALUE)).isEqualTo("9.2 EB");
    }

    @Test
    void namesTimeInItsTwoLargestUnits() {
        assertThat(Quantity.duration(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Quantity.duration(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Quantity.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }
}
