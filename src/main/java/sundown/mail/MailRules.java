package sundown.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.ReachStore.Reach;
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
import sundown.transfer.Transfer.TransferState;

/** Decides about each mail, so that it is sent once: pure. */
final class MailRules {
    /**
     * A worker that has begun to post a mail has ended by then. If it died, the post office may have taken the mail or
     * not. The mail is posted again, since a notice that comes twice is better than none.
     */
    static final Duration LEASE = Duration.ofMinutes(5);

    /** The shortest rest; up to twice as much comes on top of it. */
    private static final Duration REST_MIN = Duration.ofSeconds(30);

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
        /** The user has taken photos, and needs no reminder. */
        TAKEN
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
     * @param taken whether the user has taken any photo
     */
    static Step next(Mail mail, Optional<Delivery> found, Optional<Recipient> recipient, boolean taken, Instant now) {
        Delivery row = found.orElseGet(() -> Delivery.of(mail.user(), mail.id(), mail.values(), now));
        return switch (row.state()) {
            case DUE -> begin(mail.kind(), row, recipient, taken, now);
            case SENDING ->
                now.isBefore(row.at().plus(LEASE)) ? new Step.Wait() : begin(mail.kind(), row, recipient, taken, now);
            case SKIPPED, REFUSED, SENT, DELIVERED, BOUNCED, COMPLAINED -> new Step.Done(row);
        };
    }

    private static Step begin(MailKind kind, Delivery row, Optional<Recipient> recipient, boolean taken, Instant now) {
        return skipped(kind, recipient, taken)
                .<Step>map(why -> new Step.Skip(row.because(State.SKIPPED, why.name(), now)))
                .orElseGet(() -> new Step.Post(row.withState(State.SENDING, now), recipient.orElseThrow()));
    }

    private static Optional<Reason> skipped(MailKind kind, Optional<Recipient> recipient, boolean taken) {
        if (kind.reminds() && taken) {
            return Optional.of(Reason.TAKEN);
        }
        if (recipient.isEmpty()) {
            return Optional.of(Reason.NO_ADDRESS);
        }
        return kind.reminds() && !recipient.get().reminders() ? Optional.of(Reason.UNSUBSCRIBED) : Optional.empty();
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
                .map(id -> new Mail(user, kind, id, Map.of("date", Letters.close(group.dates())), Optional.of(group)));
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
