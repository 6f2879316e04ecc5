package sundown.readiness;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * A parameter that limits the API, and the value that a group needs in its last week, by the assumptions of
 * docs/sizing.md. Pure.
 */
enum ApiLimit {
    /** 60 % of the users act, and each of these looks 500 times. */
    REQUESTS("ApiRequestsPerSecond", 200, 300, 1),
    /** Each who acts visits the page ten times. */
    PUBLIC_REQUESTS("PublicRequestsPerSecond", 100, 6, 1),
    /** 18 % of the users download the three volumes of an archive, the route of this kind that is called most. */
    STARTS("StartsPerSecond", 20, 0.54, 1),
    /** A look takes 50 milliseconds. */
    STATUS_CONCURRENCY("StatusConcurrency", 20, 300, 0.05),
    /** A start takes a second: it calls Google. */
    API_CONCURRENCY("ApiConcurrency", 20, 0.54, 1);

    /** Of all that happens in 26 weeks, this part happens in the last one. */
    private static final double LAST_WEEK = 0.29;

    /** The busiest hour has an eighth of a day's requests, as in telephone networks: three times the average. */
    private static final double PEAK = 24 / 8.0;

    private final String parameter;
    private final long least;
    private final double needed;

    /**
     * A limit.
     *
     * @param least the default, which is enough for few users
     * @param ofAUser requests of a user in all weeks
     * @param seconds for which the limit counts each of them; 1 for a rate
     */
    ApiLimit(String parameter, long least, double ofAUser, double seconds) {
        this.parameter = parameter;
        this.least = least;
        this.needed = ofAUser * seconds;
    }

    /** The limit of a parameter. */
    static ApiLimit named(String parameter) {
        return Stream.of(values())
                .filter(limit -> limit.parameter.equals(parameter))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(parameter + " is no limit of the API"));
    }

    /** The name of the parameter. */
    String parameter() {
        return parameter;
    }

    /** The value that a group of so many users needs: two digits, rounded up, and at least the default. */
    long of(long users) {
        double value = users * needed * LAST_WEEK * PEAK / Duration.ofDays(7).toSeconds();
        long step = Math.max(1, (long) Math.pow(10, Math.floor(Math.log10(Math.max(1, value))) - 1));
        return Math.max(least, step * (long) Math.ceil(value / step));
    }
}
