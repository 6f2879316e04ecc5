package sundown.purge.certificate;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.purge.approval.PurgeStore;
import sundown.purge.deletion.VerificationJobs.Part;
import sundown.timeline.TimelineStore;

/** Lists chunks of purged groups for their certificates. It deletes nothing. */
@Singleton
final class VerificationChunks {
    private static final Logger LOG = Logger.getLogger(VerificationChunks.class);

    private final TimelineStore timelines;
    private final PurgeStore purges;
    private final ChunkWorker worker;
    private final VerificationWork work;

    VerificationChunks(TimelineStore timelines, PurgeStore purges, ChunkWorker worker, VerificationWork work) {
        this.timelines = timelines;
        this.purges = purges;
        this.worker = worker;
        this.work = work;
    }

    /** A message of a verification that began before the purge came to where it is lists nothing. */
    void list(Part part, ChunkMessage message) {
        purges.find(message.job().group())
                .filter(purge -> purge.state()
                        .unprovenSince()
                        .filter(since -> !message.run().isBefore(since))
                        .isPresent())
                .ifPresentOrElse(
                        purge -> timelines
                                .inForce()
                                .group(purge.group())
                                .ifPresent(group -> worker.work(message, work.of(part, purge, message), group)),
                        () -> LOG.infof("chunk %s is of no purge that is to be verified", message));
    }
}
