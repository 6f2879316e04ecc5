package sundown.membership;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.refund.WaitingRefundsWork;
import sundown.timeline.TimelineStore;

/**
 * Cancels the memberships in a chunk of a group after its exports have opened, or requests the refunds that wait in a
 * part of the ledger once its refunds have begun; runs once per message of the membership queue.
 */
@Singleton
public record CancelMembershipsFunction(
        QueueEdge edge,
        TimelineStore timelines,
        ChunkWorker worker,
        MembershipWork memberships,
        WaitingRefundsWork waitingRefunds,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(CancelMembershipsFunction.class);

    /** Takes {@link ChunkMessage}s. */
    @Funq("cancel-memberships")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ChunkMessage::read, this::work);
    }

    private void work(ChunkMessage message) {
        if (message.job().work().equals(WaitingRefundsWork.NAME)) {
            sendForRefunds(message);
        } else {
            cancel(message);
        }
    }

    /** A message alone cancels nothing: the group must have opened. */
    private void cancel(ChunkMessage message) {
        MembershipRules.opened(timelines.inForce(), message.job().group(), clock.instant())
                .ifPresentOrElse(
                        group -> worker.work(message, memberships, group),
                        () -> LOG.infof("group %s has not opened", message.job().group()));
    }

    /** Nor does it make a fee due: the refunds must have begun, and their date may have been moved since. */
    private void sendForRefunds(ChunkMessage message) {
        timelines
                .inForce()
                .group(message.job().group())
                .filter(group -> WaitingRefundsWork.due(group, clock.instant()))
                .ifPresentOrElse(
                        group -> worker.work(message, waitingRefunds, group),
                        () -> LOG.infof(
                                "the refunds of group %s have not begun",
                                message.job().group()));
    }
}
