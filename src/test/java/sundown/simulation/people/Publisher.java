package sundown.simulation.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.runtime.Records;
import sundown.simulation.invariant.PromisedDays;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Invocations;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.Dates;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineFunctions;
import sundown.timeline.TimelineStore.Publication;

/** An operator who moves the dates, and tries to move them as they must not be moved. */
public final class Publisher {
    private static final Duration PRIOR_NOTICE = Duration.ofDays(30);
    private static final Duration SOON = Duration.ofMinutes(14);
    private static final Duration LEAD = Calendar.LEAD.length();
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final Calendar calendar;
    private final TimelineFunctions functions;
    private final Invocations invocations;
    private final Surroundings around;
    private final Runnable published;
    private boolean publishing;
    private int calls;

    /**
     * One operator.
     *
     * @param published is called when another version is in force
     */
    public Publisher(
            Calendar calendar,
            TimelineFunctions functions,
            Invocations invocations,
            Surroundings around,
            Runnable published) {
        this.calendar = calendar;
        this.functions = functions;
        this.invocations = invocations;
        this.around = around;
        this.published = published;
    }

    /** Publishes the first version, as often as it takes. */
    public void announce() {
        JsonNode call = Json.tree(Map.of(
                "timeline",
                TimelineDocument.write(calendar.first),
                "by",
                "Ada",
                "reason",
                "simulated",
                "pastDatesAreMeant",
                true,
                "confirmation",
                confirmation(calendar.first)));
        while (!calendar.announced()) {
            invocations.of(FunctionName.PUBLISH_TIMELINE, Optional.empty(), () -> call(call));
        }
        around.say(() -> "the first timeline is published");
        around.count("timelines announced later");
        PromisedDays.check(calendar.group().dates());
        Timeline first = calendar.timelines
                .replaced(calendar.first.version())
                .map(Publication::timeline)
                .orElseGet(calendar.timelines::inForce);
        Violation.unless(first.equals(calendar.first), "what is in force was published", first);
    }

    /** Moves one of the dates, mostly later. */
    public void move() {
        Dates dates = calendar.group().dates();
        switch (around.chance().between(1, 6)) {
            case 1, 2 -> postponeTheClose();
            case 3 -> publish(closing(dates, around.now().plus(around.chance().between(days(20), days(60)))));
            default -> moveRefundDate();
        }
    }

    /** Moves the close later. */
    public void postponeTheClose() {
        Dates dates = calendar.group().dates();
        Instant earliest = notPast(dates.close());
        publish(closing(dates, earliest.plus(around.chance().between(days(1), days(40)))));
    }

    /** Moves the date on which fees go back, earlier or later. */
    public void moveRefundDate() {
        Dates dates = calendar.group().dates();
        Instant earliest = notPast(dates.exportsOpen());
        Instant date = around.chance().oneIn(2)
                ? earliest.plus(around.chance().pick(Duration.ZERO, LEAD, LEAD))
                        .plus(around.chance()
                                .between(Duration.ZERO, around.chance().pick(SOON, days(40))))
                : dates.refundBy().plus(around.chance().between(Duration.ZERO, days(40)));
        publish(refunding(dates, date));
    }

    private Instant notPast(Instant date) {
        Instant now = around.now();
        return date.isAfter(now) ? date : now;
    }

    private static Duration days(int count) {
        return Duration.ofDays(count);
    }

    /** A close in an even minute is promised as its local date, of which the function makes another instant. */
    private static Optional<Dates> closing(Dates dates, Instant close) {
        Map<DateName, LocalDate> promised = new TreeMap<>(dates.promised());
        if (close.atZone(ZoneOffset.UTC).getMinute() % 2 == 0) {
            promised.put(DateName.CLOSE, LocalDate.ofInstant(close, ZoneOffset.UTC));
        } else {
            promised.remove(DateName.CLOSE);
        }
        return dates.exportsOpen().isBefore(close)
                ? Optional.of(Records.with(Records.with(dates, "close", close), "promised", promised))
                : Optional.empty();
    }

    private static Optional<Dates> refunding(Dates dates, Instant refundBy) {
        return Optional.of(Records.with(dates, "refundBy", refundBy)).map(Calendar::refunded);
    }

    /** There is one operator, who does one thing at a time, while others act. */
    private void publish(Optional<Dates> moved) {
        if (!publishing) {
            publishing = true;
            moved.ifPresent(dates -> publish(calendar.timelines.current(), dates));
            publishing = false;
        }
    }

    private void publish(Publication before, Dates moved) {
        Group group = calendar.group();
        Timeline next = Calendar.computed(new Timeline(
                before.version() + 1,
                before.timeline().exempt(),
                before.timeline().groups().stream()
                        .map(known ->
                                known.id().equals(group.id()) ? new Group(known.id(), known.regions(), moved) : known)
                        .toList()));
        JsonNode call = Json.tree(Map.of(
                "timeline",
                TimelineDocument.write(next),
                "by",
                "Ada",
                "reason",
                "simulated",
                "confirmation",
                confirmation(next)));
        Instant now = around.now();
        Optional<JsonNode> answer = invocations
                .of(FunctionName.PUBLISH_TIMELINE, Optional.empty(), () -> call(call))
                .answer();
        around.trace().say(() -> now + " PUBLISH_TIMELINE " + moved + " is answered " + answer);
        check(before, next, now);
    }

    private static String confirmation(Timeline next) {
        return "publish version " + next.version();
    }

    /** A port's failure fails the operator's call. The clock of a world may stand still between two of them. */
    private JsonNode call(JsonNode call) {
        calls++;
        return new Correlation("publication-" + calls)
                .during(() -> invocations.orFail(
                        () -> functions.publish().handle(new OperatorCall(call)), Json.tree(Map.of())));
    }

    /** Either nothing has changed, or exactly what was asked for, which takes nothing without notice. */
    private void check(Publication before, Timeline next, Instant now) {
        Timeline inForce = calendar.timelines.inForce();
        if (inForce.equals(before.timeline())) {
            around.count("timelines not published");
            return;
        }
        around.count("timelines published");
        published.run();
        PromisedDays.check(calendar.group().dates());
        Violation.unless(inForce.equals(next), "what is in force was published", inForce);
        Violation.unless(
                calendar.timelines.replaced(before.version()).equals(Optional.of(before)),
                "every version stays readable",
                before);
        Dates old = before.timeline().groups().getFirst().dates();
        checkPromises(
                old, next.groups().getFirst().dates(), now.plus(PRIOR_NOTICE).minus(SKEW));
    }

    private static void checkPromises(Dates old, Dates next, Instant promised) {
        boolean open = !next.close().isBefore(old.close()) || !next.close().isBefore(promised);
        Violation.unless(open, "no window is shortened without notice", old + " -> " + next);
        boolean refunded =
                !next.refundBy().isAfter(old.refundBy()) || !old.refundBy().isBefore(promised);
        Violation.unless(refunded, "no refund date is postponed without notice", old + " -> " + next);
    }
}
