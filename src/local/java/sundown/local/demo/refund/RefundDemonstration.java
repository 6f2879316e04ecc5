package sundown.local.demo.refund;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import sundown.local.clock.MovableClock;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Patience;
import sundown.local.demo.app.RefundStatus;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.Member;
import sundown.local.demo.cloud.Membership;

/**
 * Shows that members' last fees go back: to one after the transfer of their photos, to the rest at their group's refund
 * date, to which the clock is moved. Holds the ledger against what the payment service gave back.
 */
public final class RefundDemonstration {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);
    private static final Duration JUST_PAST = Duration.ofMinutes(1);
    private static final List<String> STATES = List.of("INTENT", "SENT", "PENDING", "SUCCEEDED", "MANUAL", "RESOLVED");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final LocalCloud cloud;
    private final PrintStream out;
    private final MovableClock clock;
    private final List<String> members = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    public RefundDemonstration(HttpClient http, LocalCloud cloud, PrintStream out, MovableClock clock) {
        this.http = http;
        this.cloud = cloud;
        this.out = out;
        this.clock = clock;
    }

    /** What it came to. */
    public record Outcome(RefundFigures figures, List<String> complaints) {}

    /** Waits for the fee of a member who has transferred their photos. */
    public void afterTheTransfer(Member member) throws IOException, InterruptedException {
        awaitAndTell(member, "their transfer has ended");
    }

    /** Moves the clock just past the refund date of a member who has done nothing, and waits for their fee. */
    public void atTheRefundDate(Member member) throws IOException, InterruptedException {
        RefundStatus before = app(member).refund();
        if (before.refunded()) {
            complaints.add(member.user().userId() + " was refunded before anything made it due.");
        }
        Instant refundBy = before.date().orElseThrow();
        moveTo(refundBy.plus(JUST_PAST));
        out.println("The clock is moved to " + shown(clock.instant()) + ", just past the refund date of group "
                + member.user().group());
        awaitAndTell(member, "their group's refund date has come");
    }

    private void moveTo(Instant time) {
        try {
            clock.set(time);
        } catch (MovableClock.Unreachable past) {
            throw new IllegalStateException("The refund date of an open group is over", past);
        }
    }

    private void awaitAndTell(Member member, String why) throws IOException, InterruptedException {
        RefundStatus status =
                new Patience(clock, LONGEST_WAIT).await(app(member)::refund, RefundStatus::refunded, BETWEEN_POLLS);
        String line = "%s: %s %s, %s: %s"
                .formatted(
                        member.user().userId(),
                        status.amount().orElse("nothing"),
                        status.state(),
                        status.date().map(RefundDemonstration::shown).orElse("no date"),
                        why);
        members.add(line);
        out.println("Refund of " + line);
        if (!status.refunded()) {
            complaints.add(
                    "The last fee of " + member.user().userId() + " has not gone back: it is " + status.state() + ".");
        }
    }

    /** Compares what the ledger and the payment service say, after all members' fees have gone back. */
    public Outcome conclude(List<Member> all) throws IOException, InterruptedException {
        for (Member member : all) {
            Membership membership = member.membership();
            List<Long> given = cloud.stripe().refunded(membership.charge());
            if (!given.equals(List.of(membership.minorUnits()))) {
                complaints.add("The payment service gave back " + given + " of " + membership.charge() + " and not "
                        + membership.minorUnits() + " once.");
            }
        }
        return new Outcome(figures(), List.copyOf(complaints));
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private App app(Member member) {
        return new App(http, cloud.api(), () -> cloud.accessToken(member.user()));
    }

    /** As the operator lists them. */
    private RefundFigures figures() throws IOException, InterruptedException {
        RefundFigures figures = RefundFigures.of(List.copyOf(members));
        for (String state : STATES) {
            String call = JSON.createObjectNode()
                    .put("state", state)
                    .put("allGroups", true)
                    .toString();
            figures.add(state, JSON.readTree(cloud.call("list-refunds", call)).path("totals"));
        }
        return figures;
    }
}
