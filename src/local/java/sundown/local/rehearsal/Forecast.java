package sundown.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sundown.local.demo.cloud.LocalUser.AdoptedUser;
import sundown.local.emulators.Usage;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.local.rehearsal.Shares.Act;

/**
 * Time and money at the size of the whole import, in the template's parameters where operators set nothing. Calls are
 * those that were counted in the rehearsal; how long workers take for a user and an item is what {@code make
 * bench-scale} counts, since the few users of a rehearsal leave most chunks empty. Pure.
 *
 * @param days by what takes them
 * @param dollars by what they are paid for
 * @param requestsADay of Google: granted, and asked for on the busiest day
 * @param uploadsADay of Google: granted, and asked for on the busiest day
 */
record Forecast(
        Map<String, Double> days,
        Map<String, Double> dollars,
        Map<String, Long> requestsADay,
        Map<String, Long> uploadsADay) {
    /** The minutes of a day, at the even flow of three quarters of what Google grants. */
    private static final double MINUTES_OF_A_DAY = 24 * 60 * 0.75;

    private static final double SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();
    private static final double BYTES_OF_A_GIGABYTE = 1e9;
    private static final int ITEMS_OF_A_CREATION = 50;
    private static final double BYTES_A_SECOND = 75e6;
    private static final int LOOKS = 500;
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final int READS_OF_A_LOOK = 5;
    private static final int DAYS_OF_RUSH = 14;

    /** Stripe takes 100 requests a second, and a refund is two of them. */
    private static final double REFUNDS_A_SECOND = 50;

    /** Seconds of a worker, by docs/sizing.md: for each user, and for each of their items. */
    private enum Work {
        PLAN(0.29, 0.2 / 3_000, "list-chunk", "ChunkConcurrency"),
        DELETION(0.6, 3.7 / 3_000, "purge-account", "PurgeConcurrency"),
        CERTIFICATE(0.042, 0, "list-chunk", "ChunkConcurrency");

        private final double user;
        private final double item;
        private final String function;
        private final String concurrency;

        Work(double user, double item, String function, String concurrency) {
            this.user = user;
            this.item = item;
            this.function = function;
            this.concurrency = concurrency;
        }

        double seconds(Size size) {
            return user * size.users() + item * size.items();
        }
    }

    /**
     * How much there is of groups that close; what exempt regions have is left out by the part of their accounts.
     *
     * @param daysOpen how long the exports of a group are open at least
     */
    record Size(double users, double members, double items, double bytes, double daysOpen) {
        static Size of(JsonNode totals, Duration open) {
            double accounts = totals.path("accounts").asDouble();
            double part = accounts == 0 ? 0 : 1 - totals.path("exempt").asDouble() / accounts;
            return new Size(
                    accounts * part,
                    totals.path("members").asDouble() * part,
                    totals.path("items").asDouble() * part,
                    totals.path("bytes").asDouble() * part,
                    open.toSeconds() / SECONDS_OF_A_DAY);
        }
    }

    /**
     * What was counted.
     *
     * @param ends those of each group, which had its chunks whatever users it had
     * @param requestsAnItem requests to Google for each item that was transferred
     */
    record Counts(Counted transfers, Counted archives, List<Counted> ends, double requestsAnItem) {}

    static Forecast of(Size size, Shares shares, Counts counts, Prices prices, Deployed deployed) {
        double transferred = shares.of(Act.TRANSFER) * size.items();
        double downloaded = shares.of(Act.DOWNLOAD) * size.bytes();
        double creating = transferred
                / ITEMS_OF_A_CREATION
                * prices.time("Google creation").toMillis()
                / 1_000;
        double reading = downloaded / BYTES_A_SECOND;
        double creations = transferred / ITEMS_OF_A_CREATION;
        double uploads = transferred * counts.requestsAnItem() - creations;
        double requests = creations + (deployed.flag("GoogleUploadsCount") ? uploads : 0);
        double granted = deployed.parameter("GoogleRequestsPerDay");
        double uploadsGranted = deployed.parameter("GoogleUploadsPerMinute") * MINUTES_OF_A_DAY;

        Map<String, Double> days = new LinkedHashMap<>();
        days.put("transfers by quota", Math.max(requests / granted, uploads / uploadsGranted));
        days.put("transfers by workers", days(creating, deployed, "TransferConcurrency"));
        days.put("archives", days(reading, deployed, "ArchiveConcurrency"));
        days.put("refunds", size.members() / REFUNDS_A_SECOND / SECONDS_OF_A_DAY);
        for (Work work : Work.values()) {
            days.put(name(work), days(work.seconds(size), deployed, work.concurrency));
        }

        double acting = shares.of(Act.TRANSFER) + shares.of(Act.DOWNLOAD);
        Map<String, Double> dollars = new LinkedHashMap<>();
        dollars.put(
                "transfers",
                counts.transfers().dollars(prices, shares.of(Act.TRANSFER) * size.users(), transferred)
                        + creating * prices.second(deployed.function("transfer-batch")));
        dollars.put(
                "archives",
                counts.archives()
                                .dollars(
                                        prices,
                                        shares.of(Act.DOWNLOAD) * size.users(),
                                        shares.of(Act.DOWNLOAD) * size.items())
                        + reading * prices.second(deployed.function("build-archive")));
        dollars.put(
                "looks",
                acting
                        * size.users()
                        * LOOKS
                        * (prices.invocation(LOOK, deployed.function("get-status"))
                                + prices.dollars("DynamoDB read", READS_OF_A_LOOK)));
        double working = 0;
        for (Work work : Work.values()) {
            working += work.seconds(size) * prices.second(deployed.function(work.function));
        }
        dollars.put("ends of groups", ends(counts.ends(), size, prices) + working);
        dollars.put("egress", prices.dollars("egress gigabyte", acting * size.bytes() / BYTES_OF_A_GIGABYTE));
        dollars.put("storage of a month", prices.dollars("S3 gigabyte a month", size.bytes() / BYTES_OF_A_GIGABYTE));
        return new Forecast(days, dollars, aDay(requests, granted, size), aDay(uploads, uploadsGranted, size));
    }

    private static Map<String, Long> aDay(double requests, double granted, Size size) {
        double busiest = requests / 2 / Math.max(1, size.daysOpen())
                + requests / 2 / Math.max(1, Math.min(DAYS_OF_RUSH, size.daysOpen()));
        return Map.of("granted", Math.round(granted), "busiest", (long) Math.ceil(busiest));
    }

    /** What each user adds, and what each group takes without them; more where users have more items than here. */
    private static double ends(List<Counted> ends, Size size, Prices prices) {
        Growth growth = Growth.of(ends.stream()
                .map(end -> new Growth.Point(end.users(), end.dollars(prices)))
                .toList());
        double itemsHere = ends.stream().mapToLong(Counted::items).sum()
                / Math.max(1.0, ends.stream().mapToDouble(Counted::users).sum());
        double more = itemsHere == 0 || size.users() == 0 ? 1 : size.items() / size.users() / itemsHere;
        return growth.each() * size.users() * Math.max(1, more) + growth.fixed() * ends.size();
    }

    private static String name(Work work) {
        return work.name().toLowerCase(Locale.ROOT);
    }

    private static double days(double seconds, Deployed deployed, String concurrency) {
        return seconds / deployed.parameter(concurrency) / SECONDS_OF_A_DAY;
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        days.forEach((what, number) -> figures.put(camelCase(what) + "Days", rounded(number)));
        dollars.forEach((what, number) -> figures.put(camelCase(what) + "Dollars", rounded(number)));
        requestsADay.forEach((what, number) -> figures.put("googleRequestsADay" + capital(what), number));
        uploadsADay.forEach((what, number) -> figures.put("googleUploadsADay" + capital(what), number));
        return figures;
    }

    private static double rounded(double number) {
        return Math.round(number * 1_000) / 1_000.0;
    }

    private static String camelCase(String words) {
        return Stream.of(words.replaceAll("[',]", "").split(" ", -1))
                .reduce((some, next) -> some + capital(next))
                .orElseThrow();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** What people should know of it, in sentences. */
    List<String> warnings() {
        return Stream.concat(
                        warning("requests", "GoogleRequestsPerDay", requestsADay),
                        warning("uploads", "GoogleUploadsPerMinute", uploadsADay))
                .toList();
    }

    private static Stream<String> warning(String kind, String parameter, Map<String, Long> aDay) {
        return aDay.get("busiest") <= aDay.get("granted")
                ? Stream.of()
                : Stream.of(String.format(
                        Locale.ROOT,
                        "Users would ask Google for %,d %s on the busiest day, and by the template's %s a day has %,d:"
                                + " ask Google for more.",
                        aDay.get("busiest"),
                        kind,
                        parameter,
                        aDay.get("granted")));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        days.forEach((what, number) -> lines.add(String.format(Locale.ROOT, "  %-42s %12s", what, time(number))));
        dollars.forEach(
                (what, number) -> lines.add(String.format(Locale.ROOT, "  %-42s %,12.2f dollars", what, number)));
        return lines;
    }

    private static String time(double days) {
        double hours = days * 24;
        return hours < 1
                ? String.format(Locale.ROOT, "%.1f min", hours * 60)
                : hours < 48
                        ? String.format(Locale.ROOT, "%.1f h", hours)
                        : String.format(Locale.ROOT, "%.1f days", days);
    }

    /**
     * How a cost grows with users: the line that fits some points best, by least squares. Pure.
     *
     * @param each what a user adds: nothing at least, and at most what is paid for each of the points' users
     * @param fixed what is paid without any
     */
    record Growth(double each, double fixed) {
        record Point(double users, double cost) {}

        static Growth of(List<Point> points) {
            double users = points.stream().mapToDouble(Point::users).sum();
            double cost = points.stream().mapToDouble(Point::cost).sum();
            if (users == 0) {
                return new Growth(0, 0);
            }
            double mean = users / points.size();
            double meanCost = cost / points.size();
            double spread = points.stream()
                    .mapToDouble(point -> square(point.users() - mean))
                    .sum();
            double together = points.stream()
                    .mapToDouble(point -> (point.users() - mean) * (point.cost() - meanCost))
                    .sum();
            double most = cost / users;
            double each = spread == 0 ? most : Math.clamp(together / spread, 0, most);
            return new Growth(each, meanCost - each * mean);
        }

        private static double square(double number) {
            return number * number;
        }
    }

    record Counted(Usage usage, long users, long items) {
        static Counted of(Usage usage, List<AdoptedUser> users) {
            return new Counted(
                    usage,
                    users.size(),
                    users.stream().mapToLong(user -> user.items().size()).sum());
        }

        /**
         * What it costs with these numbers of users and items, at list prices: never less than by either of them alone.
         * Reads and writes of the schedules meanwhile are in it, polls of queues are not.
         */
        double dollars(Prices prices, double allUsers, double allItems) {
            double times = Math.max(times(allUsers, users), times(allItems, items));
            return times * dollars(prices);
        }

        private static double times(double all, long here) {
            return here == 0 ? 0 : all / here;
        }

        double dollars(Prices prices) {
            double units = usage.units()
                    .map(used -> prices.dollars("DynamoDB read", used.read())
                            + prices.dollars("DynamoDB write", used.write()))
                    .orElse(0.0);
            return units
                    + sum(usage.s3Requests(), prices, Counted::ofS3)
                    + sum(usage.sqsRequests(), prices, operation -> operation.startsWith("Send") ? "SQS" : "none")
                    + sum(usage.kmsRequests(), prices, _ -> "KMS");
        }

        private static double sum(Map<String, Long> requests, Prices prices, UnaryOperator<String> service) {
            return requests.entrySet().stream()
                    .mapToDouble(request -> prices.dollars(service.apply(request.getKey()), request.getValue()))
                    .sum();
        }

        private static String ofS3(String operation) {
            if (operation.startsWith("Get") || operation.startsWith("Head")) {
                return "S3 get";
            }
            return operation.startsWith("Delete") || operation.startsWith("Abort") ? "S3 delete" : "S3 put";
        }
    }
}
