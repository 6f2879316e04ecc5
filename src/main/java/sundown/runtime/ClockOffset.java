package sundown.runtime;

import java.net.InetAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The offset of a function's clock: {@code CLOCK_OFFSET}, an ISO 8601 duration, with which the local cloud moves its
 * clock. In production it would refund and delete too early. Therefore a function with an offset only starts if its
 * tables, buckets and payment service are all on its own machine.
 */
public final class ClockOffset {
    static final String VARIABLE = "CLOCK_OFFSET";

    private static final Logger LOG = Logger.getLogger(ClockOffset.class);

    private static final List<String> LOCAL = List.of("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "STRIPE_URI");

    private static final String ALL_SERVICES = "AWS_ENDPOINT_URL";

    private ClockOffset() {}

    /**
     * The offset; zero when it is not set.
     *
     * @throws IllegalStateException when it is set but not allowed, or not a duration
     */
    static Duration of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(text -> of(text, environment))
                .orElse(Duration.ZERO);
    }

    private static Duration of(String text, Map<String, String> environment) {
        for (String name : LOCAL) {
            if (!isOnThisMachine(address(name, environment))) {
                throw refused(VARIABLE + " is set, but " + name
                        + " is not an address of this machine: a moved clock would refund and delete before the time");
            }
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException unreadable) {
            throw refused(VARIABLE + " is not an ISO 8601 duration: " + text);
        }
    }

    /** The SDK reads the address of all services where a service has none of its own. */
    private static String address(String name, Map<String, String> environment) {
        String ofAll = name.startsWith(ALL_SERVICES) ? environment.getOrDefault(ALL_SERVICES, "") : "";
        return environment.getOrDefault(name, ofAll);
    }

    /** Logs at once, because the function may be stopped before Quarkus reports why it does not start. */
    private static IllegalStateException refused(String why) {
        LOG.error(why);
        return new IllegalStateException(why);
    }

    /** Whether an address is this machine's own; looks up no host name, because its address may change. */
    public static boolean isOnThisMachine(String uri) {
        try {
            String host = Optional.ofNullable(URI.create(uri).getHost()).orElse("");
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
