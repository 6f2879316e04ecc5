package sundown.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.Mail.MailKind;
import sundown.milestone.Milestone.DaysLeft;
import sundown.milestone.Milestone.Milestones;
import sundown.receipt.Safety;
import sundown.timeline.Dates;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** Decides about each mail, so that it is sent once: pure. */
final class MailRules {
    /**
     * A worker that has begun to post a mail has ended by then. If it died, the post office may have taken the mail or
     * not. The mail is posted again, since a notice that comes twice is better than none.
     */
    static final Duration LEASE = Duration.ofMinutes(5);

    /** The shortest rest; up to twice as much comes on top of it. */
    private static final Duration REST_MIN = Duration.ofSeconds(30);

    /** The days in which somebody whose archive has become ready may still be fetching it. */
    private static final Duration FETCHING = Duration.ofDays(7);

    private MailRules() {}

    /** The next step for a mail. */
    sealed interface Step {
        /** Save the row, and post the mail. */
        record Post(Delivery row, Recipient recipient) implements Step {}

        /** Save the row: the mail does not go to its user. */
        record Skip(Delivery row) implements Step {}

        /** Another worker may be posting the mail. */
        record Wait() implements Step {}

        /** The end of the mail is known. */
        record Done(Delivery row) implements Step {}
    }

    /** Why a mail is skipped; the names are stable. */
    enum Reason {
        /** The address book has no address. */
        NO_ADDRESS,
        /** The user takes no reminders. */
        UNSUBSCRIBED,
        /** Each of the user's photos is safe. */
        SAFE,
        /** The user is at work, and gets every second reminder. */
        AT_WORK
    }

    /**
     * The rest of a user's event, or of a group's chunk, while the post office takes no more: a minute, more or less.
     * Chunks that were refused together come back one after the other, so that they seldom take the place of an event.
     *
     * @param user the user with the refused letter
     */
    static Duration rest(UserId user) {
        return REST_MIN.plusSeconds(Math.floorMod(user.hashCode(), 2 * REST_MIN.toSeconds()));
    }

    /**
     * Decides the next step for a mail.
     *
     * @param needless why the user does not need it
     */
    static Step next(
            Mail mail,
            Optional<Delivery> found,
            Optional<Recipient> recipient,
            Optional<Reason> needless,
            Instant now) {
        Delivery row = found.orElseGet(() -> Delivery.of(mail.user(), mail.id(), mail.values(), now));
        return switch (row.state()) {
            case DUE -> begin(mail.kind(), row, recipient, needless, now);
            case SENDING ->
                now.isBefore(row.at().plus(LEASE))
                        ? new Step.Wait()
                        : begin(mail.kind(), row, recipient, needless, now);
            case SKIPPED, REFUSED, SENT, DELIVERED, BOUNCED, COMPLAINED -> new Step.Done(row);
        };
    }

    private static Step begin(
            MailKind kind, Delivery row, Optional<Recipient> recipient, Optional<Reason> needless, Instant now) {
        return needless.or(() -> skipped(kind, recipient))
                .<Step>map(why -> new Step.Skip(row.because(State.SKIPPED, why.name(), now)))
                .orElseGet(() -> new Step.Post(row.withState(State.SENDING, now), recipient.orElseThrow()));
    }

    private static Optional<Reason> skipped(MailKind kind, Optional<Recipient> recipient) {
        if (recipient.isEmpty()) {
            return Optional.of(Reason.NO_ADDRESS);
        }
        return kind.reminds() && !recipient.get().reminders() ? Optional.of(Reason.UNSUBSCRIBED) : Optional.empty();
    }

    /** Why a user does not need a reminder; the last one comes to everybody who is not safe. */
    static Optional<Reason> needless(Safety safety, boolean atWork, Reminder reminder) {
        if (safety.standing().safe()) {
            return Optional.of(Reason.SAFE);
        }
        return atWork && reminder.later() % 2 == 1 ? Optional.of(Reason.AT_WORK) : Optional.empty();
    }

