package sundown.mail;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.ReachStore;
import sundown.account.ReachStore.Reach;
import sundown.failure.RetryableFailure;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.Mail.MailKind;
import sundown.mail.MailRules.Reason;
import sundown.mail.PostOffice.Letter;
import sundown.mail.PostOffice.Posted;

/**
 * Sends a mail once: notes it in the ledger, posts it, and notes the answer of the post office. A letter that matters
 * and does not reach its user goes by the second channel, too.
 */
@Singleton
record MailSender(
        DeliveryLedger ledger,
        ReachStore reaches,
        PostOffice post,
        SecondChannel secondChannel,
        Letters letters,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(MailSender.class);

    /** The result of sending a mail. */
    enum Sending {
        /** The post office has taken it now. */
        SENT,
        /** The end of the mail was known, or it does not go to this user, or the post office refuses it. */
        NOT_SENT,
        /** The post office or the second channel takes no more at the moment. */
        BUSY
    }

    /**
     * Sends a mail, unless its end is known.
     *
     * @param needless why the user does not need it
     * @throws RetryableFailure if another worker sends the mail, or the post office may or may not have taken it
     */
    Sending send(Mail mail, Optional<Recipient> recipient, Optional<Reason> needless) {
        return switch (MailRules.next(
                mail, ledger.find(mail.user(), mail.id()), recipient, needless, clock.instant())) {
            case MailRules.Step.Done done -> settle(done.row());
            case MailRules.Step.Wait _ -> throw new RetryableFailure("another worker sends a mail");
            case MailRules.Step.Skip skip -> {
                save(skip.row());
                yield settle(skip.row());
            }
            case MailRules.Step.Post next -> post(mail, next.recipient(), save(next.row()));
        };
    }

    private Sending post(Mail mail, Recipient recipient, Delivery sending) {
        Letter letter = letters.write(mail, recipient, clock.instant());
        return switch (post.post(recipient.address(), letter, mail.user(), mail.id())) {
            case Posted.Taken taken -> {
                noteEnd(sending.taken(State.SENT, taken.messageId(), clock.instant(), clock.instant()));
                reaches.note(mail.user(), Reach.SENT, clock.instant());
                yield Sending.SENT;
            }
            case Posted.Refused refused -> {
                LOG.warnf("mail %s to user %s is refused: %s", mail.id(), mail.user(), refused.code());
                Delivery end = sending.because(State.REFUSED, refused.code(), clock.instant());
                noteEnd(end);
                yield settle(end);
            }
            case Posted.Busy _ -> {
                noteEnd(sending.withState(State.DUE, clock.instant()));
                yield Sending.BUSY;
            }
        };
    }

    /**
     * Notes how far a mail with a known end has reached its user, and sends by the second channel a letter that matters
     * and has not. A repeat sends nothing that was taken.
     */
    Sending settle(Delivery row) {
        Optional<Reach> reach = MailRules.reach(row);
        reach.ifPresent(known -> reaches.note(row.user(), known, clock.instant()));
        return reach.filter(Reach.NOT_REACHABLE::equals)
                .flatMap(_ -> row.mail().kind())
                .filter(MailKind::matters)
                .map(kind -> sendOtherwise(row, kind))
                .orElse(Sending.NOT_SENT);
    }

    private Sending sendOtherwise(Delivery mail, MailKind kind) {
        MailId id = mail.mail().onSecondChannel();
        Instant now = clock.instant();
        Delivery row = ledger.find(mail.user(), id).orElseGet(() -> Delivery.of(mail.user(), id, mail.values(), now));
        if (row.state() != State.DUE) {
            settle(row);
            return Sending.NOT_SENT;
        }
        return switch (secondChannel.send(mail.user(), id, kind.key(), mail.values())) {
            case SecondChannel.Answer.Off _ -> Sending.NOT_SENT;
            case SecondChannel.Answer.Busy _ -> {
                noteEnd(row);
                yield Sending.BUSY;
            }
            case SecondChannel.Answer.Taken taken -> {
                Delivery end = row.withState(taken.delivered() ? State.DELIVERED : State.SENT, now);
                // The reach comes first: once the mail's phase is over, no repeat looks at a row that has ended.
                settle(end);
                noteEnd(end);
                yield Sending.SENT;
            }
            case SecondChannel.Answer.Refused refused -> {
                noteEnd(row.because(State.REFUSED, refused.code(), now));
                yield Sending.NOT_SENT;
            }
        };
    }

    private Delivery save(Delivery row) {
        if (!ledger.save(row)) {
            throw new RetryableFailure("another worker sends a mail");
        }
        return row.saved();
    }

    /** A report of the mail may come first, and says more. */
    private void noteEnd(Delivery row) {
        if (!ledger.save(row)) {
            LOG.infof("mail %s to user %s was reported before it was noted", row.mail(), row.user());
        }
    }
}
