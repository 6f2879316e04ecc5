package sundown.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.notify.Event.EventId;
import sundown.notify.Event.RefundSent.Stage;
import sundown.timeline.Dates;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Events of every kind, with every part filled in and without. */
public final class SampleEvents {
    /** When the changes of the samples were made. */
    public static final Instant AT = Instant.parse("2023-01-01T00:00:05Z");

    /** A group that names its regions. */
    public static final Group GROUP = new Group(
            new GroupId("1"),
            Set.of(new Region("IN"), new Region("ID")),
            new Dates(
                    Instant.parse("2022-10-25T00:00:00Z"),
                    Instant.parse("2022-12-01T00:00:00Z"),
                    Instant.parse("2023-06-01T00:00:00Z"),
                    Instant.parse("2023-08-01T00:00:00Z")));

    /** A group that promises local dates. */
    private static final Group EVERY_OTHER = new Group(
            new GroupId("3"),
            Set.of(),
            new Dates(
                    GROUP.dates().notice(),
                    GROUP.dates().exportsOpen(),
                    GROUP.dates().close(),
                    GROUP.dates().refundBy(),
                    GROUP.dates().refundsBegin(),
                    Map.of(
                            DateName.NOTICE, LocalDate.parse("2022-10-25"),
                            DateName.EXPORTS_OPEN, LocalDate.parse("2022-11-30"),
                            DateName.CLOSE, LocalDate.parse("2023-05-31"),
                            DateName.REFUND_BY, LocalDate.parse("2023-07-31"))));

    private static final UserId USER = new UserId("user-1");
    private static final Counts COUNTS = new Counts(
            new Tally(100, 1000),
            new Tally(50, 500),
            new Tally(10, 100),
            new Tally(5, 50),
            Tally.NONE,
            new Tally(1, 10),
            Tally.NONE);

    private SampleEvents() {}

    /** One of every kind at least. */
    public static List<Event> all() {
        return List.of(
                new Event.GroupPhaseChanged(id(1), AT, GROUP, Phase.ANNOUNCED),
                new Event.GroupPhaseChanged(id(2), AT, EVERY_OTHER, Phase.CLOSED),
                new Event.EndAnnounced(id(36), AT, GROUP),
                new Event.ExportsOpened(id(3), AT, GROUP),
                new Event.CloseApproaching(id(4), AT, GROUP, 30),
                new Event.TransferFinished(id(5), AT, USER, COUNTS),
                new Event.TransferPaused(id(6), AT, USER, WaitReason.ROOM, Optional.of(AT.plusSeconds(3600))),
                new Event.TransferPaused(id(7), AT, USER, WaitReason.CONSENT, Optional.empty()),
                new Event.TransferPaused(id(35), AT, USER, WaitReason.SHARE, Optional.of(AT.plusSeconds(30_000))),
                new Event.TransferFailed(id(8), AT, USER, Event.FailureCause.GAVE_UP, COUNTS),
                new Event.ArchiveReady(id(9), AT, USER, 3, 9_000_000_000L, AT.plusSeconds(86_400)),
                new Event.ArchiveFailed(id(10), AT, USER, Event.FailureCause.CLOSED),
                new Event.RefundSent(id(11), AT, USER, Money.of(1_200, "JPY"), Stage.PENDING, false),
                new Event.RefundSent(id(37), AT, USER, Money.of(1_200, "JPY"), Stage.ACTION_NEEDED, false),
                new Event.RefundSent(id(12), AT, USER, Money.of(3_500, "KWD"), Stage.SUCCEEDED, true),
                new Event.RefundSent(id(38), AT, USER, Money.of(3_500, "KWD"), Stage.RETURNED, false),
                new Event.MembershipCancelled(id(13), AT, USER, AT.plusNanos(123_456_789)),
                new Event.UserNotReached(id(14), AT, USER));
    }

    /** So many events of users. */
    public static List<Event> many(int count) {
        return IntStream.rangeClosed(1, count)
                .<Event>mapToObj(
                        number -> new Event.MembershipCancelled(id(number), AT, new UserId("user-" + number), AT))
                .toList();
    }

    private static EventId id(int number) {
        return EventId.of("sample", number);
    }
}
