package sundown.readiness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.readiness.CloudAccount.Concurrency;
import sundown.readiness.CloudAccount.Subscriptions;
import sundown.readiness.CloudAccount.TelemetryTags;
import sundown.readiness.CloudAccount.Trail;
import sundown.readiness.Readiness.Outcome;

/** Judges the account at AWS, against the tables of docs/sizing.md. Pure. */
final class CloudRules {
    private static final long MILLION = 1_000_000;

    /** Operators' functions, events, and reports, which no queue and no reservation counts. */
    private static final int OTHER_CONCURRENCY = 20;

    /**
     * A column of docs/sizing.md.
     *
     * @param users in the largest group, at most
     */
    private record Sizing(long users, int chunkConcurrency, int purgeConcurrency, long writeUnits) {}

    private static final List<Sizing> SIZES = List.of(
            new Sizing(MILLION, 32, 100, 0),
            new Sizing(10 * MILLION, 250, 500, 30_000),
            new Sizing(Long.MAX_VALUE, 1_000, 1_000, 40_000));

    /** A group that is this small needs no more than the defaults. */
    private static final long SMALL_GROUP_USERS = 100_000;

    /** Requests that API Gateway takes in a second from an account, unless AWS grants more. */
    private static final long ACCOUNT_REQUESTS_PER_SECOND = 10_000;

    private static final Outcome NOT_COUNTED =
            Outcome.warn("No progress report has counted the users yet.", "Call again when there is one, tomorrow.");

    private CloudRules() {}

    static Outcome alarms(Subscriptions subscriptions) {
        String pending = subscriptions.pending() + " subscriptions of the alarms' topic wait for their confirmation";
        if (subscriptions.confirmed() == 0) {
            return Outcome.fail(
                    "Nobody hears the alarms: " + pending + ", and none is confirmed.",
                    "Subscribe the people on duty to the topic AlarmTopicArn, and have them confirm.");
        }
        return subscriptions.pending() == 0
                ? Outcome.pass(subscriptions.confirmed() + " confirmed subscriptions hear the alarms.")
                : Outcome.warn(pending + ".", "Have their receivers confirm, or remove them.");
    }

    /**
     * Holds the account's concurrency against what the queues may call, and the parameters against the size.
     *
     * @param largest users of the largest group
     */
    static Outcome concurrency(Concurrency account, ReadinessSettings settings, OptionalLong largest) {
        int needed = settings.queueWorkers() + OTHER_CONCURRENCY;
        String found = account.unreserved() + " of " + account.all() + " concurrent executions are unreserved, and the"
                + " queues may take " + needed;
        if (account.unreserved() < needed) {
            return Outcome.fail(
                    found + ".",
                    "Ask Service Quotas for at least " + (account.all() - account.unreserved() + needed)
                            + " concurrent executions of Lambda, or lower the concurrency parameters.");
        }
        Sizing sizing = sizing(largest);
        boolean small = largest.orElse(0) <= SMALL_GROUP_USERS;
        return small
                        || (settings.chunkConcurrency() >= sizing.chunkConcurrency()
                                && settings.purgeConcurrency() >= sizing.purgeConcurrency())
                ? Outcome.pass(found + ".")
                : Outcome.warn(
                        found + "; for " + largest.getAsLong() + " users, docs/sizing.md has ChunkConcurrency "
                                + sizing.chunkConcurrency() + " and PurgeConcurrency " + sizing.purgeConcurrency()
                                + ".",
                        "Before the close, deploy with these, and ask Service Quotas for the concurrency that they need.");
    }

    static Outcome tables(long most, long warmWriteUnits, OptionalLong largest) {
        long wanted = sizing(largest).writeUnits();
        String found = "A table may be given " + most + " write units a second; WarmWriteUnits is " + warmWriteUnits;
        if (most < Math.max(wanted, warmWriteUnits)) {
            return Outcome.fail(
                    found + ", and the deletion of the largest group needs " + Math.max(wanted, warmWriteUnits) + ".",
                    "Ask Service Quotas for more write throughput of a table of DynamoDB.");
        }
        return warmWriteUnits >= wanted
                ? Outcome.pass(found + ".")
                : Outcome.warn(
                        found + ", and docs/sizing.md has " + wanted + " for the largest group.",
                        "Deploy with this WarmWriteUnits some days before the close; it is charged once.");
    }

