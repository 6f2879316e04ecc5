package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sundown.account.PaidThrough;
import sundown.local.demo.app.App;
import sundown.local.demo.app.App.RefundStatus;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.app.Patience;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.cloud.Operators;
import sundown.local.google.play.StandInOrder;
import sundown.local.identity.Staff;
import sundown.local.stripe.StandInStripe.StandInSubscription;
import sundown.refund.RefundRules;

/**
 * Shows that members' last fees go back: to one member after the transfer of their photos, to one before their way of
 * paying takes no refund any more, to the others by their group's refund date, to which it moves the clock; and that
 * who has paid Apple is told so. Compares the ledger with what the payment services gave back.
 */
public final class RefundDemonstration {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);
    private static final Duration JUST_PAST = Duration.ofMinutes(1);

    /** The margin of the deployment. */
    private static final Duration MARGIN = Duration.ofDays(7);

    private static final Duration OUTAGE = Duration.ofHours(6);
    private final HttpClient http;
    private final LocalCloud cloud;
    private final Operators operators;
    private final PrintStream out;
    private final Clock clock;
    private final List<String> members = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    public RefundDemonstration(HttpClient http, Operators operators) {
        this.http = http;
        this.cloud = operators.cloud();
        this.operators = operators;
        this.out = operators.out();
        this.clock = operators.clock();
    }

    public void afterTheTransfer(Member member) throws IOException, InterruptedException {
        awaitAndTell(member, "their transfer has ended");
    }

    /** Who has paid Apple is told that Apple refunds. */
    public void elsewhere(Member member) throws IOException, InterruptedException {
        RefundStatus told = app(member).refund();
        tell(member, told, "they are told " + told.code());
        if (!told.code().equals("paid-at-apple")) {
            complaints.add(member.user().userId() + " has paid Apple, and is told " + told.code() + ".");
        }
    }

    /** The window of their way of paying ends long before the refund date. */
    public void inTheirWindow(Member member) throws IOException, InterruptedException {
        Instant end = dateOf(member, "planned-early");
        operators.moveClock(
                end.minus(RefundRules.WINDOW_MARGIN).plus(JUST_PAST),
                "to a week before the refunds of " + member.user().userId() + " end");
        awaitAndTell(member, "refunds end at " + end);
        requireMadeBefore(member, end);
    }

    /**
     * The margin before the refund date is not used, whatever the payment services do.
     *
     * @param trouble whether both services are silent when the refunds begin
     */
    public void byTheRefundDate(List<Member> all, boolean trouble) throws IOException, InterruptedException {
        Instant refundBy = dateOf(all.getFirst(), "planned");
        Instant inTime = refundBy.minus(MARGIN);
        if (trouble) {
            meetAnOutage(all, inTime.minus(OUTAGE));
        }
        operators.moveClock(
                inTime,
                "to a week before the refund date of group "
                        + all.getFirst().user().group());
        for (Member member : all) {
            awaitAndTell(member, "all fees go back by " + refundBy);
            requireMadeBefore(member, refundBy);
        }
    }

    private void meetAnOutage(List<Member> all, Instant end) throws IOException, InterruptedException {
        Duration time = Duration.between(clock.instant(), end);
        cloud.stripe().goDownFor(time);
        cloud.play().goDownFor(time);
        operators.moveClock(end.minus(OUTAGE), "to refunds that meet an outage of both payment services");
        for (Member member : all) {
            RefundStatus status = await(member, waiting -> waiting.state().equals("delayed"));
            tell(member, status, "their payment service is silent");
        }
    }

    private Instant dateOf(Member member, String code) throws IOException, InterruptedException {
        RefundStatus before = app(member).refund();
        if (!before.code().equals(code)) {
            complaints.add(member.user().userId() + " is told " + before.code() + " and not " + code + ".");
        }
        return before.date().orElseThrow();
    }

    private void requireMadeBefore(Member member, Instant end) throws IOException, InterruptedException {
        RefundStatus after = app(member).refund();
        if (!after.refunded() || !after.date().orElseThrow().isBefore(end)) {
            complaints.add("The last fee of " + member.user().userId() + " has not gone back by " + end + ".");
        }
    }

    private void awaitAndTell(Member member, String why) throws IOException, InterruptedException {
        RefundStatus status = await(member, RefundStatus::refunded);
        tell(member, status, why);
        if (!status.refunded()) {
            complaints.add(
                    "The last fee of " + member.user().userId() + " has not gone back: it is " + status.state() + ".");
        }
    }

    private RefundStatus await(Member member, Predicate<RefundStatus> condition)
            throws IOException, InterruptedException {
        return new Patience(clock, LONGEST_WAIT, out)
                .await("the refund of " + member.user().userId(), app(member)::refund, condition, BETWEEN_POLLS);
    }

    private void tell(Member member, RefundStatus status, String why) {
        String line = "%s: %s %s, %s: %s"
                .formatted(
                        member.user().userId(),
                        status.amount().orElse("nothing"),
                        status.state(),
                        status.date()
                                .map(date ->
                                        date.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse("no date"),
                        why);
        members.add(line);
        out.println("Refund of " + line);
    }

    public DemonstrationResult conclude(List<Member> all) throws IOException, InterruptedException {
        for (Member member : all) {
            List<Long> given = member.through() == PaidThrough.STRIPE
                    ? cloud.stripe().refunded(member.charge())
                    : cloud.play().order(member.charge()).stream()
                            .filter(order -> order.state() == StandInOrder.State.REFUNDED)
                            .map(StandInOrder::amount)
                            .toList();
            if (!given.equals(List.of(member.minorUnits()))) {
                complaints.add("The payment service gave back " + given + " of " + member.charge() + " and not "
                        + member.minorUnits() + " once.");
            }
        }
        Set<String> groups =
                all.stream().map(member -> member.user().group()).collect(Collectors.toCollection(TreeSet::new));
        for (String group : groups) {
            showJob("memberships-" + group);
        }
        long ended = all.stream().filter(this::subscriptionHasEnded).count();
        Figures figures = figures()
                .put("subscriptionsEnded", ended)
                .line("subscriptions", ended + " ended at the payment service");
        return new DemonstrationResult(figures, List.copyOf(complaints));
    }

    private void showJob(String name) throws IOException, InterruptedException {
        JsonNode job = operators.await(
                "the end of the job " + name,
                Staff.MARY,
                "steer-job",
                Map.of("job", name),
                view -> view.path("state").asText().equals("ENDED"));
        out.printf(
                "Job %s: %d of %d chunks done, %d users set aside%n",
                name,
                job.required("done").asInt(),
                job.required("chunks").asInt(),
                job.required("usersSetAside").asInt());
        if (job.required("usersSetAside").asInt() > 0) {
            complaints.add("The job " + name + " has set users aside: " + job.required("setAside") + ".");
        }
    }

    /** A subscription that runs on would charge the member again. */
    private boolean subscriptionHasEnded(Member member) {
        boolean ended =
                switch (member.through()) {
                    case STRIPE -> {
                        StandInSubscription subscription = cloud.stripe().subscription(member.subscription());
                        yield subscription.endedAt().isPresent() && !subscription.settled();
                    }
                    case GOOGLE_PLAY ->
                        cloud.play()
                                .subscription(member.subscription())
                                .filter(renewal -> renewal.state().equals("CANCELED"))
                                .isPresent();
                    case APPLE, CARRIER, OTHER -> false;
                };
        if (!ended) {
            complaints.add("The subscription " + member.subscription() + " has not simply ended.");
        }
        return ended;
    }

    private App app(Member member) {
        return new App(http, cloud.api(), () -> cloud.accessToken(member.user()));
    }

    private Figures figures() throws IOException, InterruptedException {
        RefundTotals totals = RefundTotals.read(operators);
        Figures figures = new Figures()
                .put("refunds", totals.refunds())
                .put("refundedMinorUnits", totals.minorUnits())
                .line("refunds", totals.refunds().isEmpty() ? "none" : written(totals.refunds()))
                .line(
                        "",
                        totals.minorUnits().isEmpty()
                                ? "nothing went back"
                                : written(totals.minorUnits()) + " minor units");
        members.forEach(member -> figures.line("", member));
        return figures;
    }

    private static String written(Map<String, Long> figures) {
        return figures.entrySet().stream()
                .map(figure -> figure.getValue() + " " + figure.getKey())
                .collect(Collectors.joining(", "));
    }

    /**
     * The ledger of refunds, as an operator lists it.
     *
     * @param refunds how many are in each state
     * @param minorUnits what went back, by currency
     */
    public record RefundTotals(Map<String, Long> refunds, Map<String, Long> minorUnits) {
        private static final List<String> STATES =
                List.of("INTENT", "SENT", "PENDING", "SUCCEEDED", "ELSEWHERE", "MANUAL", "RESOLVED");

        public static RefundTotals read(Operators operators) throws IOException, InterruptedException {
            Map<String, Long> refunds = new TreeMap<>();
            Map<String, Long> minorUnits = new TreeMap<>();
            for (String state : STATES) {
                JsonNode totals = operators
                        .call(Staff.GUEST, "list-refunds", Map.of("state", state, "allGroups", true))
                        .path("totals");
                totals.forEach(group -> group.properties().forEach(currency -> {
                    JsonNode total = currency.getValue();
                    refunds.merge(state, total.required("refunds").asLong(), Long::sum);
                    if (state.equals("SUCCEEDED")) {
                        minorUnits.merge(
                                currency.getKey(), total.required("minorUnits").asLong(), Long::sum);
                    }
                }));
            }
            return new RefundTotals(refunds, minorUnits);
        }

        public long of(String state) {
            return refunds.getOrDefault(state, 0L);
        }
    }
}
