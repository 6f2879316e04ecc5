package sundown.mail;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.failure.RetryableFailure;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.Delivery.State;
import sundown.mail.MailRules.Reason;
import sundown.mail.PostOffice.Letter;
import sundown.mail.PostOffice.Posted;

/** Sends a mail once: notes it in the ledger, posts it, and notes the answer of the post office. */
@Singleton
record MailSender(DeliveryLedger ledger, PostOffice post, Letters letters, Clock clock) {
    private static final Logger LOG = Logger.getLogger(MailSender.class);

    /** The result of sending a mail. */
    enum Sending {
        /** The post office has taken it now. */
        SENT,
        /** The end of the mail was known, or it does not go to this user, or the post office refuses it. */
        NOT_SENT,
        /** The post office takes no more at the moment. */
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
            case MailRules.Step.Done _ -> Sending.NOT_SENT;
            case MailRules.Step.Wait _ -> throw new RetryableFailure("another worker sends a mail");
            case MailRules.Step.Skip skip -> {
                save(skip.row());
                yield Sending.NOT_SENT;
            }
            case MailRules.Step.Post next -> post(mail, next.recipient(), save(next.row()));
        };
    }

    private Sending post(Mail mail, Recipient recipient, Delivery sending) {
        Letter letter = letters.write(mail, recipient, clock.instant());
        return switch (post.post(recipient.address(), letter, mail.user(), mail.id())) {
            case Posted.Taken taken -> {
                noteEnd(sending.taken(State.SENT, taken.messageId(), clock.instant(), clock.instant()));
                yield Sending.SENT;
            }
            case Posted.Refused refused -> {
                LOG.warnf("mail %s to user %s is refused: %s", mail.id(), mail.user(), refused.code());
                noteEnd(sending.because(State.REFUSED, refused.code(), clock.instant()));
                yield Sending.NOT_SENT;
            }
            case Posted.Busy _ -> {
                noteEnd(sending.withState(State.DUE, clock.instant()));
                yield Sending.BUSY;
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