    /** Users above a limit get 429: they can neither see how it stands nor start. */
    static Outcome apiLimits(Map<ApiLimit, Long> deployed, OptionalLong largest) {
        if (largest.isEmpty()) {
            return NOT_COUNTED;
        }
        long users = largest.getAsLong();
        List<ApiLimit> low = Stream.of(ApiLimit.values())
                .filter(limit -> deployed.get(limit) < limit.needed(users))
                .toList();
        if (low.isEmpty()) {
            return Outcome.pass("The limits of the API are enough for the last week of " + users + " users.");
        }
        String quota = ApiLimit.REQUESTS.needed(users) <= ACCOUNT_REQUESTS_PER_SECOND
                ? "."
                : ", and ask Service Quotas for as many requests a second of API Gateway.";
        return Outcome.fail(
                "For the last week of " + users + " users, " + text(low, deployed::get) + " is too low.",
                "Deploy with " + text(low, limit -> limit.needed(users)) + quota);
    }

    private static String text(List<ApiLimit> limits, Function<ApiLimit, Long> value) {
        return limits.stream()
                .map(limit -> limit.parameter() + "=" + value.apply(limit))
                .collect(Collectors.joining(" "));
    }

    /** S3 tells nobody how a bucket is split, so the size of the largest group decides. */
    static Outcome buckets(OptionalLong largest) {
        if (largest.isEmpty()) {
            return NOT_COUNTED;
        }
        String found = "The largest group has " + largest.getAsLong() + " users";
        return largest.getAsLong() <= MILLION
                ? Outcome.pass(found + ": S3 splits its buckets by itself.")
                : Outcome.warn(
                        found + ": deletions go faster than S3 begins with, and it tells nobody what it grants.",
                        "Two weeks before the close, open a support case with the prefix of the group and 3,500"
                                + " deletions a second for each partition: docs/sizing.md.");
    }

    static Outcome trail(Trail trail) {
        String remedy = "Deploy with OperatorTrail=true, or look that a trail of yours has these data events.";
        if (!trail.logging()) {
            return Outcome.fail("No trail of this stack records the calls of operators.", remedy);
        }
        return trail.error().isEmpty()
                ? Outcome.pass("The trail records the calls of operators and delivers them.")
                : Outcome.fail(
                        "The trail cannot deliver: " + trail.error() + ".",
                        "Look at the policy of the audit bucket, AuditGuards, and deploy the template as it is.");
    }

    static Outcome resourceTags(TelemetryTags tags) {
        String remedy = "Call aws observabilityadmin start-telemetry-enrichment once in the account and region; tags"
                + " appear within three hours.";
        return switch (tags) {
            case RUNNING -> Outcome.pass("Metrics have the tags of their resources, which the alarms look for.");
            case STOPPED ->
                Outcome.fail(
                        "Metrics have no tags of their resources: the alarms of functions, queues, and tables see nothing.",
                        remedy);
            case IMPAIRED ->
                Outcome.fail(
                        "CloudWatch could not complete the setting for tags of resources: alarms may see nothing.",
                        remedy);
        };
    }

    private static Sizing sizing(OptionalLong largest) {
        return SIZES.stream()
                .filter(size -> largest.orElse(0) <= size.users())
                .findFirst()
                .orElseThrow();
    }

    /**
     * A parameter that limits the API, and the value that a group needs in its last week, by the assumptions of
     * docs/sizing.md. Pure.
     */
    enum ApiLimit {
        /** 60 % of the users act (assumed), and each of these looks 500 times. */
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
        static ApiLimit find(String parameter) {
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
        long needed(long users) {
            double value =
                    users * needed * LAST_WEEK * PEAK / Duration.ofDays(7).toSeconds();
            long step = Math.max(1, (long) Math.pow(10, Math.floor(Math.log10(Math.max(1, value))) - 1));
            return Math.max(least, step * (long) Math.ceil(value / step));
        }
    }
}
