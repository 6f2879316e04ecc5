package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class ForwardingTest {
    /** A port with two methods. */
    interface Port {
        String first();

        String second();
    }

    private record Real() implements Port {
        @Override
        public String first() {
            return "real";
        }

        @Override
        public String second() {
            return "real";
        }
    }

    private record Front(Port real) {
        public String first() {
            return "front of " + real.first();
        }
    }

    /** The port has renamed its method, or changed the parameters, and the front has not. */
    private record Outdated(Port real) {
        public String first() {
            return "front";
        }

        public String second(String old) {
            return old;
        }
    }

    @Test
    void callsTheFrontInPlaceOfThePortAndElseThePort() {
        Port port = Forwarding.to(Port.class, new Real(), Front::new);

        assertThat(port.first()).isEqualTo("front of real");
        assertThat(port.second()).isEqualTo("real");
    }

    @Test
    void refusesAFrontWithAMethodThatNobodyWouldCall() {
        assertThatThrownBy(() -> Forwarding.to(Port.class, new Real(), Outdated::new))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("second(java.lang.String)");
    }
}
