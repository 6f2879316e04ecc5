package sundown.archive;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import sundown.archive.plan.LeftOut;
import sundown.archive.zip.VolumeRenderer;
import sundown.archive.zip.WrongContentsException;
import sundown.digest.Sha256;
import sundown.gallery.GalleryObjects;

/** Renders what a volume still lacks and hands it to the sender, part by part. */
@Singleton
final class PartRenderer {
    private final GalleryObjects gallery;
    private final ArchiveFiles files;
    private final BuildKeeper keeper;
    private final ExecutorService executor;
    private final Clock clock;

    PartRenderer(
            GalleryObjects gallery,
            ArchiveFiles files,
            BuildKeeper keeper,
            @ForArchives ExecutorService executor,
            Clock clock) {
        this.gallery = gallery;
        this.files = files;
        this.keeper = keeper;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Sends everything from the first part that is missing to the volume's end.
     *
     * @param digest takes in what is rendered: the volume's, when nothing of it was there before
     */
    BuildOutcome send(BuildJob job, PartSender sender, MessageDigest digest) {
        int first = sender.firstMissing();
        if (first > sender.parts().count()) {
            return new BuildOutcome.Built(job, Sha256.of(digest.digest()));
        }
        EntrySources sources =
                new EntrySources(gallery, files, job.archive(), job.volume().plan());
        try (ReadAhead contents = new ReadAhead(job.plan().entries(), sources, executor);
                VolumeRenderer renderer = new VolumeRenderer(
                        job.layout(),
                        job.password(),
                        contents,
                        sender.parts().begin(first),
                        job.layout().bytes())) {
            return sendAll(first, job, sender, renderer, digest);
        } catch (WrongContentsException wrong) {
            return new BuildOutcome.Mismatched(job, wrong.entry(), reason(wrong.reason()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a volume cannot be rendered", impossible);
        }
    }

    private BuildOutcome sendAll(
            int first, BuildJob job, PartSender sender, VolumeRenderer renderer, MessageDigest digest)
            throws IOException {
        BuildJob current = job;
        for (int number = first; number <= sender.parts().count(); number++) {
            if (clock.instant().isAfter(job.deadline())) {
                sender.await();
                return new BuildOutcome.OutOfTime(current);
            }
            send(number, sender, renderer, digest);
            Optional<BuildJob> kept = keeper.advance(current, sender.bytes());
            if (kept.isEmpty() || sender.gone()) {
                return new BuildOutcome.Superseded();
            }
            current = kept.get();
        }
        return new BuildOutcome.Built(current, Sha256.of(digest.digest()));
    }

    /** What follows a missing part is rendered in any case, for entries run on; what is there already is not sent. */
    private static void send(int number, PartSender sender, VolumeRenderer renderer, MessageDigest digest)
            throws IOException {
        byte[] buffer = sender.buffer();
        int length = sender.parts().length(number);
        for (int filled = 0; filled < length; ) {
            filled += renderer.render(buffer, filled, length - filled);
        }
        digest.update(buffer, 0, length);
        if (!sender.has(number)) {
            sender.send(number, length);
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
