package sundown.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.ReachStore.Reach;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.archive.Archive.Contents;
import sundown.milestone.Milestone.Milestones;
import sundown.notify.ChangeReader.Change;
import sundown.notify.Event.EventId;
import sundown.notify.Event.RefundSent.Stage;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundList;
import sundown.refund.RefundRules;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;

/** Derives the events of a change: pure. The same change always gives the same events with the same ids. */
public final class EventRules {
    private EventRules() {}

    /**
     * The events of a change, in the order of publication.
     *
     * @param milestones of groups
     * @param now affects events of groups only, which are published while they are true
     */
    public static List<Event> events(Change change, Milestones milestones, Instant now) {
        return switch (change) {
            case Change.OfTransfer transfer ->
                TransferEventRules.event(transfer).stream().toList();
            case Change.OfArchive archive -> event(archive).stream().toList();
            case Change.OfRefund refund -> event(refund).stream().toList();
            case Change.OfAccount account -> event(account).stream().toList();
            case Change.OfReach reach -> event(reach).stream().toList();
            case Change.OfGroup group -> GroupEventRules.events(group, milestones, now);
        };
    }

    private static Optional<Event> event(Change.OfArchive change) {
        Archive archive = change.after();
        Optional<ArchiveState> before =
                change.before().filter(row -> row.id().equals(archive.id())).map(Archive::state);
        return switch (archive.state()) {
            case ArchiveState.Unfinished _ -> Optional.empty();
            case ArchiveState.Ready ready ->
                before.filter(ArchiveState.Ready.class::isInstance).isPresent()
                        ? Optional.empty()
                        : archive.contents().map(contents -> ready(change, contents, ready.endsAt()));
            case ArchiveState.Ended ended ->
                before.filter(ArchiveState.Unfinished.class::isInstance).flatMap(_ -> failed(change, ended.why()));
        };
    }

    private static Event ready(Change.OfArchive change, Contents contents, Instant endsAt) {
        Archive archive = change.after();
        EventId id = EventId.of("archive-ready", archive.user(), archive.id().value());
        return new Event.ArchiveReady(id, change.at(), archive.user(), contents.volumes(), contents.bytes(), endsAt);
    }

    /** A user who deletes their archive needs no event, and no archive expires before it is ready. */
    private static Optional<Event> failed(Change.OfArchive change, Ending why) {
        Optional<Event.FailureCause> cause =
                switch (why) {
                    case GAVE_UP -> Optional.of(Event.FailureCause.GAVE_UP);
                    case CLOSED -> Optional.of(Event.FailureCause.CLOSED);
                    case EXPIRED, DELETED -> Optional.empty();
                };
        Archive archive = change.after();
        EventId id = EventId.of("archive-failed", archive.user(), archive.id().value());
        return cause.map(known -> new Event.ArchiveFailed(id, change.at(), archive.user(), known));
    }

    private static Optional<Event> event(Change.OfRefund change) {
        Optional<Stage> before = change.before().flatMap(EventRules::stage);
        return stage(change.after())
                .filter(stage -> !before.equals(Optional.of(stage)))
                .map(stage -> sent(change, stage));
    }

    private static Optional<Stage> stage(Refund refund) {
        return switch (refund.state()) {
            case RefundState.Pending pending -> Optional.of(pending.userActs() ? Stage.ACTION_NEEDED : Stage.PENDING);
            case RefundState.Succeeded _ -> Optional.of(Stage.SUCCEEDED);
            case RefundState.Manual manual
            when manual.reason() == ManualReason.REFUND_FAILED -> Optional.of(Stage.RETURNED);
            case RefundState.Intent _, RefundState.Sent _, RefundState.WithPeople _ -> Optional.empty();
        };
    }

    /** Why a refund needs people since this change; nothing if it does not, or did before. */
    static Optional<ManualReason> becameManual(Change.OfRefund change) {
        boolean before = change.before()
                .filter(refund -> refund.state() instanceof RefundState.Manual)
                .isPresent();
        return !before && change.after().state() instanceof RefundState.Manual manual
                ? Optional.of(manual.reason())
                : Optional.empty();
    }

    private static Event sent(Change.OfRefund change, Stage stage) {
        Refund refund = change.after();
        EventId id = EventId.of("refund-sent", refund.charge().value(), refund.version());
        return new Event.RefundSent(
                id,
                change.at(),
                refund.user(),
                RefundList.amount(refund),
                stage,
                RefundRules.isEarly(refund, change.at()));
    }

    /** A row says so in one version at most: more replaces less, and nothing is replaced by as much. */
    private static Optional<Event> event(Change.OfReach change) {
        return change.after() == Reach.NOT_REACHABLE
                ? Optional.of(new Event.UserNotReached(
                        EventId.of("user-not-reached", change.user()), change.at(), change.user()))
                : Optional.empty();
    }

    private static Optional<Event> event(Change.OfAccount change) {
        Optional<Instant> before = change.before().flatMap(Account::membership).flatMap(Membership::cancelledAt);
        return change.after()
                .membership()
                .filter(membership -> membership.cancelledAt().isPresent())
                .filter(membership -> !membership.cancelledAt().equals(before))
                .map(membership ->
                        cancelled(change, membership, membership.cancelledAt().get()));
    }

    private static Event cancelled(Change.OfAccount change, Membership membership, Instant cancelledAt) {
        EventId id = EventId.of("membership-cancelled", membership.charge().value(), cancelledAt);
        return new Event.MembershipCancelled(id, change.at(), change.after().user(), cancelledAt);
    }
}