    /** True while something goes on that a user began, or they were told in the last days that it waits for them. */
    static boolean atWork(Optional<Transfer> transfer, Optional<Archive> archive, Instant now) {
        return transfer.filter(one -> switch (one.state()) {
                            case TransferState.Waiting(WaitReason reason, Instant _) ->
                                reason != WaitReason.ROOM && reason != WaitReason.CONSENT;
                            case TransferState.Active _ -> true;
                            case TransferState.Ended _ -> false;
                        })
                        .isPresent()
                || archive.filter(one -> switch (one.state()) {
                            case ArchiveState.Unfinished _ -> true;
                            case ArchiveState.Ready(Instant at, Instant _) -> now.isBefore(at.plus(FETCHING));
                            case ArchiveState.Ended _ -> false;
                        })
                        .isPresent();
    }

    /**
     * A reminder of a close.
     *
     * @param later the number of reminders that come after it
     */
    record Reminder(DaysLeft daysLeft, Instant at, int later) {
        private MailId mail() {
            return MailId.of(MailKind.CLOSE_APPROACHING.key() + "-" + daysLeft.days(), at);
        }
    }

    /** The reminder of a group that has come last. */
    static Optional<Reminder> reminder(Group group, Milestones milestones, Instant now) {
        List<DaysLeft> last = milestones.reminders().reversed();
        return IntStream.range(0, last.size())
                .boxed()
                .flatMap(later -> last.get(later).at(group.dates()).stream()
                        .filter(at -> !at.isAfter(now))
                        .map(at -> new Reminder(last.get(later), at, later)))
                .findFirst();
    }

    /** A reminder, with what the user has to know. */
    static Mail remind(Group group, UserId user, Reminder reminder, Safety safety) {
        Map<String, String> values = new HashMap<>();
        safety.all().ifPresent(all -> values.put("all", Long.toString(all.items())));
        values.put("safe", Long.toString(safety.safe().items()));
        values.put("missing", Long.toString(safety.missing()));
        values.put("why", "@why." + safety.why().code());
        values.put("figures", safety.all().isPresent() ? "@figures.known" : "@figures.unknown");
        values.put("lost", Long.toString(safety.lost()));
        values.put("left", safety.lost() == 0 ? "" : "@lost");
        return ofGroup(MailKind.CLOSE_APPROACHING, group, user, reminder.mail(), values);
    }

    /** The notice that the users of a group get now, whatever event asked for it; nothing when it is no longer true. */
    static Optional<Mail> notice(MailKind kind, Group group, UserId user, Instant now) {
        Phase phase = kind == MailKind.END_ANNOUNCED ? Phase.ANNOUNCED : Phase.EXPORTS_OPEN;
        Dates dates = group.dates();
        return Optional.of(MailId.of(kind.key(), phase == Phase.ANNOUNCED ? dates.notice() : dates.exportsOpen()))
                .filter(_ -> dates.phaseAt(now) == phase)
                .map(id -> ofGroup(kind, group, user, id, Map.of()));
    }

    private static Mail ofGroup(MailKind kind, Group group, UserId user, MailId id, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("opens", Letters.opening(group.dates()));
        values.put("date", Letters.close(group.dates()));
        return new Mail(user, kind, id, values, Optional.of(group));
    }

    /**
     * The row after a report; nothing when it is known, or a later one is. A report makes the row of a mail that has
     * none, and it wins over a mail that was skipped or refused when it was posted a second time.
     */
    static Optional<Delivery> heard(Optional<Delivery> found, MailTask.Heard report) {
        return Optional.of(found.orElseGet(() -> Delivery.of(report.user(), report.mail(), Map.of(), report.at())))
                .filter(row -> report.state().compareTo(row.state()) > 0)
                .map(row -> row.taken(report.state(), report.messageId(), report.sentAt(), report.at()));
    }

    /** How far a mail in this state has reached its user; nothing when that says nothing about the user. */
    static Optional<Reach> reach(Delivery row) {
        return switch (row.state()) {
            case DUE, SENDING -> Optional.empty();
            case SKIPPED -> row.why().filter(Reason.NO_ADDRESS.name()::equals).map(_ -> Reach.NOT_REACHABLE);
            case SENT -> Optional.of(Reach.SENT);
            case DELIVERED -> Optional.of(Reach.REACHED);
            case REFUSED, BOUNCED, COMPLAINED -> Optional.of(Reach.NOT_REACHABLE);
        };
    }
}
