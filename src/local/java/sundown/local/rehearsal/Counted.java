package sundown.local.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import sundown.local.demo.cloud.AdoptedUser;
import sundown.local.emulators.Usage;
import sundown.local.prices.Prices;

/**
 * What one part of a rehearsal asked of AWS.
 *
 * @param users who took part
 * @param items that they have here
 */
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

    /** What it cost here. */
    double dollars(Prices prices) {
        double units = usage.units()
                .map(used ->
                        prices.dollars("DynamoDB read", used.read()) + prices.dollars("DynamoDB write", used.write()))
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
