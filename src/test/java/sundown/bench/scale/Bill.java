package sundown.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sundown.local.prices.Deployed;
import sundown.local.prices.Prices;
import sundown.template.Trail;

/**
 * AWS's bill: what the bench has counted, and what follows from the assumptions in {@code bench/workload.json}. The
 * table of {@code docs/sizing.md} has the same rows.
 *
 * @param rows in the order of the table
 */
record Bill(List<Row> rows) {
    private static final double MILLION = 1_000_000;
    private static final double GIGABYTE = 1e9;
    private static final double DAYS_OF_A_MONTH = 365.25 / 12;
    private static final Duration SHORT_RUN = Duration.ofMillis(50);

    /** As the event source of send-mail has it. */
    static final int REPORTS_OF_A_BATCH = 10;

    Bill {
        rows = List.copyOf(rows);
    }

    /** What a row belongs to. */
    enum Part {
        OWN("Sundown's own work"),
        MAIL("mail"),
        LOGS("logs"),
        RECOVERY("recovery"),
        KEPT("what is kept and sent");

        private final String text;

        Part(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Where a row comes from. */
    enum Basis {
        COUNTED,
        CALCULATED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A row.
     *
     * @param ofAMillion dollars that each million users adds
     * @param ofTheStack dollars whatever the users
     * @param parameter of the template that governs it; empty for none
     */
    record Row(Part part, String what, Basis basis, double ofAMillion, double ofTheStack, String parameter) {
        double dollars(int millions) {
            return ofAMillion * millions + ofTheStack;
        }

        /** The row as the table of the documentation has it. */
        String markdown() {
            return "| %s | %s | %s | %s | %s |"
                    .formatted(
                            what,
                            rounded(dollars(1)),
                            rounded(dollars(100)),
                            basis,
                            parameter.isEmpty() ? "" : "`" + parameter + "`");
        }
    }

    /** A number of dollars for people. */
    static String rounded(double dollars) {
        return String.format(Locale.ROOT, Math.abs(dollars) < 10 ? "%.1f" : "%,.0f", dollars);
    }

    /** The sum of a part as the table of the documentation has it. */
    static String total(Part part, double ofAMillion, double of100Million) {
        return "| **%s** | **%s** | **%s** | | |".formatted(part, rounded(ofAMillion), rounded(of100Million));
    }

    /** Makes it out. */
    static Bill of(Costs costs, Workload workload, Prices prices, Deployed deployed) {
        return new Bill(
                new Draft(costs, workload, prices, deployed, workload.document().path("bill")).rows());
    }

    /** How long a worker has a letter: the ledger is read, says that it is sent, and says that it was. */
    static Duration timeOfALetter(Prices prices) {
        return prices.time("DynamoDB read")
                .plus(prices.time("DynamoDB write").multipliedBy(2))
                .plus(prices.time("SES letter"));
    }

    /** How long a worker has a batch of reports: it reads and writes the row of each. */
    static Duration timeOfReports(Prices prices) {
        return prices.time("DynamoDB read").plus(prices.time("DynamoDB write")).multipliedBy(REPORTS_OF_A_BATCH);
    }

    /** The rows of a part. */
    Stream<Row> of(Part part) {
        return rows.stream().filter(row -> row.part() == part);
    }

    /** Dollars of a part for so many users. */
    double dollars(Part part, int millions) {
        return of(part).mapToDouble(row -> row.dollars(millions)).sum();
    }

    /** What the rows are made of. */
    private record Draft(Costs costs, Workload workload, Prices prices, Deployed deployed, JsonNode assumed) {
        private List<Row> rows() {
            List<Row> rows = new ArrayList<>(ownWork());
            rows.addAll(mail());
            rows.addAll(logs());
            rows.addAll(kept());
            return rows;
        }

        private List<Row> ownWork() {
            return List.of(
                    counted("Lambda", "Lambda"),
                    counted("API Gateway", "API"),
                    counted("DynamoDB, requests", "DynamoDB"),
                    counted("S3, requests", "S3"),
                    counted("SQS", "SQS"),
                    counted("KMS, requests", "KMS"),
                    new Row(Part.OWN, "CloudTrail, data events", Basis.COUNTED, trail(), 0, "OperatorTrail"),
                    calculated(Part.OWN, "EventBridge, and `publish-events`", events(), ""),
                    calculated(Part.OWN, "CloudFront", pages(), ""),
                    fixed("EventBridge Scheduler", prices.dollars("Scheduler call", (double) Costs.minutes(workload))),
                    fixed("CloudWatch alarms, metrics, dashboard", months() * watching()),
                    fixed("KMS key, Secrets Manager", months() * secrets()),
                    fixed(
                            "what is free in an account each month",
                            -prices.dollars("free in an account a month", months())));
        }

        private Row counted(String what, String service) {
            return new Row(Part.OWN, what, Basis.COUNTED, costs.sum(function -> function.dollars(service)), 0, "");
        }

        private static Row calculated(Part part, String what, double ofAMillion, String parameter) {
            return new Row(part, what, Basis.CALCULATED, ofAMillion, 0, parameter);
        }

        private static Row fixed(String what, double dollars) {
            return new Row(Part.OWN, what, Basis.CALCULATED, 0, dollars, "");
        }

        private double trail() {
            return prices.dollars("CloudTrail data event", recorded());
        }

        /** Events of the purge, by what the trail selects, and of files for the audit bucket. */
        private double recorded() {
            double calls = recorded("DeleteObjects") ? costs.ofItems(function -> function.requests("S3 delete")) : 0;
            double objects = recorded("DeleteObject") ? MILLION * workload.number("items") : 0;
            return calls + objects + costs.ofItems(function -> function.requests("S3 put"));
        }

        private static boolean recorded(String event) {
            return Trail.read().records(Trail.ofGallery(event, Trail.role("PurgeAccountRole")));
        }

        /** A run has few events at most, and in the worst case one. */
        private double events() {
            return acting()
                    * number("eventsOfWhoActs")
                    * (prices.dollars("EventBridge event", 1)
                            + prices.run(SHORT_RUN, deployed.function("publish-events")));
        }

        private double pages() {
            double visits = acting() * number("visitsOfWhoActs");
            return prices.dollars("CloudFront request", visits * number("requestsOfAVisit"))
                    + prices.dollars("CloudFront gigabyte", visits * number("bytesOfAVisit") / GIGABYTE);
        }

        private double watching() {
            return prices.dollars("metric of an alarm a month", number("metricsOfAlarms"))
                    + prices.dollars("composite alarm a month", deployed.resources("AWS::CloudWatch::CompositeAlarm"))
                    + prices.dollars("metric a month", number("metrics"))
                    + prices.dollars("dashboard a month", deployed.resources("AWS::CloudWatch::Dashboard"));
        }

        private double secrets() {
            return prices.dollars("key a month", deployed.resources("AWS::KMS::Key"))
                    + prices.dollars("secret a month", number("secrets"));
        }

        private List<Row> mail() {
            double letters = MILLION * number("lettersOfAUser");
            double each = prices.dollars("DynamoDB write", number("unitsOfALetter"))
                    + prices.run(timeOfALetter(prices), deployed.function("send-mail"))
                    + prices.invocation(timeOfReports(prices), deployed.function("send-mail")) / REPORTS_OF_A_BATCH;
            return List.of(
                    calculated(Part.MAIL, "SES", prices.dollars("SES letter", letters), "Mail"),
                    calculated(Part.MAIL, "ledger and workers of mail", letters * each, "Mail"));
        }

        private List<Row> logs() {
            double gigabytes =
                    costs.sum(function -> function.logged() + function.invocations() * number("bytesLoggedByLambda"))
                            / GIGABYTE;
            double kept = gigabytes * number("logsKept") * deployed.parameter("LogRetentionDays") / DAYS_OF_A_MONTH;
            return List.of(
                    new Row(
                            Part.LOGS,
                            "CloudWatch Logs, what is written",
                            Basis.COUNTED,
                            prices.dollars("log gigabyte", gigabytes),
                            0,
                            ""),
                    new Row(
                            Part.LOGS,
                            "CloudWatch Logs, what is kept",
                            Basis.COUNTED,
                            prices.dollars("log gigabyte a month", kept),
                            0,
                            "LogRetentionDays"));
        }

        private List<Row> kept() {
            double items = MILLION * workload.number("items");
            double rows = items * number("bytesOfARow") / GIGABYTE;
            double photos = items * number("bytesOfAnItem") / GIGABYTE;
            double archives = photos * workload.share("archived");
            double evidence = (items * number("bytesOfAnEntry") + recorded() * number("bytesOfAnEvent")) / GIGABYTE;
            return List.of(
                    calculated(
                            Part.RECOVERY,
                            "point-in-time recovery of the items",
                            prices.dollars("DynamoDB recovery gigabyte a month", rows * months()),
                            "ItemsRecovery"),
                    calculated(
                            Part.KEPT,
                            "rows of items, kept",
                            prices.dollars("DynamoDB gigabyte a month", rows * months()),
                            ""),
                    calculated(
                            Part.KEPT,
                            "rows of items, imported",
                            prices.dollars("DynamoDB import gigabyte", rows),
                            "ImportBucket"),
                    calculated(
                            Part.KEPT,
                            "evidence, with the trail's files",
                            prices.dollars(
                                    "S3 audit gigabyte a month",
                                    evidence * 12 * deployed.parameter("AuditRetentionYears")),
                            "AuditRetentionYears"),
                    calculated(
                            Part.KEPT,
                            "archives, kept",
                            prices.dollars(
                                    "S3 gigabyte a month",
                                    archives * deployed.parameter("ArchiveDaysAfterDownload") / DAYS_OF_A_MONTH),
                            "ArchiveDaysAfterDownload"),
                    calculated(
                            Part.KEPT,
                            "egress of transfers and archives",
                            prices.dollars("egress gigabyte", photos * (acting() / MILLION)),
                            ""));
        }

        /** Users of a million who transfer or have an archive built. */
        private double acting() {
            return MILLION * (workload.share("transferred") + workload.share("archived"));
        }

        private double months() {
            return Duration.ofMinutes(Costs.minutes(workload)).toDays() / DAYS_OF_A_MONTH;
        }

        private double number(String name) {
            return assumed.path(name).doubleValue();
        }
    }
}
