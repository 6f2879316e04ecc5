package sundown.simulation.port;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.archive.plan.PlanId;
import sundown.gallery.ObjectKey;
import sundown.simulation.invariant.ArchiveBooks;
import sundown.simulation.invariant.Renditions;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** Checks what becomes of volumes in the bucket, and every link to them. */
public final class WatchedStorage {
    /** How long a link may live. */
    public static final Duration LONGEST_LINK = Duration.ofMinutes(10);

    private final VolumeStorage real;
    private final ArchiveStore archives;
    private final ArchiveBooks books;
    private final Renditions renditions;
    private final Surroundings around;
    private final Map<UploadId, Run> builders = new HashMap<>();

    /**
     * Watches a bucket.
     *
     * @param archives the store itself, to see what has been saved
     */
    public WatchedStorage(
            VolumeStorage real, ArchiveStore archives, ArchiveBooks books, Renditions renditions, Surroundings around) {
        this.real = real;
        this.archives = archives;
        this.books = books;
        this.renditions = renditions;
        this.around = around;
    }

    public UploadId begin(ObjectKey volume) {
        books.of(volume).requireNotRemoved();
        books.requireNotDrained(volume);
        return real.begin(volume);
    }

    public Optional<UploadedPart> upload(ObjectKey volume, UploadId upload, int number, byte[] bytes, int length) {
        Optional<UploadedPart> part = real.upload(volume, upload, number, bytes, length);
        part.ifPresent(ignored -> count(upload));
        return part;
    }

    private void count(UploadId upload) {
        Run run = around.runs().current();
        Run first = builders.computeIfAbsent(upload, ignored -> run);
        if (first != run) {
            boolean both = around.runs().areUnderWay(first);
            around.coverage().count(both ? "parts of two at once" : "parts of a successor");
        }
    }

    public boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts) {
        boolean completed = real.complete(volume, upload, parts);
        if (completed) {
            books.requireNotDrained(volume);
            books.of(volume).requireNotRemoved();
            current(volume).ifPresent(archive -> checkWhole(archive, volume));
        }
        return completed;
    }

    /** A volume has the bytes of its plan, however often it was begun, and by however many. */
    private void checkWhole(Archive archive, ObjectKey volume) {
        String[] path = volume.value().split("/", -1);
        int number = Integer.parseInt(path[4].replace(".zip", ""));
        boolean equal = Arrays.equals(
                renditions.of(archive, new PlanId(path[3]), number),
                Renditions.bytes(real.open(volume).orElseThrow()));
        Violation.unless(equal, "a volume is what its plan says", volume);
    }

    private Optional<Archive> current(ObjectKey key) {
        ArchiveBooks.Book book = books.of(key);
        return archives.find(book.user())
                .filter(archive -> archive.id().equals(book.id()))
                .filter(archive -> archive.state().live());
    }

    public URI link(ObjectKey volume, String fileName, Duration life) {
        Instant now = around.clock().instant();
        ArchiveBooks.Book book = books.of(volume);
        Instant end = book.end();
        Violation.unless(now.isBefore(end), "no link is given past the end", now + ", " + end);
        Violation.unless(
                !now.plus(life).isAfter(end.plusSeconds(1)),
                "no link lives past the end",
                now + ", " + life + ", " + end);
        Instant began = around.runs().current().began();
        Violation.unless(
                book.endedAt().filter(ended -> ended.isBefore(began)).isEmpty(),
                "no link is given to what has ended",
                book.id());
        Violation.unless(life.compareTo(LONGEST_LINK) <= 0, "a link lives for ten minutes at most", life);
        URI link = real.link(volume, fileName, life);
        around.secrets().add(link.toString());
        return link;
    }
}
