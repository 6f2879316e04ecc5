package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static final Correlation NONE = new Correlation("none");

    @Test
    void takesARequestIdAndAnEventId() {
        assertThat(Correlation.from(Optional.of("JKJaXmPLvHcESHA=")).id()).isEqualTo("JKJaXmPLvHcESHA=");
        assertThat(new Correlation("b25a2c4d-3b3e-4d52-8a01-0a6ce0a9a4f0").id()).hasSize(36);
    }

    @Test
    void isAFixedOneWhereNoneIsFitForALog() {
        assertThat(Correlation.from(Optional.empty())).isEqualTo(NONE);
        assertThat(Correlation.from(Optional.of("a\nb"))).isEqualTo(NONE);
        assertThat(Correlation.from(Optional.of("x".repeat(129)))).isEqualTo(NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Correlation("a b"));
    }

    @Test
    void isKnownToTheWorkThatRunsUnderItUntilThatEndsOrFails() {
        Correlation outer = new Correlation("outer");
        Correlation inner = new Correlation("inner");
        outer.run(() -> {
            assertThat(inner.during(Correlation::current)).isEqualTo(inner);
            assertThat(Correlation.current()).isEqualTo(outer);
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> outer.run(() -> {
                    throw new IllegalStateException("failed");
                }));
        assertThat(Correlation.current()).isEqualTo(NONE);
    }
}
