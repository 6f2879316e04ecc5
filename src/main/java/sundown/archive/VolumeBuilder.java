package sundown.archive;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import sundown.digest.Sha256;
import sundown.failure.RetryableFailure;

/**
 * Builds one volume: has it rendered part by part from the first one that the storage lacks, and puts it together. The
 * same plan gives the same bytes, so a part that is there is right, whoever sent it, and two builders at once do no
 * harm.
 */
@Singleton
final class VolumeBuilder {
    private final PartRenderer renderer;
    private final VolumeStorage storage;
    private final BuildKeeper keeper;
    private final ArchiveSettings settings;
    private final ExecutorService executor;
    private final Clock clock;

    VolumeBuilder(
            PartRenderer renderer,
            VolumeStorage storage,
            BuildKeeper keeper,
            ArchiveSettings settings,
            @ForArchives ExecutorService executor,
            Clock clock) {
        this.renderer = renderer;
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
        return storage.size(job.key()).equals(OptionalLong.of(job.layout().bytes()));
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
        try (PartSender sender = new PartSender(storage, job.key(), upload, parts, executor)) {
            known.forEach(sender::known);
            return render(job, upload, sender);
        }
    }

    private BuildOutcome render(BuildJob job, UploadId upload, PartSender sender) {
        int first = sender.firstMissing();
        MessageDigest digest = Sha256.begin();
        BuildOutcome outcome = renderer.send(job, sender, digest);
        if (!(outcome instanceof BuildOutcome.Built built)) {
            return outcome;
        }
        sender.await();
        if (sender.gone() || !storage.complete(job.key(), upload, sender.sent())) {
            return whole(job) ? hash(built.job()) : new BuildOutcome.Superseded();
        }
        return first == 1 ? built : hash(built.job());
    }

    /**
     * Reads the volume once more: it was not rendered in one go, or its builder died before he could say its digest.
     */
    private BuildOutcome hash(BuildJob job) {
        Optional<InputStream> volume = storage.open(job.key());
        if (volume.isEmpty()) {
            throw new RetryableFailure("a volume that was whole cannot be found");
        }
        return new Hashing(keeper, clock).hash(job, volume.get());
    }
}
