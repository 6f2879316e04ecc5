package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.gallery.ObjectKey;
import sundown.simulation.cloud.ArchiveCloud;
import sundown.simulation.run.Violation;

/**
 * What must hold of archives when a world rests.
 *
 * @param peace since when all has gone well
 */
public record ArchiveEndings(ArchiveCloud cloud, Instant peace) {
    /** The longest pause between two attempts at a plan or a volume, and some more. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** Checks what became of all archives of a user. */
    public void check(UserId user) {
        cloud.archive(user).ifPresent(ArchiveEndings::checkEnded);
        List<ObjectKey> left = cloud.bucket.everything().stream()
                .filter(key -> key.value().contains("/" + user + "/"))
                .toList();
        Violation.unless(left.isEmpty(), "nothing is left of archives that have ended", left);
        cloud.books.of(user).forEach(this::checkInTime);
    }

    private static void checkEnded(Archive archive) {
        Violation.unless(!archive.state().live(), "every archive comes to an end", archive.state());
        Violation.unless(archive.password().isEmpty(), "a password is forgotten", archive.id());
        Violation.unless(archive.nextCleaning().isEmpty(), "nothing is left to be removed", archive.nextCleaning());
    }

    /** Where all goes well an archive becomes ready, or ends, however it stood before. */
    private void checkInTime(ArchiveBooks.Book book) {
        boolean begunInPeace = !book.begunAt().isBefore(peace);
        Duration age = begunInPeace ? Duration.ZERO : Duration.between(book.begunAt(), peace);
        Instant latest =
                (begunInPeace ? book.begunAt() : peace).plus(LONGEST_WAIT).plus(age.multipliedBy(2));
        boolean inTime = book.readyAt()
                .or(book::endedAt)
                .filter(then -> !then.isAfter(latest))
                .isPresent();
        Violation.unless(inTime || !book.end().isAfter(latest), "nothing hangs", book.id() + ", " + book.readyAt());
        boolean well = book.readyAt().isPresent() || !book.end().isAfter(latest);
        Violation.unless(!begunInPeace || well, "an archive is made where all goes well", book.id());
    }
}
