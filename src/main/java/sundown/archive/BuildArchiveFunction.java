package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.archive.plan.PlanRules;
import sundown.archive.plan.PlanRules.ArchivePlan;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.Item;
import sundown.gallery.Tally;
import sundown.hold.Exports;
import sundown.metrics.Metric;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;

/**
 * Builds one volume of an archive, or plans an archive that has no plan yet; runs once per message of the archive
 * queue.
 *
 * <p>A run takes the volume's lease, builds, and records the outcome. Every outcome leaves a volume that is finished or
 * has a time at which it is checked again.
 */
@Singleton
public record BuildArchiveFunction(
        QueueEdge edge,
        ArchiveStore archives,
        MessageQueue<ArchiveMessage> queue,
        GalleryWalk gallery,
        VolumeBuilder builder,
        VolumeDispatcher dispatcher,
        SecretSealer sealer,
        Exports exports,
        ArchiveSettings settings,
        RandomGenerator random,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(BuildArchiveFunction.class);

    /** The rest of the function's 15 minutes is for the end of the upload and the outcome. */
    private static final Duration RUN_MAX = Duration.ofMinutes(13);

    /** Takes {@link ArchiveMessage}s. */
    @Funq("build-archive")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ArchiveMessage::read, this::handle);
    }

    private void handle(ArchiveMessage message) {
        Instant now = clock.instant();
        current(message.user(), message.archive())
                .filter(archive -> ArchiveRules.open(archive, exports.closeOf(archive.user()), now))
                .ifPresentOrElse(archive -> work(archive, message, now.plus(RUN_MAX)), () -> drop(message));
    }

    private void work(Archive archive, ArchiveMessage message, Instant deadline) {
        switch (archive.state()) {
            case ArchiveState.Planning _ when message.planning() -> plan(archive);
            case ArchiveState.Building _ when !message.planning() -> build(archive, message.volume(), deadline);
            case ArchiveState.Unfinished _, ArchiveState.Ready _, ArchiveState.Ended _ -> drop(message);
        }
    }

    private static void drop(ArchiveMessage message) {
        LOG.infof("archive %s: a message for volume %d is out of date", message.archive(), message.volume());
    }

    /** An archive that can never be planned ends as {@link ArchiveState.Ending#GAVE_UP}. */
    private void plan(Archive archive) {
        Optional<Archive> planned;
        try {
            planned = savePlan(archive);
        } catch (PermanentFailure refused) {
            LOG.errorf(LoggableFailure.of(refused), "archive %s cannot be planned", archive.id());
            planned = archives.save(ArchiveRules.ended(archive, ArchiveState.Ending.GAVE_UP, clock.instant()));
        }
        planned.ifPresentOrElse(
                dispatcher::check,
                () -> LOG.infof("archive %s has been planned or ended by another request", archive.id()));
    }

    /**
     * Saves the volumes first; saving the archive's row puts them in force. They are under the plan's own id: if two
     * plans are made, the row says which one counts.
     */
    private Optional<Archive> savePlan(Archive archive) {
        Archive.PlanId id = Archive.PlanId.random(random);
        AtomicReference<Tally> others = new AtomicReference<>(Tally.NONE);
        ArchivePlan plan = planOf(archive, item -> others.updateAndGet(all -> all.plus(Tally.one(item.bytes()))));
        int number = 0;
        for (ArchivePlan.Bounds volume : plan.volumes()) {
            archives.save(VolumeRules.planned(archive, id, ++number, volume, clock.instant()));
        }
        return ArchiveRules.planned(
                        archive.without(others.get()), id, plan, privatePart(archive.user(), plan), clock.instant())
                .flatMap(archives::save);
    }

    private Optional<Archive.PrivatePart> privatePart(UserId user, ArchivePlan plan) {
        if (plan.privateItems() == 0) {
            return Optional.empty();
        }
        SealedSecret password =
                sealer.seal(user, SecretPurpose.ARCHIVE_PASSWORD, RequestArchiveFunction.password(random));
        return Optional.of(new Archive.PrivatePart(password, plan.privateItems()));
    }

    private ArchivePlan planOf(Archive archive, Consumer<Item> others) {
        long volumeBytes = Math.min(archive.volumeBytes(), settings.volumeBytes());
        try (Stream<ArchiveItem> items = gallery.all(archive.user(), archive.chosen(), others)) {
            ArchivePlan plan = PlanRules.plan(
                    items,
                    new PlanRules.Limits(
                            volumeBytes, settings.itemBytes(), archive.dates().isPresent()));
            if (plan.volumes().isEmpty()) {
                throw new PermanentFailure("a gallery has no items any more");
            }
            return plan;
        }
    }

    private void build(Archive archive, int volume, Instant deadline) {
        VolumeLease.take(archive, volume, archives, exports, clock)
                .ifPresentOrElse(lease -> build(lease, deadline), () -> notTaken(archive, volume));
    }

    private void notTaken(Archive archive, int volume) {
        LOG.infof("archive %s: volume %d is done, or another worker has it", archive.id(), volume);
        dispatcher.check(archive);
    }

    /** Once an outcome is saved, a failure is the message's: it comes again, and finds the volume as it was saved. */
    private void build(VolumeLease lease, Instant deadline) {
        Volume volume = lease.volume();
        VolumeBuilder.BuildResult result;
        try {
            result = builder.build(lease, deadline);
        } catch (RetryableFailure setback) {
            LOG.warnf("archive %s: volume %d pauses: %s", volume.archive(), volume.number(), setback.getMessage());
            end(lease, VolumeRules.setBack(lease.volume(), clock.instant()), "TROUBLE");
            return;
        } catch (PermanentFailure refused) {
            LOG.errorf(
                    LoggableFailure.of(refused),
                    "archive %s: volume %d cannot be built",
                    volume.archive(),
                    volume.number());
            end(lease, VolumeRules.gaveUp(lease.volume(), clock.instant()), "GAVE_UP");
            return;
        }
        switch (result) {
            case VolumeBuilder.BuildResult.Built built -> done(lease, built, deadline.minus(RUN_MAX));
            case VolumeBuilder.BuildResult.Hindered hindered -> beginAgain(lease, hindered.hindrance());
            case VolumeBuilder.BuildResult.LeaseLost _ -> leave(volume);
        }
    }

    private void done(VolumeLease lease, VolumeBuilder.BuildResult.Built built, Instant began) {
        Instant now = clock.instant();
        if (lease.save(
                VolumeRules.done(lease.volume(), built.bytes(), built.sha256(), built.items(), built.leftOut(), now))) {
            Volume volume = lease.volume();
            Metric.VOLUME_DURATION.report(Duration.between(began, now));
            Metric.VOLUME_BYTES.report(volume.bytes());
            built.dates().forEach((place, items) -> Metric.DATES.report(place.name(), items));
            LOG.infof("archive %s: volume %d is done", volume.archive(), volume.number());
        }
        checkAgain(lease.archive());
    }

    private void beginAgain(VolumeLease lease, Volume.Hindrance hindrance) {
        Volume hindered = VolumeRules.hindered(lease.volume(), hindrance, clock.instant());
        LOG.warnf("archive %s: volume %d begins again: %s", hindered.archive(), hindered.number(), hindrance.reason());
        boolean slow = hindrance.reason() == LeftOut.Reason.TOO_SLOW;
        if (end(lease, hindered, slow ? "OUT_OF_TIME" : "TROUBLE") && hindered.state() instanceof VolumeState.Queued) {
            queue.send(lease.archive().building(hindered.number(), Correlation.current()));
        }
    }

    private static void leave(Volume volume) {
        LOG.infof("archive %s: volume %d is no longer built here", volume.archive(), volume.number());
        Metric.VOLUME_SETBACKS.report("LEASE_LOST", 1);
    }

    /** Ends an attempt without a volume; false if another worker has the volume by now. */
    private boolean end(VolumeLease lease, Volume ended, String setback) {
        if (!lease.save(ended)) {
            leave(ended);
            return false;
        }
        Metric.VOLUME_SETBACKS.report(ended.state() instanceof VolumeState.GaveUp ? "GAVE_UP" : setback, 1);
        checkAgain(lease.archive());
        return true;
    }

    private void checkAgain(Archive archive) {
        current(archive.user(), archive.id()).ifPresent(dispatcher::check);
    }

    private Optional<Archive> current(UserId user, ArchiveId id) {
        return archives.find(user).filter(archive -> archive.id().equals(id));
    }
}
