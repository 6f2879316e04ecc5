package sundown.mail;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.UntilSaved;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.mail.DeliveryLedger.MailId;
import sundown.mail.Mail.MailKind;
import sundown.timeline.TimelineStore;

/**
 * Sends the mail for an event of a user, begins to mail a group, goes on with a chunk of a group, or notes what the
 * post office reports of a mail; runs once per message of the queues of mail.
 */
@Singleton
public record SendMailFunction(
        QueueEdge edge,
        AddressBook addresses,
        MailSender sender,
        DeliveryLedger ledger,
        GroupMails groups,
        ChunkWorker worker,
        TimelineStore timelines,
        GroupMail mails,
        MessageQueue<MailTask.Repeatable> events) {
    private static final Logger LOG = Logger.getLogger(SendMailFunction.class);

    /** Takes {@link MailTask}s. */
    @Funq("send-mail")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, MailTask::read, this::work);
    }

    private void work(MailTask task) {
        switch (task) {
            case MailTask.OfUser event -> event.kind().ifPresent(kind -> send(event, kind));
            case MailTask.OfGroup event -> event.kind().ifPresent(kind -> groups.begin(event, kind));
            case MailTask.OfChunk chunk -> goOn(chunk.message());
            case MailTask.Heard report -> note(report);
        }
    }

    /** An event that finds the post office busy has not failed: it comes again as often as that takes. */
    private void send(MailTask.OfUser event, MailKind kind) {
        Mail mail = new Mail(event.user(), kind, MailId.of(kind, event.id()), event.values(), Optional.empty());
        Optional<Recipient> recipient = addresses.find(List.of(mail.user())).find(mail.user());
        if (sender.send(mail, recipient, Optional.empty()) == MailSender.Sending.BUSY) {
            rest(event, mail.id());
        }
    }

    private void rest(MailTask.Repeatable message, MailId mail) {
        LOG.infof("mail %s to user %s rests: no more is taken at the moment", mail, message.user());
        events.send(message, MailRules.rest(message.user()));
    }

    private void goOn(ChunkMessage message) {
        timelines
                .inForce()
                .group(message.job().group())
                .ifPresentOrElse(
                        group -> worker.work(message, mails.work(message.job()), group),
                        () -> LOG.infof("there is no group %s", message.job().group()));
    }

    /** A known report is settled, too: its worker may have died before it was. */
    private void note(MailTask.Heard report) {
        Optional<Delivery> unused = UntilSaved.save(
                () -> MailRules.heard(ledger.find(report.user(), report.mail()), report),
                row -> Optional.of(row).filter(ledger::save));
        LOG.infof("mail %s to user %s: %s", report.mail(), report.user(), report.state());
        Delivery row = ledger.find(report.user(), report.mail()).orElseThrow();
        if (sender.settle(row.withState(report.state(), report.at())) == MailSender.Sending.BUSY) {
            rest(report, report.mail());
        }
    }
}
