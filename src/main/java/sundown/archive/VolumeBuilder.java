package sundown.archive;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import sundown.archive.plan.LeftOut;
import sundown.archive.zip.VolumeRenderer;
import sundown.archive.zip.WrongContentsException;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryObjects;

/**
 * Builds one volume: renders it part by part from the first one that the storage lacks, and puts it together. The same
 * plan gives the same bytes, so a part that is there is right, whoever sent it, and two builders at once do no harm.
 */
@Singleton
final class VolumeBuilder {
    private final GalleryObjects gallery;
    private final ArchiveFiles files;
    private final VolumeStorage storage;
    private final BuildKeeper keeper;
    private final ArchiveSettings settings;
    private final ExecutorService executor;
    private final Clock clock;

    VolumeBuilder(
            GalleryObjects gallery,
            ArchiveFiles files,
            VolumeStorage storage,
            BuildKeeper keeper,
            ArchiveSettings settings,
            @ForArchives ExecutorService executor,
            Clock clock) {
        this.gallery = gallery;
        this.files = files;
        this.storage = storage;
        this.keeper = keeper;
        this.settings = settings;
        this.executor = executor;
        this.clock = clock;
    }

    BuildOutcome build(BuildJob job) {
        Optional<UploadId> begun = job.volume().upload();
        Optional<List<UploadedPart>> parts = begun.flatMap(upload -> storage.parts(job.key(), upload));
        if (parts.isPresent()) {
            return render(job, begun.orElseThrow(), parts.get());
        }
        return begun.isPresent() && whole(job) ? hash(job) : begin(job);
    }

    /** An upload that is no more was completed, or aborted. */
    private boolean whole(BuildJob job) {
        return storage.size(job.key())
                .equals(java.util.OptionalLong.of(job.layout().bytes()));
    }

    /** The upload is saved before anything is sent to it; whoever was slower gives his own up. */
    private BuildOutcome begin(BuildJob job) {
        UploadId upload = storage.begin(job.key());
        Optional<BuildJob> saved =
                keeper.save(job, job.volume().with(Optional.of(upload)).uploaded(0));
        if (saved.isEmpty()) {
            storage.abort(job.key(), upload);
            return new BuildOutcome.Superseded();
        }
        return render(saved.get(), upload, List.of());
    }

    private BuildOutcome render(BuildJob job, UploadId upload, List<UploadedPart> known) {
        Parts parts = Parts.of(job.layout().bytes(), settings.partBytes());
        try (PartSender sender = new PartSender(storage, job.key(), upload, parts.partBytes(), executor)) {
            known.forEach(sender::known);
            return new Rendering(parts, sender).render(job, upload);
        }
    }

    /** Reads the volume once more: it was not rendered in one go, or its builder died before he could say its digest. */
    private BuildOutcome hash(BuildJob job) {
        Optional<InputStream> volume = storage.open(job.key());
        if (volume.isEmpty()) {
            throw new RetryableFailure("a volume that was whole cannot be found");
        }
        return new Hashing(keeper, clock).hash(job, volume.get());
    }

    /** One rendering, from the first part that is missing to the end. */
    private final class Rendering {
        private final Parts parts;
        private final PartSender sender;

        private Rendering(Parts parts, PartSender sender) {
            this.parts = parts;
            this.sender = sender;
        }

        private BuildOutcome render(BuildJob job, UploadId upload) {
            int first = firstMissing();
            Digest digest = new Digest();
            BuildOutcome outcome = sendFrom(first, job, digest);
            if (!(outcome instanceof BuildOutcome.Built built)) {
                return outcome;
            }
            sender.await();
            if (sender.gone()
                    || !storage.complete(
                            job.key(), upload, List.copyOf(sender.sent().values()))) {
                return whole(job) ? hash(built.job()) : new BuildOutcome.Superseded();
            }
            return first == 1 ? built : hash(built.job());
        }

        private int firstMissing() {
            return IntStream.rangeClosed(1, parts.count())
                    .filter(number -> !sender.has(number))
                    .findFirst()
                    .orElse(parts.count() + 1);
        }

        private BuildOutcome sendFrom(int first, BuildJob job, Digest digest) {
            if (first > parts.count()) {
                return new BuildOutcome.Built(job, digest.end());
            }
            EntrySources sources =
                    new EntrySources(gallery, files, job.archive(), job.volume().plan());
            try (ReadAhead contents = new ReadAhead(job.plan().entries(), sources, executor);
                    VolumeRenderer renderer = new VolumeRenderer(
                            job.layout(),
                            job.password(),
                            contents,
                            parts.begin(first),
                            job.layout().bytes())) {
                return sendAll(first, job, renderer, digest);
            } catch (WrongContentsException wrong) {
                return new BuildOutcome.Mismatched(job, wrong.entry(), reason(wrong.reason()));
            } catch (IOException impossible) {
                throw new UncheckedIOException("a volume cannot be rendered", impossible);
            }
        }

        private BuildOutcome sendAll(int first, BuildJob job, VolumeRenderer renderer, Digest digest)
                throws IOException {
            BuildJob current = job;
            for (int number = first; number <= parts.count(); number++) {
                if (clock.instant().isAfter(job.deadline())) {
                    sender.await();
                    return new BuildOutcome.OutOfTime(current);
                }
                send(number, renderer, digest);
                Optional<BuildJob> kept = keeper.advance(current, sender.bytes());
                if (kept.isEmpty() || sender.gone()) {
                    return new BuildOutcome.Superseded();
                }
                current = kept.get();
            }
            return new BuildOutcome.Built(current, digest.end());
        }

        private void send(int number, VolumeRenderer renderer, Digest digest) throws IOException {
            byte[] buffer = sender.buffer();
            int length = parts.length(number);
            for (int filled = 0; filled < length; ) {
                filled += renderer.render(buffer, filled, length - filled);
            }
            digest.update(buffer, length);
            if (!sender.has(number)) {
                sender.send(number, length);
            }
        }
    }

    private static LeftOut.Reason reason(WrongContentsException.Reason reason) {
        return switch (reason) {
            case GONE -> LeftOut.Reason.GONE;
            case SHORTER -> LeftOut.Reason.CHANGED;
            case LONGER -> LeftOut.Reason.CHANGED;
            case CHANGED -> LeftOut.Reason.CHANGED;
        };
    }
}
