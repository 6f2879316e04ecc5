package sundown.simulation.invariant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.archive.InMemoryArchiveBucket;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.archive.VolumeStorage;
import sundown.gallery.ObjectKey;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** What must hold whenever an archive or a volume has been saved. */
public record ArchiveChecks(
        ArchiveBooks books,
        StoredVolumes stored,
        InMemoryArchiveBucket bucket,
        Function<UserId, Gallery> galleries,
        long itemBytes,
        Surroundings around,
        Calendar calendar) {
    /** The app confirms a volume once, so nobody would send for the fee after a crash in between. */
    public static final String FEE_FIRST = "the fee is sent for before the last confirmation is saved";

    /**
     * Checks an archive.
     *
     * @param volumes all that it has now
     */
    public void saved(Optional<Archive> before, Archive after, List<Volume> volumes) {
        Run run = around.run();
        Instant now = around.clock().instant();
        new ArchiveTransitions(run, calendar.close(), calendar.closeBefore(now), now).check(before, after);
        before.filter(earlier -> !earlier.id().equals(after.id()))
                .ifPresent(earlier -> books.of(earlier.id()).ended(around.now()));
        if (before.map(Archive::id).equals(Optional.of(after.id()))) {
            changed(before.get(), after, volumes);
        } else {
            books.open(after, around.now());
        }
        if (before.stream().flatMap(ArchiveTransitions::toClean).count()
                > ArchiveTransitions.toClean(after).count()) {
            checkCleaned(after, volumes);
        }
    }

    private void changed(Archive before, Archive after, List<Volume> volumes) {
        ArchiveBooks.Book book = books.of(after.id());
        after.downloads().volumes().stream()
                .filter(volume -> !before.downloads().volumes().contains(volume))
                .forEach(book::confirm);
        if (before.downloads().finishedAt().isEmpty()
                && after.downloads().finishedAt().isPresent()) {
            Violation.unless(around.run().hasSentForTheFee(), FEE_FIRST, after.id());
        }
        if (before.state() instanceof ArchiveState.Building && after.state() instanceof ArchiveState.Ready) {
            ready(after, volumes);
        }
        if (before.state().live() && after.state() instanceof ArchiveState.Ended ended) {
            book.ended(around.now());
            checkGivenUp(before, ended);
        }
    }

    private void ready(Archive archive, List<Volume> volumes) {
        books.of(archive.id()).ready(around.now());
        boolean whole = volumes.size() == archive.contents().orElseThrow().volumes()
                && volumes.stream().allMatch(volume -> volume.state() instanceof VolumeState.Done);
        Violation.unless(whole, "an archive is ready when all its volumes are done", volumes);
        Completeness.check(archive, volumes, stored, galleries.apply(archive.user()), itemBytes);
    }

    private void checkGivenUp(Archive before, ArchiveState.Ended ended) {
        boolean tried = before.state() instanceof ArchiveState.Planning planning && planning.attempt() > 1;
        boolean hindered = around.runs().haveMetTrouble(before.user())
                || galleries.apply(before.user()).isEmpty();
        Violation.unless(
                ended.why() != Ending.GAVE_UP || tried || hindered,
                "nobody gives up without having met trouble",
                before);
    }

    /** After a cleaning there is nothing but the current archive, without dead attempts, and those that are not due. */
    private void checkCleaned(Archive after, List<Volume> volumes) {
        Set<ArchiveId> waiting =
                ArchiveTransitions.toClean(after).map(Archive.Earlier::id).collect(Collectors.toSet());
        Set<ObjectKey> counting = volumes.stream()
                .map(volume -> VolumeStorage.key(after.group(), volume))
                .collect(Collectors.toSet());
        boolean settled = after.state() instanceof ArchiveState.Ready && !waiting.contains(after.id());
        List<ObjectKey> left = bucket.everything().stream()
                .filter(key -> key.value().contains("/" + after.user() + "/"))
                .filter(key -> settled
                        ? !counting.contains(key)
                        : !(after.state().live() && key.value().contains("/" + after.id() + "/")))
                .filter(key -> waiting.stream().noneMatch(id -> key.value().contains("/" + id + "/")))
                .toList();
        Violation.unless(left.isEmpty(), "what ended archives left is removed", left);
    }

    /** Checks a volume of the current archive. */
    public void saved(Archive archive, Optional<Volume> before, Volume after) {
        VolumeTransitions.check(before, after);
        if (after.state() instanceof VolumeState.Done done && archive.state().live()) {
            checkDone(archive, after, done);
        }
        before.ifPresent(earlier -> count(earlier, after));
    }

    private void count(Volume before, Volume after) {
        if (after.attempt() > before.attempt() && before.attempt() > 0) {
            around.count("volumes begun again");
        }
        if (after.hindrances().size() > before.hindrances().size()) {
            around.count("volumes hindered by an item");
        }
    }

    private void checkDone(Archive archive, Volume volume, VolumeState.Done done) {
        around.count("volumes done");
        byte[] bytes = stored.find(archive, volume).orElse(new byte[0]);
        Violation.unless(bytes.length > 0, "a volume that is done is there", volume.number());
        Violation.unless(volume.bytes() == bytes.length, "a volume is as long as its row says", volume.number());
        Violation.unless(
                done.sha256().hex().equals(StoredVolumes.sha256(bytes)), "a digest is its volume's", volume.number());
    }
}
