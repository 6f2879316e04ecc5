package sundown.archive;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.archive.plan.VolumePlan;
import sundown.archive.zip.EntryContents.WrongContentsException;
import sundown.archive.zip.VolumeLayout;
import sundown.archive.zip.VolumeRenderer;
import sundown.digest.Sha256;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryObjects;
import sundown.gallery.ObjectKey;
import sundown.secret.Secret;
import sundown.secret.SecretPurpose;
import sundown.secret.SecretSealer;

/**
 * Builds one volume: renders it part by part, starting with the first part that the storage lacks, and completes the
 * upload. The same plan gives the same bytes, so a part in the storage is right whichever worker sent it, and two
 * workers at once do no harm.
 */
@Singleton
final class VolumeBuilder {
    private static final int CHUNK = 64 << 10;

    private final GalleryObjects gallery;
    private final PlanFiles plans;
    private final VolumeStorage storage;
    private final SecretSealer sealer;
    private final ArchivePlanner planner;
    private final ArchiveSettings settings;
    private final Clock clock;
    private final ExecutorService executor;

    @Inject
    VolumeBuilder(
            GalleryObjects gallery,
            PlanFiles plans,
            VolumeStorage storage,
            SecretSealer sealer,
            ArchivePlanner planner,
            ArchiveSettings settings,
            Clock clock) {
        this(
                gallery,
                plans,
                storage,
                sealer,
                planner,
                settings,
                clock,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("archive-", 0).factory()));
    }

    /** @param executor reads and sends in the background */
    VolumeBuilder(
            GalleryObjects gallery,
            PlanFiles plans,
            VolumeStorage storage,
            SecretSealer sealer,
            ArchivePlanner planner,
            ArchiveSettings settings,
            Clock clock,
            ExecutorService executor) {
        this.gallery = gallery;
        this.plans = plans;
        this.storage = storage;
        this.sealer = sealer;
        this.planner = planner;
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
    }

    /** An {@link Outcome}, or contents that differ from the plan. */
    private sealed interface Attempt {}

    private record Mismatched(WrongContentsException wrong) implements Attempt {}

    /** What a run comes to. */
    sealed interface Outcome extends Attempt {
        /** The volume is complete. */
        record Built(Sha256 sha256) implements Outcome {}

        /** Time ran out; the storage keeps the parts that it has. */
        record OutOfTime() implements Outcome {}

        /** The archive has ended, or another worker has the volume. */
        record LeaseLost() implements Outcome {}
    }

    /** Builds until the volume is complete or the deadline has passed. */
    Outcome build(VolumeLease lease, Instant deadline) {
        Archive archive = lease.archive();
        VolumePlan plan =
                plans.load(archive, lease.volume().plan(), lease.volume().number());
        Secret password = sealer.open(
                archive.user(),
                SecretPurpose.ARCHIVE_PASSWORD,
                archive.password().orElseThrow());
        return new Build(lease, plan, password, deadline).run();
    }

    /** One build of one volume. */
    private final class Build {
        private final VolumeLease lease;
        private VolumePlan plan;
        private VolumeLayout layout;
        private final Secret password;
        private final Instant deadline;

        private Build(VolumeLease lease, VolumePlan plan, Secret password, Instant deadline) {
            this.lease = lease;
            this.plan = plan;
            this.layout = plan.layout();
            this.password = password;
            this.deadline = deadline;
        }

        /** Each new plan has fewer items, so this ends. */
        private Outcome run() {
            return switch (attempt()) {
                case Outcome outcome -> outcome;
                case Mismatched(WrongContentsException wrong) -> replan(wrong) ? run() : new Outcome.LeaseLost();
            };
        }

        private boolean replan(WrongContentsException wrong) {
            ObjectKey key = key();
            Optional<UploadId> begun = lease.volume().upload();
            ArchivePlanner.Replanned next = planner.replan(lease.archive(), lease.volume(), plan, wrong);
            plan = next.plan();
            layout = plan.layout();
            boolean saved = lease.save(lease.volume().planned(next.id(), plan, layout.bytes()));
            if (saved) {
                begun.ifPresent(upload -> storage.abort(key, upload));
            }
            return saved;
        }

        private Attempt attempt() {
            Optional<UploadId> begun = lease.volume().upload();
            Optional<List<UploadedPart>> parts = begun.flatMap(upload -> storage.parts(key(), upload));
            if (parts.isPresent()) {
                return upload(begun.orElseThrow(), parts.get());
            }
            return begun.isPresent() && complete() ? hash() : begin();
        }

        /** An upload that no longer exists was completed or aborted. */
        private boolean complete() {
            return storage.size(key()).equals(OptionalLong.of(layout.bytes()));
        }

        /** Saves the upload's id before sending anything to it; the slower of two workers aborts its own upload. */
        private Attempt begin() {
            UploadId upload = storage.begin(key());
            if (!lease.save(lease.volume().with(Optional.of(upload)).uploaded(0))) {
                storage.abort(key(), upload);
                return new Outcome.LeaseLost();
            }
            return upload(upload, List.of());
        }

        private Attempt upload(UploadId upload, List<UploadedPart> known) {
            PartSender.Parts parts = PartSender.Parts.of(layout.bytes(), settings.partBytes());
            try (PartSender sender = new PartSender(storage, key(), upload, parts, known, executor)) {
                MessageDigest digest = Sha256.begin();
                int first = sender.firstMissing();
                Optional<Attempt> stopped = render(first, sender, digest);
                if (stopped.isPresent()) {
                    return stopped.get();
                }
                sender.await();
                if (sender.gone() || !storage.complete(key(), upload, sender.sent())) {
                    return complete() ? hash() : new Outcome.LeaseLost();
                }
                return first == 1 ? new Outcome.Built(Sha256.of(digest.digest())) : hash();
            }
        }

        /** Renders and sends the volume from a part to its end; gives an outcome if it stopped before. */
        private Optional<Attempt> render(int first, PartSender sender, MessageDigest digest) {
            if (first > sender.parts().count()) {
                return Optional.empty();
            }
            try (ReadAhead contents = new ReadAhead(
                            lease.archive(), lease.volume().plan(), plan.entries(), gallery, plans, executor);
                    VolumeRenderer renderer = new VolumeRenderer(
                            layout, password, contents, sender.parts().begin(first), layout.bytes())) {
                return render(first, sender, renderer, digest);
            } catch (WrongContentsException wrong) {
                return Optional.of(new Mismatched(wrong));
            } catch (IOException impossible) {
                throw new UncheckedIOException("a volume cannot be rendered", impossible);
            }
        }

        private Optional<Attempt> render(int first, PartSender sender, VolumeRenderer renderer, MessageDigest digest)
                throws IOException {
            for (int number = first; number <= sender.parts().count(); number++) {
                if (clock.instant().isAfter(deadline)) {
                    sender.await();
                    return Optional.of(new Outcome.OutOfTime());
                }
                sender.render(number, renderer, digest);
                if (!lease.renew(sender.bytes()) || sender.gone()) {
                    return Optional.of(new Outcome.LeaseLost());
                }
            }
            return Optional.empty();
        }

        /**
         * Reads the complete volume, because it was not rendered in one run, or its builder died before it recorded the
         * digest. This must fit into one run: a read that is too slow makes no progress, and counts as a setback.
         */
        private Outcome hash() {
            InputStream volume = storage.open(key())
                    .orElseThrow(() -> new RetryableFailure("a volume that was complete cannot be found"));
            try (volume) {
                MessageDigest digest = Sha256.begin();
                byte[] chunk = new byte[CHUNK];
                for (int count = volume.read(chunk); count >= 0; count = volume.read(chunk)) {
                    digest.update(chunk, 0, count);
                    if (!lease.renew(layout.bytes())) {
                        return new Outcome.LeaseLost();
                    }
                    if (clock.instant().isAfter(deadline)) {
                        throw new RetryableFailure("a volume could not be read within one run");
                    }
                }
                return new Outcome.Built(Sha256.of(digest.digest()));
            } catch (IOException broken) {
                throw new RetryableFailure("the bytes of a volume broke off", broken);
            }
        }

        private ObjectKey key() {
            return ArchiveKeys.volume(
                    lease.archive(), lease.volume().plan(), lease.volume().number());
        }
    }
}
