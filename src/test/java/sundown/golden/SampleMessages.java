package sundown.golden;

import static sundown.contract.SampleTransfers.NOW;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.ArchiveMessage;
import sundown.aws.sqs.SqsQueue;
import sundown.contract.SampleTransfers;
import sundown.edge.Correlation;
import sundown.job.ChunkMessage;
import sundown.job.Job.JobId;
import sundown.milestone.MilestoneMessage;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.Transfer;
import sundown.transfer.TransferMessage;

/** Messages of every queue, with every part and with as few as a message may have. */
record SampleMessages(SqsClient client, Map<String, String> environment) {
    private static final Correlation CALL = new Correlation("call-1");
    private static final Correlation NO_CALL = Correlation.from(Optional.empty());
    private static final UserId USER = new UserId("user-1");
    private static final GroupId GROUP = new GroupId("1");

    /**
     * A queue and its messages.
     *
     * @param variable names its address
     */
    record Queue<M>(
            String name,
            String variable,
            Map<String, M> messages,
            Consumer<M> send,
            Function<String, M> read,
            Function<M, String> write) {}

    List<Queue<?>> queues() {
        return List.of(
                transfer(),
                inventory(),
                archive(),
                refund(),
                membership(),
                advance(),
                count(),
                closing(),
                plan(),
                purge(),
                groupMail(),
                sweep());
    }

    private Queue<TransferMessage> transfer() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        return new Queue<>(
                "transfer",
                "TRANSFER_QUEUE_URL",
                Map.of("full", transfer.message(CALL), "bare", transfer.message(NO_CALL)),
                message -> new SqsQueue<TransferMessage>(client, url("TRANSFER_QUEUE_URL"))
                        .send((message.correlation().equals(CALL) ? transfer : transfer.saved())
                                .message(message.correlation())),
                TransferMessage::read,
                TransferMessage::write);
    }

    private Queue<InventoryMessage> inventory() {
        return new Queue<>(
                "inventory",
                "INVENTORY_QUEUE_URL",
                Map.of("full", new InventoryMessage(USER, CALL), "bare", new InventoryMessage(USER, NO_CALL)),
                message -> new SqsQueue<>(client, url("INVENTORY_QUEUE_URL")).send(message),
                InventoryMessage::read,
                InventoryMessage::write);
    }

    private Queue<ArchiveMessage> archive() {
        ArchiveId id = new ArchiveId("0123456789abcdef01234567");
        return new Queue<>(
                "archive",
                "ARCHIVE_QUEUE_URL",
                Map.of(
                        "full", new ArchiveMessage(USER, id, 12, CALL),
                        "bare", new ArchiveMessage(USER, id, ArchiveMessage.PLAN, NO_CALL)),
                message -> new SqsQueue<>(client, url("ARCHIVE_QUEUE_URL")).send(message),
                ArchiveMessage::read,
                ArchiveMessage::write);
    }

    private Queue<RefundMessage> refund() {
        return new Queue<>(
                "refund",
                "REFUND_QUEUE_URL",
                Map.of(
                        "full", new RefundMessage(USER, Trigger.TRANSFER_FINISHED, CALL),
                        "downloaded", new RefundMessage(USER, Trigger.DOWNLOAD_FINISHED, CALL),
                        "bare", new RefundMessage(USER, Trigger.REFUND_DATE, NO_CALL)),
                message -> new SqsQueue<>(client, url("REFUND_QUEUE_URL")).send(message),
                RefundMessage::read,
                RefundMessage::write);
    }

    private Queue<ChunkMessage> membership() {
        return chunk("membership", "memberships", "MEMBERSHIP_QUEUE_URL");
    }

    private Queue<ChunkMessage> chunk(String name, String work, String variable) {
        JobId job = new JobId(work, GROUP);
        return new Queue<>(
                name,
                variable,
                Map.of(
                        "full", new ChunkMessage(job, NOW, 15, CALL),
                        "bare", new ChunkMessage(job, NOW, 0, NO_CALL)),
                message -> new SqsQueue<>(client, url(variable)).send(message),
                ChunkMessage::read,
                ChunkMessage::write);
    }

    private Queue<MilestoneMessage> advance() {
        return new Queue<>(
                "advance",
                "ADVANCE_QUEUE_URL",
                Map.of("full", new MilestoneMessage(GROUP, CALL), "bare", new MilestoneMessage(GROUP, NO_CALL)),
                message -> new SqsQueue<>(client, url("ADVANCE_QUEUE_URL")).send(message),
                MilestoneMessage::read,
                MilestoneMessage::write);
    }

    private Queue<ChunkMessage> count() {
        return chunk("count", "counting", "PROGRESS_QUEUE_URL");
    }

    private Queue<ChunkMessage> closing() {
        return chunk("closing", "closing", "CLOSING_QUEUE_URL");
    }

    private Queue<ChunkMessage> plan() {
        return chunk("plan", "plan", "PURGE_PLAN_QUEUE_URL");
    }

    private Queue<ChunkMessage> purge() {
        return chunk("purge", "deletion", "PURGE_QUEUE_URL");
    }

    private Queue<ChunkMessage> groupMail() {
        return chunk("group-mail", "notices", "GROUP_MAIL_QUEUE_URL");
    }

    private Queue<SweepMessage> sweep() {
        return new Queue<>(
                "sweep",
                "SWEEP_QUEUE_URL",
                Map.of(
                        "full", new SweepMessage(TaskName.ARCHIVES, 15, NOW, CALL),
                        "bare", new SweepMessage(TaskName.MILESTONES, 0, NOW, NO_CALL)),
                message -> new SqsQueue<>(client, url("SWEEP_QUEUE_URL")).send(message),
                SweepMessage::read,
                SweepMessage::write);
    }

    private String url(String variable) {
        return environment.get(variable);
    }
}
