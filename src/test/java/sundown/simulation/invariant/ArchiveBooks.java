package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.gallery.ObjectKey;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Violation;

/** The reference: what became of each archive there ever was, while the store keeps a user's current one only. */
public final class ArchiveBooks {
    public static final String NOTHING_APPEARS = "nothing of an archive is stored when the group is drained";

    private static final Duration LIFE = Duration.ofDays(30);

    private final Map<ArchiveId, Book> books = new LinkedHashMap<>();
    private final Calendar calendar;
    private BooleanSupplier drained = () -> false;

    public ArchiveBooks(Calendar calendar) {
        this.calendar = calendar;
    }

    /** A new archive. */
    void open(Archive archive, Instant now) {
        books.put(archive.id(), new Book(archive, now, calendar));
    }

    /** Tells when the group is drained. */
    public void drained(BooleanSupplier isDrained) {
        drained = isDrained;
    }

    /** True when nothing of the group runs any more. */
    public boolean groupDrained() {
        return drained.getAsBoolean();
    }

    /** What is stored later is in no manifest. */
    public void requireNotDrained(ObjectKey key) {
        Violation.unless(!groupDrained(), NOTHING_APPEARS, key);
    }

    public Book of(ArchiveId archive) {
        return books.get(archive);
    }

    /** The archive that an object belongs to, by its key. */
    public Book of(ObjectKey key) {
        Book book = books.get(new ArchiveId(key.value().split("/", -1)[2]));
        Violation.unless(book != null, "what is stored belongs to an archive", key);
        return book;
    }

    /** All archives that a user had. */
    public List<Book> of(UserId user) {
        return books.values().stream().filter(book -> book.user.equals(user)).toList();
    }

    /** One archive. */
    public static final class Book {
        private final UserId user;
        private final ArchiveId id;
        private final Instant begunAt;
        private final Instant expiry;
        private final Calendar calendar;
        private final Set<Integer> confirmed = new HashSet<>();
        private Optional<Instant> readyAt = Optional.empty();
        private Optional<Instant> endedAt = Optional.empty();
        private final Set<String> salts = new HashSet<>();
        private boolean removed;

        private Book(Archive archive, Instant begunAt, Calendar calendar) {
            this.user = archive.user();
            this.id = archive.id();
            this.begunAt = begunAt;
            this.expiry = archive.createdAt().plus(LIFE);
            this.calendar = calendar;
        }

        public ArchiveId id() {
            return id;
        }

        public UserId user() {
            return user;
        }

        Instant begunAt() {
            return begunAt;
        }

        /** The first instant at which it must not be served. */
        public Instant end() {
            return expiry.isBefore(calendar.close()) ? expiry : calendar.close();
        }

        void ready(Instant now) {
            readyAt = Optional.of(now);
        }

        public Optional<Instant> readyAt() {
            return readyAt;
        }

        void ended(Instant now) {
            endedAt = endedAt.or(() -> Optional.of(now));
        }

        public Optional<Instant> endedAt() {
            return endedAt;
        }

        /** Its user said that a volume arrived, and the functions took note. */
        void confirm(int volume) {
            boolean first = confirmed.add(volume);
            Violation.unless(first, "a volume is confirmed once", id + ", " + volume);
        }

        public Set<Integer> confirmed() {
            return Set.copyOf(confirmed);
        }

        /** A volume of it was completed, in an attempt that counts or not. */
        public void completed(byte[] volume) {
            for (String salt : StoredVolumes.salts(volume)) {
                Violation.unless(salts.add(salt), StoredVolumes.NO_SALT_TWICE, id);
            }
        }

        /** What was stored of it has been removed. */
        public void removed() {
            removed = true;
        }

        /** What a worker stores after the removal would stay. */
        public void requireNotRemoved() {
            Violation.unless(!removed, "nothing is stored after its removal", id);
        }
    }
}
