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
import sundown.archive.Archive.ArchiveMessage;
import sundown.aws.sqs.SqsQueue;
import sundown.contract.SampleTransfers;
import sundown.edge.Correlation;
import sundown.edge.QueueMessage;
import sundown.job.ChunkMessage;
import sundown.job.Job.JobId;
import sundown.milestone.MilestoneMessage;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.runtime.Records;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask.TaskName;
import sundown.timeline.GroupId;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferMessage;

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
    record Queue<M extends QueueMessage>(
            String name, String variable, Function<String, M> read, Map<String, M> messages, Consumer<M> send) {}

    List<Queue<?>> queues() {
        ArchiveId archive = new ArchiveId("0123456789abcdef01234567");
        return List.of(
                transfer(),
                queue(
                        "inventory",
                        "INVENTORY",
                        InventoryMessage::read,
                        Map.of("full", new InventoryMessage(USER, CALL), "bare", new InventoryMessage(USER, NO_CALL))),
                queue(
                        "archive",
                        "ARCHIVE",
                        ArchiveMessage::read,
                        Map.of(
                                "full", new ArchiveMessage(USER, archive, 12, CALL),
                                "bare", new ArchiveMessage(USER, archive, ArchiveMessage.PLAN, NO_CALL))),
                queue(
                        "refund",
                        "REFUND",
                        RefundMessage::read,
                        Map.of(
                                "full", new RefundMessage(USER, Trigger.TRANSFER_FINISHED, CALL),
                                "downloaded", new RefundMessage(USER, Trigger.DOWNLOAD_FINISHED, CALL),
                                "bare", new RefundMessage(USER, Trigger.REFUNDS_BEGIN, NO_CALL))),
                chunk("membership", "memberships", "MEMBERSHIP"),
                queue(
                        "advance",
                        "ADVANCE",
                        MilestoneMessage::read,
                        Map.of(
                                "full", new MilestoneMessage(GROUP, CALL),
                                "bare", new MilestoneMessage(GROUP, NO_CALL))),
                chunk("count", "counting", "PROGRESS"),
                chunk("closing", "closing", "CLOSING"),
                chunk("plan", "plan", "PURGE_PLAN"),
                chunk("purge", "deletion", "PURGE"),
                chunk("group-mail", "notices", "GROUP_MAIL"),
                queue(
                        "sweep",
                        "SWEEP",
                        SweepMessage::read,
                        Map.of(
                                "full", new SweepMessage(TaskName.ARCHIVES, 15, NOW, CALL),
                                "bare", new SweepMessage(TaskName.MILESTONES, 0, NOW, NO_CALL))));
    }

    /** A queue in order takes the same message only once; it is another one after the transfer was saved. */
    private Queue<TransferMessage> transfer() {
        Transfer transfer = SampleTransfers.halfWay(USER);
        Queue<TransferMessage> queue = queue(
                "transfer",
                "TRANSFER",
                TransferMessage::read,
                Map.of("full", transfer.message(CALL), "bare", transfer.message(NO_CALL)));
        return Records.with(queue, "send", (Consumer<TransferMessage>) message -> queue.send()
                .accept((message.correlation().equals(CALL) ? transfer : transfer.saved())
                        .message(message.correlation())));
    }

    private Queue<ChunkMessage> chunk(String name, String work, String variable) {
        JobId job = new JobId(work, GROUP);
        return queue(
                name,
                variable,
                ChunkMessage::read,
                Map.of("full", new ChunkMessage(job, NOW, 15, CALL), "bare", new ChunkMessage(job, NOW, 0, NO_CALL)));
    }

    private <M extends QueueMessage> Queue<M> queue(
            String name, String variable, Function<String, M> read, Map<String, M> messages) {
        String url = variable + "_QUEUE_URL";
        return new Queue<>(
                name, url, read, messages, message -> new SqsQueue<M>(client, environment.get(url)).send(message));
    }
}
