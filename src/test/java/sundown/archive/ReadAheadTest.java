package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.contract.SampleItems;
import sundown.edge.Forwarding;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryObjects;
import sundown.gallery.GalleryObjects.ObjectVersion;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.InMemoryGalleryObjects;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.sweep.SeveralAtOnce;

// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class ReadAheadTest {
    private static final int PART = 1_000;
    private static final int SECTION = PART / 8;
    private static final int AT_ONCE = 4;

    private final InMemoryGalleryBytes bytes = new InMemoryGalleryBytes();
    private final InMemoryGalleryObjects objects = new InMemoryGalleryObjects(bytes, Instant.EPOCH);
    private final RandomGenerator random = RandomGeneratorFactory.getDefault().create(7);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final ByteArrayOutputStream contents = new ByteArrayOutputStream();

    @Test
    void givesEveryByteInOrder() {
        List<ArchiveItem> items = items(5, 0, 7 * SECTION + 3, 1, SECTION, SECTION + 1, 7);

        readAll(objects, items);

        assertThat(read.toByteArray()).isEqualTo(contents.toByteArray());
        assertThat(objects.opened()).isEqualTo(items.size() + 8);
    }

    @Test
    void readsSeveralItemsAtOnce() {
        CountDownLatch all = new CountDownLatch(AT_ONCE);
        readAll(
                Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
                    public GalleryObjects.Section open(ObjectVersion object) {
                        all.countDown();
                        awaited(all);
                        return real.open(object);
                    }
                }),
                items(10, 10, 10, 10, 10, 10, 10, 10));

        assertThat(read.toByteArray()).isEqualTo(contents.toByteArray());
    }

    @Test
    void readsSeveralSectionsOfALargeItemAtOnce() {
        CountDownLatch all = new CountDownLatch(AT_ONCE);
        readAll(
                Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
                    public GalleryObjects.Section open(ObjectVersion object, long offset, long length) {
                        all.countDown();
                        awaited(all);
                        return real.open(object, offset, length);
                    }
                }),
                items(20 * SECTION));

        assertThat(read.toByteArray()).isEqualTo(contents.toByteArray());
    }

    /** A large item must not come into memory as a whole. */
    @Test
    void requestsNoMoreThanFitsIntoMemory() {
        AtomicInteger opened = new AtomicInteger();
        GalleryObjects counting = Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
            public GalleryObjects.Section open(ObjectVersion object, long offset, long length) {
                opened.incrementAndGet();
                return real.open(object, offset, length);
            }
        });
        AtomicInteger taken = new AtomicInteger();

        over(counting).read(items(100 * SECTION)).forEach(piece -> {
            assertThat(opened.get()).isLessThanOrEqualTo(taken.incrementAndGet() + AT_ONCE);
        });
        assertThat(taken).hasValue(100);
    }

    @Test
    void endsWhereItsReaderEnds() {
        assertThat(over(objects).read(items(100 * SECTION)).findFirst()).isPresent();
        assertThat(objects.opened()).isLessThanOrEqualTo(AT_ONCE + 1);
    }

    @Test
    void namesTheItemThatChangedOrIsGone() {
        List<ArchiveItem> items = items(10, 10, 2 * SECTION, 10);
        bytes.put(new ObjectKey("1/u/1"), new byte[10]);
        bytes.remove(new ObjectKey("1/u/2"));

        assertThat(over(objects).read(items).map(ReadAhead.Piece::wrong))
                .containsExactly(
                        Optional.empty(),
                        Optional.of(LeftOut.Reason.CHANGED),
                        Optional.of(LeftOut.Reason.GONE),
                        Optional.of(LeftOut.Reason.GONE),
                        Optional.empty());
    }

    @Test
    void repeatsARequestThatBrokeOffAndFailsWhenThatDoesNotHelp() {
        AtomicInteger opened = new AtomicInteger();
        GalleryObjects broken = Forwarding.to(GalleryObjects.class, objects, real -> new Object() {
            public GalleryObjects.Section open(ObjectVersion object) {
                return opened.incrementAndGet() == 3
                        ? real.open(object)
                        : new GalleryObjects.Section.Found(new BrokenStream(), 10);
            }
        });
        readAll(broken, items(10));
        assertThat(read.toByteArray()).isEqualTo(contents.toByteArray());

        opened.set(3);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> readAll(broken, items(10)));
    }

    private void readAll(GalleryObjects gallery, List<ArchiveItem> items) {
        ReadAhead ahead = over(gallery);
        ahead.read(items).forEach(piece -> {
            assertThat(piece.wrong()).isEmpty();
            read.write(piece.buffer().bytes, 0, piece.length());
            Arrays.fill(piece.buffer().bytes, (byte) 0);
            ahead.done(piece);
        });
    }

    private static ReadAhead over(GalleryObjects gallery) {
        return new ReadAhead(
                gallery,
                new SeveralAtOnce(Integer.MAX_VALUE),
                new ArchiveSettings(PART, PART, PART, Duration.ofDays(1)));
    }

    private List<ArchiveItem> items(int... lengths) {
        List<byte[]> all = Arrays.stream(lengths)
                .mapToObj(length -> {
                    byte[] content = new byte[length];
                    random.nextBytes(content);
                    return content;
                })
                .toList();
        return IntStream.range(0, all.size())
                .mapToObj(index -> {
                    ObjectKey key = new ObjectKey("1/u/" + index);
                    bytes.put(key, all.get(index));
                    contents.writeBytes(all.get(index));
                    return new ArchiveItem(
                            SampleItems.bare(new ItemId("i" + index), key, "a.jpg", 1), "a.jpg", objects.find(key));
                })
                .toList();
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
