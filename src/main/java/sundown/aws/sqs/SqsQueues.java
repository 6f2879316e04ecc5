package sundown.aws.sqs;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.archive.Archive.ArchiveMessage;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.mail.MailTask;
import sundown.milestone.MilestoneMessage;
import sundown.refund.RefundMessage;
import sundown.sweep.SweepMessage;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.Transfer.TransferMessage;

/** The queues of a deployment. */
final class SqsQueues {
    @Produces
    @Singleton
    MessageQueue<TransferMessage> transfers(SqsClient client, @ConfigProperty(name = "TRANSFER_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    MessageQueue<InventoryMessage> inventories(
            SqsClient client, @ConfigProperty(name = "INVENTORY_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    MessageQueue<ArchiveMessage> archives(SqsClient client, @ConfigProperty(name = "ARCHIVE_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    MessageQueue<RefundMessage> refunds(SqsClient client, @ConfigProperty(name = "REFUND_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    @Named("memberships")
    MessageQueue<ChunkMessage> memberships(
            SqsClient client, @ConfigProperty(name = "MEMBERSHIP_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    MessageQueue<MilestoneMessage> milestones(
            SqsClient client, @ConfigProperty(name = "ADVANCE_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    @Named("counting")
    MessageQueue<ChunkMessage> counts(SqsClient client, @ConfigProperty(name = "PROGRESS_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    @Named("closing")
    MessageQueue<ChunkMessage> closings(SqsClient client, @ConfigProperty(name = "CLOSING_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    @Named("mails")
    MessageQueue<ChunkMessage> mails(SqsClient client, @ConfigProperty(name = "GROUP_MAIL_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    MessageQueue<MailTask.Repeatable> events(SqsClient client, @ConfigProperty(name = "MAIL_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    MessageQueue<SweepMessage> sweeps(SqsClient client, @ConfigProperty(name = "SWEEP_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    @Named("plan")
    MessageQueue<ChunkMessage> plans(SqsClient client, @ConfigProperty(name = "PURGE_PLAN_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }

    @Produces
    @Singleton
    @Named("purge")
    MessageQueue<ChunkMessage> purges(SqsClient client, @ConfigProperty(name = "PURGE_QUEUE_URL") String url) {
        return new SqsQueue<>(client, url);
    }
}
