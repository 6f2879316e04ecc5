package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import sundown.archive.plan.VolumePlan;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;

/**
 * What a worker does with a volume: take it, build it, plan it anew where items are not what they were, and record what
 * came of it. Every way out leaves a volume that has an end, or a time at which it is looked after.
 */
@Singleton
final class VolumeWorker {
    private static final Logger LOG = Logger.getLogger(VolumeWorker.class);

    private final ArchiveStore archives;
    private final MessageQueue<ArchiveMessage> queue;
    private final VolumeBuilder builder;
    private final Replanner replanner;
    private final PlanFiles plans;
    private final VolumeLooks looks;
    private final SecretSealer sealer;
    private final Clock clock;

    VolumeWorker(
            ArchiveStore archives,
            MessageQueue<ArchiveMessage> queue,
            VolumeBuilder builder,
            Replanner replanner,
            PlanFiles plans,
            VolumeLooks looks,
            SecretSealer sealer,
            Clock clock) {
        this.archives = archives;
        this.queue = queue;
        this.builder = builder;
        this.replanner = replanner;
        this.plans = plans;
        this.looks = looks;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** Works on one volume of an archive that is being built. */
    void work(Archive archive, ArchiveMessage message, Instant deadline) {
        Optional<Volume> taken = archives.volume(archive, message.volume())
                .flatMap(volume -> VolumeRules.taken(volume, clock.instant()))
                .flatMap(archives::save);
        if (taken.isEmpty()) {
            LOG.infof("archive %s: volume %d is done or in other hands", archive.id(), message.volume());
            looks.look(archive);
            return;
        }
        looks.by(archive, VolumeRules.checkAt(taken.get()).orElseThrow());
        new Run(archive, message, deadline).work(taken.get());
    }

    /** One run of one message. */
    private final class Run {
        private final Archive archive;
        private final ArchiveMessage message;
        private final Instant deadline;

        private Run(Archive archive, ArchiveMessage message, Instant deadline) {
            this.archive = archive;
            this.message = message;
            this.deadline = deadline;
        }

        private void work(Volume volume) {
            try {
                settle(build(job(volume)));
            } catch (RetryableFailure setback) {
                LOG.warnf("archive %s: volume %d pauses: %s", archive.id(), message.volume(), setback.getMessage());
                record(VolumeRules::setBack);
            } catch (PermanentFailure refused) {
                LOG.errorf(
                        LoggableFailure.of(refused),
                        "archive %s: volume %d cannot be built",
                        archive.id(),
                        message.volume());
                record(VolumeRules::gaveUp);
            }
        }

        private BuildJob job(Volume volume) {
            VolumePlan plan = plans.load(archive, volume.plan(), volume.number());
            Secret password = sealer.open(archive.user(), archive.password().orElseThrow());
            return new BuildJob(archive, volume, plan, BuildJob.layout(plan), password, deadline);
        }

        /** Each new plan has fewer items, so this ends. */
        private BuildOutcome build(BuildJob job) {
            BuildOutcome outcome = builder.build(job);
            while (outcome instanceof BuildOutcome.Mismatched mismatched) {
                outcome = replanner.replan(mismatched).map(builder::build).orElseGet(BuildOutcome.Superseded::new);
            }
            return outcome;
        }

        private void settle(BuildOutcome outcome) {
            switch (outcome) {
                case BuildOutcome.Built built -> done(built);
                case BuildOutcome.OutOfTime outOfTime -> handOn(outOfTime.job());
                case BuildOutcome.Superseded ignored -> supersede();
                case BuildOutcome.Mismatched ignored ->
                    throw new IllegalStateException("a mismatch has been planned around");
            }
        }

        private void done(BuildOutcome.Built built) {
            archives.save(VolumeRules.done(built.job().volume(), built.sha256(), clock.instant()))
                    .ifPresent(saved -> LOG.infof("archive %s: volume %d is done", archive.id(), saved.number()));
            lookAgain();
        }

        private void handOn(BuildJob job) {
            archives.save(VolumeRules.handedOn(job.volume(), clock.instant())).ifPresent(saved -> {
                LOG.infof("archive %s: volume %d goes on in another run", archive.id(), saved.number());
                queue.send(List.of(message));
            });
        }

        private void supersede() {
            LOG.infof("archive %s: volume %d is not wanted here any more", archive.id(), message.volume());
        }

        /** Should another worker have the volume by now, he stops at his next step, and it is queued again. */
        private void record(BiFunction<Volume, Instant, Volume> change) {
            archives.volume(archive, message.volume())
                    .filter(volume -> volume.state() instanceof VolumeState.Building)
                    .flatMap(volume -> archives.save(change.apply(volume, clock.instant())))
                    .ifPresentOrElse(ignored -> lookAgain(), this::supersede);
        }

        private void lookAgain() {
            archives.find(archive.user())
                    .filter(current -> current.id().equals(archive.id()))
                    .ifPresent(looks::look);
        }
    }
}
