package sundown.simulation.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.Region;
import sundown.runtime.Records;
import sundown.timeline.Dates;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.RefundLead;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;
import sundown.timeline.TimelineStore.Publication;

/** The dates of the group that ends in a world, as they are now. Another group is far from its end. */
public final class Calendar {
    public static final GroupId GROUP = new GroupId("1");
    public static final Region REGION = new Region("IN");
    public static final Region EXEMPT = new Region("CN");

    /** Of the other group. */
    public static final Region ELSEWHERE = new Region("BR");

    /** A few seconds of requests, two days of retries, and a margin of three. */
    public static final RefundLead LEAD = new RefundLead(List.of(10L, 1L, 2L, 3L));

    /** No world lasts so long. */
    private static final Duration LATER = Duration.ofDays(3_650);

    /** What was read is good for a minute, and a function works on for some more. */
    private static final Duration UNTIL_HEARD = Duration.ofMinutes(10);

    public final InMemoryTimelineStore timelines = InMemoryTimelineStore.notAnnounced();

    /** The time zones of these regions. */
    public static final List<ZoneId> ZONES =
            List.of(ZoneId.of("Asia/Kolkata"), ZoneId.of("Asia/Shanghai"), ZoneId.of("America/Sao_Paulo"));

    /** The first version, with the dates of the sample for a group that takes every region but two. */
    public final Timeline first;

    /**
     * The calendar of a world.
     *
     * @param announced whether the first version is in force from the beginning; if it is not, it promises local dates
     */
    public Calendar(boolean announced) {
        Dates sample = PublishedTimeline.read().groupOf(REGION).orElseThrow().dates();
        Dates later = new Dates(
                sample.notice(),
                sample.exportsOpen().plus(LATER),
                sample.close().plus(LATER),
                sample.refundBy().plus(LATER));
        Timeline timeline = new Timeline(
                1,
                Set.of(EXEMPT),
                List.of(
                        new Group(GROUP, Set.of(), announced ? sample : promised(sample)),
                        new Group(new GroupId("2"), Set.of(ELSEWHERE), later)));
        first = computed(timeline);
        if (announced) {
            timelines.put(first);
        }
    }

    private static Dates promised(Dates dates) {
        return Records.with(
                dates,
                "promised",
                Map.of(
                        DateName.EXPORTS_OPEN, LocalDate.parse("2022-12-01"),
                        DateName.CLOSE, LocalDate.parse("2023-05-31")));
    }

    /** A timeline with the instants that its local dates stand for, and refunds that begin early enough. */
    public static Timeline computed(Timeline timeline) {
        Timeline read = TimelineDocument.read(TimelineDocument.write(timeline).toString());
        return new Timeline(
                read.version(),
                read.exempt(),
                read.groups().stream()
                        .map(group -> Records.with(group, "dates", refunded(group.dates())))
                        .toList());
    }

    /** Dates with refunds that begin early enough. */
    public static Dates refunded(Dates dates) {
        return dates.refundedFrom(LEAD.before(dates.refundBy()));
    }

    /** False until an operator has published the first version. */
    public boolean announced() {
        return timelines.inForce().announced();
    }

    /** The group in force; before the first version, as it will be. */
    public Group group() {
        return timelines
                .inForce()
                .groupOf(REGION)
                .or(() -> first.groupOf(REGION))
                .orElseThrow();
    }

    /** When transfers and archives open, and memberships end. */
    public Instant exportsOpen() {
        return dates().exportsOpen();
    }

    /** The first instant at which nothing may be exported any more. */
    public Instant close() {
        return dates().close();
    }

    /** The latest close by which a function may go: the one of before, as long as not all have heard of another. */
    public Instant closeAsHeard(Instant now) {
        return closeBefore(now).filter(before -> before.isAfter(close())).orElseGet(this::close);
    }

    /** The earliest close that a function may still go by. */
    public Instant earliestCloseAsHeard(Instant now) {
        return earliestCloseSince(now.minus(UNTIL_HEARD));
    }

    /** The close of before, as long as not all have heard of another. */
    public Optional<Instant> closeBefore(Instant now) {
        Publication current = timelines.current();
        return current.at()
                .filter(at -> now.isBefore(at.plus(UNTIL_HEARD)))
                .flatMap(at -> timelines.replaced(current.version() - 1))
                .map(Calendar::close);
    }

    /** The earliest close that was in force at some time since then. */
    public Instant earliestCloseSince(Instant since) {
        Instant earliest = close();
        Optional<Publication> replaced = replacedSince(since, timelines.current());
        while (replaced.isPresent()) {
            Instant close = close(replaced.get());
            earliest = close.isBefore(earliest) ? close : earliest;
            replaced = replacedSince(since, replaced.get());
        }
        return earliest;
    }

    private Optional<Publication> replacedSince(Instant since, Publication by) {
        return by.at().filter(at -> !at.isBefore(since)).flatMap(at -> timelines.replaced(by.version() - 1));
    }

    private static Instant close(Publication publication) {
        return publication.timeline().groupOf(REGION).orElseThrow().dates().close();
    }

    /** When the fees begin to go back that wait. */
    public Instant refundsBegin() {
        return dates().refundsBegin();
    }

    /** When the margin begins that is left for people. */
    public Instant refundsThroughBy() {
        return LEAD.throughBy(refundBy());
    }

    /** By when fees go back. */
    public Instant refundBy() {
        return dates().refundBy();
    }

    private Dates dates() {
        return group().dates();
    }
}
