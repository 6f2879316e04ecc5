package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.EntryContents.WrongContentsException;
import sundown.archive.zip.ZipEntry;
import sundown.archive.zip.ZipEntry.Salt;
import sundown.contract.SampleArchives;
import sundown.edge.Forwarding;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryObjects;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryObjects;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;
import sundown.gallery.StoredObject;

// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class ReadAheadTest {
    private static final int LARGE = (int) ReadAhead.WHOLE + 3;

    private final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();
    private final InMemoryGalleryObjects objects = new InMemoryGalleryObjects(bytes, Instant.EPOCH);
    private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(7);

    @AutoClose
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private final List<byte[]> contents = new ArrayList<>();

    @Test
    void givesEveryByteInOrder() throws Exception {
        List<PlannedEntry> entries = entries(5, 0, LARGE, 1, Fetch.BlockPool.BLOCK, Fetch.BlockPool.BLOCK + 1, 7);

        try (ReadAhead ahead = over(objects, entries)) {
            for (int entry = 0; entry < entries.size(); entry++) {
                assertThat(ahead.open(entry, 0).readAllBytes()).isEqualTo(contents.get(entry));
            }
        }
        assertThat(objects.opened()).isEqualTo(entries.size() + 2);
    }

    @Test
    void beginsInTheMiddleOfAnEntry() throws Exception {
        List<PlannedEntry> entries = entries(100, LARGE, 3);

        try (ReadAhead ahead = over(objects, entries)) {
            assertThat(ahead.open(1, 12_345).readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(contents.get(1), 12_345, LARGE));
            assertThat(ahead.open(2, 0).readAllBytes()).isEqualTo(contents.get(2));
        }
    }

    @Test
    void readsSeveralEntriesAtOnce() throws Exception {
        List<PlannedEntry> entries = entries(10, 10, 10, 10, 10, 10, 10, 10);
        CountDownLatch six = new CountDownLatch(6);
        GalleryObjects slow = Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
            public GalleryObjects.Section open(ObjectVersion object) {
                six.countDown();
                awaited(six);
                return real.open(object);
            }
        });

        try (ReadAhead ahead = over(slow, entries)) {
            assertThat(ahead.open(0, 0).readAllBytes()).isEqualTo(contents.getFirst());
        }
    }

    @Test
    void requestsNoMoreThanFitsIntoMemory() throws Exception {
        List<PlannedEntry> entries = entries(12 << 20, 12 << 20, 12 << 20, 12 << 20);
        AtomicInteger opened = new AtomicInteger();
        GalleryObjects counting = Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
            public GalleryObjects.Section open(ObjectVersion object) {
                opened.incrementAndGet();
                return real.open(object);
            }
        });

        try (ReadAhead ahead = over(counting, entries)) {
            InputStream first = ahead.open(0, 0);
            assertThat(first.read()).isEqualTo(contents.getFirst()[0] & 0xFF);
            assertThat(opened.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void namesTheEntryThatDiffersFromThePlan() throws Exception {
        List<PlannedEntry> entries = entries(10, 10, 10);
        bytes.put(new ObjectKey("1/u/1"), new byte[10]);

        try (ReadAhead ahead = over(objects, entries)) {
            ahead.open(0, 0).readAllBytes();
            assertThatExceptionOfType(WrongContentsException.class)
                    .isThrownBy(() -> ahead.open(1, 0).readAllBytes())
                    .satisfies(wrong -> assertThat(wrong.entry()).isEqualTo(1))
                    .satisfies(wrong -> assertThat(wrong.reason()).isEqualTo(WrongContentsException.Reason.CHANGED));
        }
    }

    @Test
    void reportsABrokenStreamAsRetryable() {
        List<PlannedEntry> entries = entries(10);
        GalleryObjects broken = Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
            public GalleryObjects.Section open(ObjectVersion object) {
                return new GalleryObjects.Section.Found(new BrokenStream(), 10);
            }
        });

        try (ReadAhead ahead = over(broken, entries)) {
            InputStream stream = ahead.open(0, 0);
            assertThatExceptionOfType(RetryableFailure.class).isThrownBy(stream::readAllBytes);
        }
    }

    @Test
    void closesBeforeTheEnd() throws Exception {
        List<PlannedEntry> entries = entries(LARGE, LARGE);

        try (ReadAhead ahead = over(objects, entries)) {
            assertThat(ahead.open(0, 0).readNBytes(10)).hasSize(10);
        }
    }

    private ReadAhead over(GalleryObjects gallery, List<PlannedEntry> entries) {
        return new ReadAhead(
                SampleArchives.fresh(new UserId("u")),
                SampleArchives.plan(1),
                entries,
                gallery,
                new PlanFiles(new InMemoryArchiveBucket(Clock.systemUTC(), 1)),
                executor);
    }

    private List<PlannedEntry> entries(int... lengths) {
        return Arrays.stream(lengths).mapToObj(this::entry).toList();
    }

    private PlannedEntry entry(int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        ObjectKey key = new ObjectKey("1/u/" + contents.size());
        bytes.put(key, content);
        contents.add(content);
        StoredObject stored = objects.list(key.value()).findFirst().orElseThrow();
        return new PlannedEntry(
                new ZipEntry(key.value(), length, Instant.EPOCH.plus(Duration.ofDays(9_999)), new Salt(1, length)),
                new Source.Photo(new ItemId("i" + contents.size()), stored.version()));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the others were not asked for");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Its connection is lost. */
    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }
}
