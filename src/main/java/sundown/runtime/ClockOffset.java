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
 * How far a function's time is ahead of real time: {@code CLOCK_OFFSET}, an ISO 8601 duration, with which one machine's
 * cloud moves its clock. A function that took it in production would refund and delete before the time; so it is taken
 * only by one whose tables, buckets and payment service are all on its own machine, and any other does not start.
 */
final class ClockOffset {
    static final String VARIABLE = "CLOCK_OFFSET";

    private static final Logger LOG = Logger.getLogger(ClockOffset.class);

    private static final List<String> LOCAL = List.of("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "STRIPE_URI");

    private ClockOffset() {}

    /**
     * Reads it; zero when it is not set.
     *
     * @throws IllegalStateException when it is set and may not be, or is no duration
     */
    static Duration of(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .map(text -> of(text, environment))
                .orElse(Duration.ZERO);
    }

    private static Duration of(String text, Map<String, String> environment) {
        for (String name : LOCAL) {
            if (!isLoopback(environment.getOrDefault(name, ""))) {
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

    /** It is logged at once: who started the function may end it before it can say why it does not start. */
    private static IllegalStateException refused(String why) {
        LOG.error(why);
        return new IllegalStateException(why);
    }

    /** No name is looked up: what it stands for may change. */
    private static boolean isLoopback(String uri) {
        try {
            String host = Optional.ofNullable(URI.create(uri).getHost()).orElse("");
            return host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
