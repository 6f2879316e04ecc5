package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Waits until a member's last fee has gone back, and holds the ledger against what the payment service gave back. */
final class RefundDemonstration {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);
    private static final List<String> STATES = List.of("INTENT", "SENT", "PENDING", "SUCCEEDED", "MANUAL", "RESOLVED");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final App app;
    private final LocalCloud cloud;
    private final PrintStream out;
    private final Clock clock;

    RefundDemonstration(App app, LocalCloud cloud, PrintStream out, Clock clock) {
        this.app = app;
        this.cloud = cloud;
        this.out = out;
        this.clock = clock;
    }

    /** What it came to. */
    record Outcome(RefundFigures figures, List<String> complaints) {}

    /** Waits for the fee and says where it is. */
    void await() throws IOException, InterruptedException {
        RefundStatus status = awaitEnd();
        out.println("Refund: " + status.amount().orElse("nothing") + " is " + status.state() + ": " + status.message());
    }

    /** Compares what the member, the ledger and the payment service say. */
    Outcome conclude(Membership membership) throws IOException, InterruptedException {
        List<String> complaints = new ArrayList<>();
        RefundStatus status = app.refund();
        if (!status.refunded()) {
            complaints.add("The last fee has not gone back: it is " + status.state() + ".");
        }
        List<Long> given = cloud.stripe().refunded(membership.charge());
        if (!given.equals(List.of(membership.minorUnits()))) {
            complaints.add("The payment service gave back " + given + " and not " + membership.minorUnits() + " once.");
        }
        return new Outcome(figures(), complaints);
    }

    private RefundStatus awaitEnd() throws IOException, InterruptedException {
        Instant latest = clock.instant().plus(LONGEST_WAIT);
        RefundStatus status = app.refund();
        while (!status.refunded() && clock.instant().isBefore(latest)) {
            Thread.sleep(BETWEEN_POLLS);
            status = app.refund();
        }
        return status;
    }

    /** As the operator lists them. */
    private RefundFigures figures() throws IOException, InterruptedException {
        RefundFigures figures = RefundFigures.none();
        for (String state : STATES) {
            String call = JSON.createObjectNode().put("state", state).toString();
            JsonNode list = JSON.readTree(cloud.call("list-refunds", call));
            figures.add(state, list.path("totals"));
        }
        return figures;
    }
}
