package sundown.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.Mail.MailKind;
import sundown.milestone.Milestone;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;

/** Who is mailed what, once: pure. */
final class MailRules {
    /**
     * A worker that has begun to post a mail has ended by then. Whether the post office has taken the mail of one that
     * died, nobody knows: it is posted again, since a notice that came twice is better than none.
     */
    static final Duration LEASE = Duration.ofMinutes(5);

    /** The shortest rest, and what may come on top of it. */
    private static final Duration REST_MIN = Duration.ofSeconds(30);

    private MailRules() {}

    /** What is to be done with a mail now. */
    sealed interface Turn {
        /** Decide, and post it. */
        record Begin(Delivery row) implements Turn {}

        /** Another worker may be at it. */
        record Wait() implements Turn {}

        /** Its end is known. */
        record Done() implements Turn {}
    }

    /** Whether a mail goes to its user. */
    sealed interface Decision {
        /** It goes there. */
        record Send(Recipient recipient) implements Decision {}

        /** It does not. */
        record Skip(Reason reason) implements Decision {}
    }

    /** Why a mail is skipped; the names are stable. */
    enum Reason {
        /** The address book has no address. */
        NO_ADDRESS,
        /** The user takes no reminders. */
        UNSUBSCRIBED,
        /** The user has taken photos, and needs no reminder. */
        TAKEN
    }

    /**
     * For how long an event of a user, or a chunk of a group, rests when the post office takes no more: a minute, more
     * or less. Chunks that were refused at the same time come back one after the other, so that they use what the post
     * office takes, and seldom take the place of an event.
     *
     * @param user whose letter was refused
     */
    static Duration rest(UserId user) {
        return REST_MIN.plusSeconds(Math.floorMod(user.hashCode(), 2 * REST_MIN.toSeconds()));
    }

    /** The next step for a mail. */
    static Turn next(Mail mail, Optional<Delivery> found, Instant now) {
        Delivery row = found.orElseGet(() -> Delivery.of(mail, now));
        return switch (row.state()) {
            case DUE -> new Turn.Begin(row);
            case SENDING -> now.isBefore(row.at().plus(LEASE)) ? new Turn.Wait() : new Turn.Begin(row);
            case SKIPPED, REFUSED, SENT, DELIVERED, BOUNCED, COMPLAINED -> new Turn.Done();
        };
    }

    /** Decides about a mail. */
    static Decision decide(MailKind kind, Optional<Recipient> recipient, boolean taken) {
        if (kind.reminds() && taken) {
            return new Decision.Skip(Reason.TAKEN);
        }
        return recipient
                .<Decision>map(known -> kind.reminds() && !known.reminders()
                        ? new Decision.Skip(Reason.UNSUBSCRIBED)
                        : new Decision.Send(known))
                .orElseGet(() -> new Decision.Skip(Reason.NO_ADDRESS));
    }

    /** True when a user has any of their photos elsewhere: moved, or a volume of an archive downloaded. */
    static boolean taken(Optional<Transfer> transfer, Optional<Archive> archive) {
        return transfer.filter(MailRules::moved).isPresent()
                || archive.filter(one -> !one.downloads().volumes().isEmpty()
                                || one.downloads().finishedAt().isPresent())
                        .isPresent();
    }

    private static boolean moved(Transfer transfer) {
        return transfer.state() instanceof TransferState.Finished
                || transfer.counts().done().items()
                                + transfer.counts().duplicate().items()
                        > 0;
    }

    /** The mail that the users of a group get now, whatever event asked for it; nothing when it is no longer true. */
    static Optional<Mail> ofGroup(MailKind kind, Group group, UserId user, Instant now) {
        return Optional.of(group)
                .filter(open -> open.dates().phaseAt(now) == Phase.EXPORTS_OPEN)
                .flatMap(open -> kind.reminds()
                        ? reminder(open, now)
                        : Optional.of(MailId.of(kind.key(), open.dates().exportsOpen())))
                .map(id -> new Mail(
                        user,
                        kind,
                        id,
                        Map.of("date", Letters.date(group.dates().close())),
                        Optional.of(group)));
    }

    /** The reminder that has come last. */
    private static Optional<MailId> reminder(Group group, Instant now) {
        return Stream.of(Milestone.DAYS_LEFT_1, Milestone.DAYS_LEFT_2, Milestone.DAYS_LEFT_7, Milestone.DAYS_LEFT_30)
                .flatMap(milestone -> milestone.at(group.dates()).stream()
                        .filter(at -> !at.isAfter(now))
                        .map(at -> MailId.of(name(milestone), at)))
                .findFirst();
    }

    private static String name(Milestone milestone) {
        return MailKind.CLOSE_APPROACHING.key() + milestone.name().replaceFirst("DAYS_LEFT_", "-");
    }

    /** The row after a report; nothing when it is known, or a later one is. */
    static Optional<Delivery> heard(Delivery row, MailTask.Heard report) {
        boolean news = report.state().compareTo(row.state()) > 0;
        return Optional.of(row)
                .filter(_ -> news && row.state() != State.SKIPPED && row.state() != State.REFUSED)
                .map(before -> before.taken(report.state(), report.messageId(), report.sentAt(), report.at()));
    }
}
