package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import sundown.account.UserId;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveId;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.simulation.invariant.ArchiveBooks;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.GroupId;

/**
 * Checks what is put beside the volumes, and what is removed. Of a group that has closed, the storage removes one of a
 * few archives only when the group is drained, or some hours later, where somebody keeps it from being drained.
 */
public record WatchedFiles(ArchiveFiles real, ArchiveBooks books, Calendar calendar, Surroundings around) {
    private static final int STUBBORN = 4;
    private static final Duration LONGEST = Duration.ofHours(3);

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
        Instant now = around.time().now();
        Violation.unless(
                book.endedAt().filter(ended -> !now.isBefore(workersEnd(ended))).isPresent(),
                "only what ended a while ago is removed",
                archive + ", " + book.endedAt());
        refuse(archive, now);
        book.removed();
        real.remove(group, user, archive);
    }

    private void refuse(ArchiveId archive, Instant now) {
        Instant close = calendar.close();
        boolean closed = !now.isBefore(close) && now.isBefore(close.plus(LONGEST));
        if (closed && !books.groupDrained() && Math.floorMod(archive.hashCode(), STUBBORN) == 0) {
            around.runs().current().fail();
            throw new RetryableFailure("an archive is not removed yet");
        }
    }

    private static Instant workersEnd(Instant ended) {
        return ended.plus(FunctionName.BUILD_ARCHIVE.timeout()).minus(MARGIN);
    }
}
