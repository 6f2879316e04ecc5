package sundown.mail;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import sundown.milestone.Milestone.Milestones;
import sundown.receipt.Safety;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.transfer.InventoryStore;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * Mails the users of a group: a notice when the end is announced and one when exports have opened, and reminders to
 * users whose photos are not all safe. It looks the users of a page up at once, and sums up the mails that were taken.
 * While the post office takes no more, the chunk rests.
 */
@Singleton
record GroupMail(
        AddressBook addresses,
        TransferStore transfers,
        ArchiveStore archives,
        InventoryStore inventories,
        Milestones milestones,
        MailSender sender,
        @Named(QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock) {
    static final String QUEUE = "mails";

    private static final Map<MailKind, String> JOBS = Map.of(
            MailKind.END_ANNOUNCED, "announcements",
            MailKind.EXPORTS_OPENED, "notices",
            MailKind.CLOSE_APPROACHING, "reminders");
    private static final Logger LOG = Logger.getLogger(GroupMail.class);

    /** The job of a mail in a group. */
    static JobId job(MailKind kind, GroupId group) {
        return new JobId(JOBS.get(kind), group);
    }

    /** The jobs of a group. */
    static Stream<JobId> jobs(GroupId group) {
        return JOBS.keySet().stream().sorted().map(kind -> job(kind, group));
    }

    /** The work of a job. */
    GroupWork<Long> work(JobId job) {
        return new Work(JOBS.keySet().stream()
                .filter(kind -> JOBS.get(kind).equals(job.work()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job of mail")));
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
                return (user, group, sent) -> MailRules.notice(kind, group, user, clock.instant())
                        .map(mail -> send(mail, sent, recipients.find(user), Optional.empty()))
                        .orElse(sent);
            }
            Found<Transfer> transfersOfAll = transfers.findAll(page);
            Found<Archive> archivesOfAll = archives.findAll(page);
            Found<Inventory> inventoriesOfAll = inventories.findAll(page);
            return (user, group, sent) -> remind(
                    user,
                    group,
                    sent,
                    recipients.find(user),
                    transfersOfAll.find(user),
                    archivesOfAll.find(user),
                    inventoriesOfAll.find(user));
        }

        @Override
        public Long visit(UserId user, Group group, Long sent) {
            return readPage(List.of(user)).visit(user, group, sent);
        }

        private Long remind(
                UserId user,
                Group group,
                Long sent,
                Optional<Recipient> recipient,
                Optional<Transfer> transfer,
                Optional<Archive> archive,
                Optional<Inventory> inventory) {
            Instant now = clock.instant();
            Safety safety = Safety.of(
                    transfer,
                    archive,
                    inventory
                            .flatMap(Inventory::counted)
                            .map(counted -> counted.holdings().all())
                            .filter(all -> all.items() > 0));
            boolean atWork = MailRules.atWork(transfer, archive, now);
            return MailRules.reminder(group, milestones, now)
                    .map(reminder -> send(
                            MailRules.remind(group, user, reminder, safety),
                            sent,
                            recipient,
                            MailRules.needless(safety, atWork, reminder)))
                    .orElse(sent);
        }

        private Long send(Mail mail, Long sent, Optional<Recipient> recipient, Optional<MailRules.Reason> needless) {
            return switch (sender.send(mail, recipient, needless)) {
                case SENT -> sent + 1;
                case NOT_SENT -> sent;
                case BUSY -> throw Unfinished.after(MailRules.rest(mail.user()));
            };
        }

        @Override
        public void setAside(UserId user, LoggableFailure failed) {
            LOG.errorf(failed, "user %s could not be mailed", user);
            Fault.MANUAL_MAILS.report();
        }
    }
}
