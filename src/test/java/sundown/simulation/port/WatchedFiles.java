package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import sundown.account.UserId;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveId;
import sundown.gallery.ObjectKey;
import sundown.simulation.invariant.ArchiveBooks;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Violation;
import sundown.simulation.run.WorldTime;
import sundown.timeline.GroupId;

/** Checks what is put beside the volumes, and what is removed. */
public record WatchedFiles(ArchiveFiles real, ArchiveBooks books, WorldTime time) {
    /** Two workers' clocks differ by a few seconds, and a save may take its time. */
    private static final Duration MARGIN = Duration.ofSeconds(80);

    public void write(ObjectKey key, byte[] bytes) {
        books.of(key).requireNotRemoved();
        books.requireNotDrained(key);
        real.write(key, bytes);
    }

    public void remove(GroupId group, UserId user, ArchiveId archive) {
        ArchiveBooks.Book book = books.of(archive);
        Violation.unless(book.user().equals(user), "only a user's own archives are removed", archive);
        Instant now = time.now();
        Violation.unless(
                book.endedAt().filter(ended -> !now.isBefore(workersEnd(ended))).isPresent(),
                "only what ended a while ago is removed",
                archive + ", " + book.endedAt());
        book.removed();
        real.remove(group, user, archive);
    }

    private static Instant workersEnd(Instant ended) {
        return ended.plus(FunctionName.BUILD_ARCHIVE.timeout()).minus(MARGIN);
    }
}
