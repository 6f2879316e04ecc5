package sundown.mail;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.CountedWork;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.Job.JobId;
import sundown.mail.AddressBook.Recipient;
import sundown.mail.Mail.MailKind;
import sundown.metrics.Fault;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * Mails the users of a group: one notice when exports have opened, and reminders to users who have taken nothing. It
 * looks the users of a page up at once, and sums up the mails that were taken. While the post office takes no more, the
 * chunk rests.
 */
@Singleton
record GroupMail(
        AddressBook addresses,
        TransferStore transfers,
        ArchiveStore archives,
        MailSender sender,
        @Named(QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock) {
    static final String QUEUE = "mails";

    private static final String NOTICES = "notices";
    private static final String REMINDERS = "reminders";
    private static final Logger LOG = Logger.getLogger(GroupMail.class);

    /** The job of a mail in a group. */
    static JobId job(MailKind kind, GroupId group) {
        return new JobId(kind.reminds() ? REMINDERS : NOTICES, group);
    }

    /** The work of a job. */
    GroupWork<Long> work(JobId job) {
        return new Work(job.work().equals(REMINDERS) ? MailKind.CLOSE_APPROACHING : MailKind.EXPORTS_OPENED);
    }

    /** The work for each user of a group. */
    private final class Work implements GroupWork<Long>, CountedWork<UserId> {
        private final MailKind kind;

        private Work(MailKind kind) {
            this.kind = kind;
        }

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        @Override
        public Visit<UserId, Long> readPage(List<UserId> page) {
            Found<Recipient> recipients = addresses.find(page);
            if (!kind.reminds()) {
                return (user, group, sent) -> send(user, group, sent, recipients.find(user), false);
            }
            Found<Transfer> transfersOfAll = transfers.findAll(page);
            Found<Archive> archivesOfAll = archives.findAll(page);
            return (user, group, sent) -> send(
                    user,
                    group,
                    sent,
                    recipients.find(user),
                    MailRules.taken(transfersOfAll.find(user), archivesOfAll.find(user)));
        }

        @Override
        public Long visit(UserId user, Group group, Long sent) {
            return readPage(List.of(user)).visit(user, group, sent);
        }

        private Long send(UserId user, Group group, Long sent, Optional<Recipient> recipient, boolean taken) {
            return MailRules.ofGroup(kind, group, user, clock.instant())
                    .map(mail -> switch (sender.send(mail, recipient, taken)) {
                        case SENT -> sent + 1;
                        case NOT_SENT -> sent;
                        case BUSY -> throw Unfinished.after(MailRules.rest(user));
                    })
                    .orElse(sent);
        }

        @Override
        public void setAside(UserId user, LoggableFailure failed) {
            LOG.errorf(failed, "user %s could not be mailed", user);
            Fault.MANUAL_MAILS.report();
        }
    }
}
