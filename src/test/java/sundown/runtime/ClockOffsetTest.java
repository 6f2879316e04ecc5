package sundown.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockOffsetTest {
    private static final Map<String, String> LOCAL = Map.of(
            "CLOCK_OFFSET", "PT720H",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000",
            "AWS_ENDPOINT_URL_S3", "http://localhost:9000",
            "STRIPE_URI", "http://[::1]:7000");

    @Test
    void isNothingWhereItIsNotSet() {
        assertThat(ClockOffset.of(Map.of())).isZero();
        assertThat(ClockOffset.of(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "https://dynamodb.eu-west-1.amazonaws.com")))
                .isZero();
    }

    @Test
    void isTakenWhereEverythingIsOnThisMachine() {
        assertThat(ClockOffset.of(LOCAL)).isEqualTo(Duration.ofDays(30));
    }

    /** The SDK reads the address of all services where a service has none of its own. */
    @Test
    void isTakenWhereAllServicesAreAtOneAddressOfThisMachine() {
        Map<String, String> environment = new HashMap<>(LOCAL);
        environment.remove("AWS_ENDPOINT_URL_S3");
        environment.remove("AWS_ENDPOINT_URL_DYNAMODB");
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
        assertThat(ClockOffset.of(environment)).isEqualTo(Duration.ofDays(30));

        environment.put("AWS_ENDPOINT_URL_S3", "https://s3.eu-west-1.amazonaws.com");
        assertThatIllegalStateException().isThrownBy(() -> ClockOffset.of(environment));

        environment.remove("AWS_ENDPOINT_URL_S3");
        environment.put("AWS_ENDPOINT_URL", "http://cloud.example:4566");
        assertThatIllegalStateException().isThrownBy(() -> ClockOffset.of(environment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "STRIPE_URI"})
    void isRefusedWhereAnAddressIsAbsent(String name) {
        Map<String, String> environment = new HashMap<>(LOCAL);
        environment.remove(name);

        assertThatIllegalStateException()
                .isThrownBy(() -> ClockOffset.of(environment))
                .withMessageContainingAll("CLOCK_OFFSET", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dynamodb.eu-west-1.amazonaws.com",
                "http://127.0.0.1.example.com:8000",
                "http://127.0.0.1@example.com:8000",
                "http://localhost.example.com",
                "http://10.0.0.1:8000",
                "http://0.0.0.0:8000",
                "http://[2001:db8::1]:8000",
                "127.0.0.1:8000",
                "no address"
            })
    void isRefusedWhereAnAddressIsAnotherMachines(String address) {
        for (String name : new String[] {"AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "STRIPE_URI"}) {
            Map<String, String> environment = new HashMap<>(LOCAL);
            environment.put(name, address);

            assertThatIllegalStateException().isThrownBy(() -> ClockOffset.of(environment));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "30 days", "P1M"})
    void isRefusedWhereItIsNoDuration(String text) {
        Map<String, String> environment = new HashMap<>(LOCAL);
        environment.put("CLOCK_OFFSET", text);

        assertThatIllegalStateException()
                .isThrownBy(() -> ClockOffset.of(environment))
                .withMessageContaining("duration");
    }
}
