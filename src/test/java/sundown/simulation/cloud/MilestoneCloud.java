package sundown.simulation.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.InMemoryQueue;
import sundown.milestone.InMemoryFollowedTimeline;
import sundown.milestone.InMemoryMilestoneStore;
import sundown.milestone.Milestone;
import sundown.milestone.Milestone.MilestoneHandler;
import sundown.milestone.MilestoneFunctions;
import sundown.milestone.MilestoneMessage;
import sundown.milestone.MilestoneRules;
import sundown.milestone.MilestoneStore;
import sundown.milestone.MilestoneStore.ReachedMilestones;
import sundown.milestone.Schedules;
import sundown.milestone.Schedules.FollowedTimeline;
import sundown.simulation.invariant.WaitingFees;
import sundown.simulation.port.PortTroubles.TroubledAdvances;
import sundown.simulation.port.WatchedAdvances;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/** A cloud's part for the dates: the schedules, the functions, and the ports under these. */
public final class MilestoneCloud {

    /** The sweep acts on a date that no schedule delivered after two minutes, and again after ten. */
    private static final Duration SWEEP_PATIENCE = Duration.ofMinutes(2);

    private static final Duration NEXT_SWEEP = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final InMemoryMilestoneStore advances = new InMemoryMilestoneStore();
    final InMemoryQueue<MilestoneMessage> queue;
    public final SimulatedSchedules schedules;
    final MilestoneFunctions functions;
    private final WaitingFees fees;
    private final Calendar calendar;
    private final WorldTime time;

    MilestoneCloud(
            Surroundings around,
            TimelineStore timelines,
            MembershipCloud memberships,
            RefundCloud refunds,
            ClosingCloud closing,
            Calendar calendar) {
        this.calendar = calendar;
        this.time = around.time();
        this.fees = new WaitingFees(
                refunds, memberships::sendsForRefundsSince, memberships::hasSentForRefundsSince, calendar, time);
        this.queue = around.queue(FunctionName.ADVANCE_GROUP);
        this.schedules = new SimulatedSchedules(queue, around);
        MilestoneStore store = around.port(
                MilestoneStore.class,
                advances,
                real -> new WatchedAdvances(real, memberships::begunSince, fees, around),
                real -> new TroubledAdvances(real, around.troubles()));
        List<MilestoneHandler> arrivals = Stream.<MilestoneHandler>of(
                        memberships.functions.end(), closing.functions.closes(), memberships.functions.dates())
                .map(handler -> around.plant().in(MilestoneHandler.class, handler))
                .toList();
        this.functions = MilestoneFunctions.over(
                new MilestoneFunctions.Ports(
                        timelines,
                        store,
                        around.sender("MilestoneQueue", queue),
                        around.points().around(Schedules.class, schedules),
                        around.points().around(FollowedTimeline.class, new InMemoryFollowedTimeline()),
                        arrivals),
                around.clock());
    }

    /** When something happens by itself next. */
    Stream<Instant> nextEvents() {
        return Stream.of(schedules.nextEvents(), nextLook().stream(), queue.nextVisible().stream())
                .flatMap(events -> events);
    }

    private Optional<Instant> nextLook() {
        return due().map(MilestoneRules.Due::at)
                .map(at -> at.plus(SWEEP_PATIENCE))
                .map(look -> look.isAfter(time.now()) ? look : time.now().plus(NEXT_SWEEP))
                .min(Instant::compareTo);
    }

    private Stream<MilestoneRules.Due> due() {
        return MilestoneRules.due(calendar.group(), MilestoneFunctions.MILESTONES, advance(), time.now()).stream();
    }

    private ReachedMilestones advance() {
        return advances.find(calendar.group().id());
    }

    /** Checks that no fee waits past a refund date that has been acted on. */
    public void checkFees() {
        Optional.ofNullable(advance().acted().get(Milestone.Fixed.REFUNDS_BEGIN))
                .ifPresent(fees::check);
    }

    /** Checks that all fees are back by the refund date, if all went well before. */
    void checkDeadline(Instant calmSince) {
        fees.checkDeadline(calmSince);
    }

    /** True when fees are late, so that people must be told. */
    boolean feesAreLate(Instant began) {
        return fees.areLate(began);
    }

    /** Checks that whatever has come was acted on. */
    public void check() {
        Group group = calendar.group();
        List<MilestoneRules.Due> left = MilestoneRules.due(
                group, MilestoneFunctions.MILESTONES, advance(), time.now().minus(GRACE));
        Violation.unless(left.isEmpty(), "every date that comes is acted on", left);
    }
}
