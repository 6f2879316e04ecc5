package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.UserId;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryClaims;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketDeletion;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.UserEntries;
import sundown.timeline.GroupId;

/** What listing and deleting for good promise, on buckets that keep versions. */
public abstract class BucketsContract {
    /** The root of another bucket of the gallery. */
    protected abstract String elsewhere();

    private static final PurgedBucket GALLERY = PurgedBucket.GALLERY;
    private static final GroupId ONE = new GroupId("1");
    private static final GroupId TWO = new GroupId("2");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("ann-b");

    /** The listing under test; the buckets are empty at first. */
    protected abstract BucketListing listing();

    /** The deletion under test. */
    protected abstract BucketDeletion deletion();

    /** Stores an object. */
    protected abstract void put(PurgedBucket bucket, ObjectKey key, byte[] bytes);

    /** Deletes an object as those do who know nothing of versions. */
    protected abstract void mark(PurgedBucket bucket, ObjectKey key);

    /** Begins an upload. */
    protected abstract void begin(PurgedBucket bucket, ObjectKey key);

    @ParameterizedTest
    @EnumSource
    void listsWhatAnObjectIs(PurgedBucket bucket) {
        put(bucket, key("1/u/a"), new byte[7]);
        assertThat(entries(bucket)).singleElement().satisfies(entry -> {
            assertThat(entry.bucket()).isEqualTo(bucket);
            assertThat(entry.key()).isEqualTo(key("1/u/a"));
            assertThat(entry.kind()).isEqualTo(BucketEntry.Kind.VERSION);
            assertThat(entry.bytes()).isEqualTo(7);
            // The MD5 of seven zero bytes.
            assertThat(entry.etag().orElseThrow().value()).isEqualTo("\"d310a40483f9399dd7ed1712e0fdd702\"");
        });
    }

    @Test
    void listsEveryVersionMarkerAndUpload() {
        put(GALLERY, key("1/u/a"), new byte[1]);
        put(GALLERY, key("1/u/a"), new byte[2]);
        mark(GALLERY, key("1/u/a"));
        put(GALLERY, key("1/u/b"), new byte[3]);
        begin(GALLERY, key("1/u/a"));
        begin(GALLERY, key("1/u/a"));
        begin(GALLERY, key("1/u/a"));
        begin(GALLERY, key("1/u/c"));

        List<BucketEntry> entries = entries(GALLERY);
        assertThat(entries.stream().map(entry -> entry.key().value()))
                .containsExactly("1/u/a", "1/u/a", "1/u/a", "1/u/b", "1/u/a", "1/u/a", "1/u/a", "1/u/c");
        assertThat(entries.stream().limit(3).map(BucketEntry::kind))
                .containsExactlyInAnyOrder(BucketEntry.Kind.VERSION, BucketEntry.Kind.VERSION, BucketEntry.Kind.MARKER);
        assertThat(entries.stream().skip(4).map(BucketEntry::kind)).containsOnly(BucketEntry.Kind.UPLOAD);
        assertThat(entries.stream().map(BucketEntry::version)).doesNotHaveDuplicates();
        assertThat(entries.stream().mapToLong(BucketEntry::bytes).sum()).isEqualTo(6);
        assertThat(entries(GALLERY)).isEqualTo(entries);
    }

    @Test
    void listsNothingOfOthers() {
        Stream.of("1/u0/a", "1/uu/a", "11/u/a", "2/u/a", "1/u", "u/a")
                .map(BucketsContract::key)
                .forEach(key -> {
                    put(GALLERY, key, new byte[1]);
                    begin(GALLERY, key);
                });
        put(PurgedBucket.ARCHIVE, key("1/u/a"), new byte[1]);
        assertThat(entries(GALLERY)).isEmpty();
        assertThat(entries(PurgedBucket.ARCHIVE)).hasSize(1);
    }

    @Test
    void namesTheFoldersOfAGroupEachOnceAndPageByPage() {
        put(GALLERY, key("1/b/1"), new byte[1]);
        put(GALLERY, key("1/b/2"), new byte[1]);
        put(GALLERY, key("1/b-x/1"), new byte[1]);
        put(GALLERY, key("1/b0/1"), new byte[1]);
        mark(GALLERY, key("1/hidden/1"));
        begin(GALLERY, key("1/a/1/2"));
        begin(GALLERY, key("1/b/9"));
        begin(GALLERY, key("1/z/9"));
        put(GALLERY, key("1/loose"), new byte[1]);
        put(GALLERY, key("2/other/1"), new byte[1]);
        put(PurgedBucket.ARCHIVE, key("1/archived/1"), new byte[1]);

        List<String> all = List.of("a/", "b-x/", "b/", "b0/", "hidden/", "loose", "z/");
        assertThat(listing().folders(GALLERY, "1/", Optional.empty(), 1_000)).isEqualTo(all);
        assertThat(IntStream.rangeClosed(1, 3).boxed())
                .allSatisfy(limit -> assertThat(pageByPage(limit)).isEqualTo(all));
    }

    @Test
    void deletesTheVersionsThatAreNamedAndNoOthers() {
        put(GALLERY, key("1/u/a"), new byte[1]);
        put(GALLERY, key("1/u/a"), new byte[2]);
        mark(GALLERY, key("1/u/a"));
        put(GALLERY, key("1/u/b"), new byte[3]);
        begin(GALLERY, key("1/u/a"));
        List<BucketEntry> entries = entries(GALLERY);
        List<BucketEntry> named = List.of(entries.getFirst(), entries.get(2));
        List<BucketEntry> rest = List.of(entries.get(1), entries.get(3), entries.get(4));

        assertThat(deletion().delete(named)).isEmpty();
        assertThat(entries(GALLERY)).isEqualTo(rest);
        assertThat(deletion().delete(named)).as("again").isEmpty();
        assertThat(entries(GALLERY)).isEqualTo(rest);
    }

    @Test
    void endsAnUploadAndNoOther() {
        begin(GALLERY, key("1/u/a"));
        begin(GALLERY, key("1/u/a"));
        List<BucketEntry> uploads = entries(GALLERY);
        deletion().abort(uploads.getFirst());
        assertThat(entries(GALLERY)).containsExactly(uploads.getLast());
        deletion().abort(uploads.getFirst());
        assertThat(entries(GALLERY)).containsExactly(uploads.getLast());
    }

    /** Pages end among the versions of one object. */
    @Test
    void listsAndDeletesMoreVersionsOfOneAccountThanAPageTakes() {
        IntStream.range(0, 8).forEach(number -> put(GALLERY, key("1/u/" + number), new byte[1]));
        IntStream.range(0, 5).forEach(number -> mark(GALLERY, key("1/u/" + number)));
        IntStream.range(0, 6).forEach(number -> put(GALLERY, key("1/u/z"), new byte[number]));
        put(GALLERY, key("1/v/kept"), new byte[1]);

        List<BucketEntry> entries = entries(GALLERY);
        assertThat(entries).hasSize(19).doesNotHaveDuplicates();
        assertThat(deletion().delete(entries)).isEmpty();
        assertThat(entries(GALLERY)).isEmpty();
        assertThat(listing().entries(GALLERY, "1/v/")).hasSize(1);
    }

    /** A key may contain the name of a file, and that any character. */
    @Test
    void listsAndDeletesKeysThatXmlHasNoFormFor() {
        List<ObjectKey> keys = Stream.of(
                        "1/u/\u001b[31m/x",
                        "1/u/a\r\nb",
                        "1/u/\u0085\uFFFF",
                        "1/u/a+b %41&<>\"'",
                        "1/u/\u0644\uD83D\uDE00")
                .map(BucketsContract::key)
                .toList();
        for (ObjectKey key : keys) {
            put(GALLERY, key, new byte[1]);
            put(GALLERY, key, new byte[2]);
        }
        // S3 answers with the key of an upload that begins, in XML.
        keys.stream().skip(3).forEach(key -> begin(GALLERY, key));
        mark(GALLERY, keys.getFirst());

        List<BucketEntry> entries = entries(GALLERY);
        assertThat(entries).hasSize(13).extracting(BucketEntry::key).containsAll(keys);
        assertThat(listing().entries(GALLERY, keys)).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(listing().folders(GALLERY, "1/u/", Optional.empty(), 1_000))
                .hasSize(5)
                .contains("\u001b[31m/", "a\r\nb");

        List<BucketEntry> uploads = entries.stream()
                .filter(entry -> entry.kind() == BucketEntry.Kind.UPLOAD)
                .toList();
        uploads.forEach(deletion()::abort);
        List<BucketEntry> versions =
                entries.stream().filter(entry -> !uploads.contains(entry)).toList();
        assertThat(deletion().delete(versions.subList(1, versions.size()))).isEmpty();
        assertThat(entries(GALLERY)).containsExactly(versions.getFirst());
        assertThat(deletion().delete(versions)).as("again").isEmpty();
        assertThat(entries(GALLERY)).isEmpty();
    }

    /** A user has the same key in both, and one call deletes of both. */
    @Test
    void keepsTheBucketsOfAGalleryApart() {
        put(GALLERY, key("1/u/a"), new byte[1]);
        put(GALLERY, key(elsewhere() + "1/u/a"), new byte[2]);
        mark(GALLERY, key(elsewhere() + "1/u/a"));
        begin(GALLERY, key(elsewhere() + "1/u/b"));
        put(GALLERY, key(elsewhere() + "1/v/a"), new byte[3]);

        List<BucketEntry> here = entries(GALLERY);
        List<BucketEntry> elsewhere =
                listing().entries(GALLERY, elsewhere() + "1/u/").toList();
        assertThat(here).extracting(entry -> entry.key().value()).containsExactly("1/u/a");
        assertThat(elsewhere)
                .extracting(entry -> entry.key().value())
                .containsExactly(elsewhere() + "1/u/a", elsewhere() + "1/u/a", elsewhere() + "1/u/b");
        assertThat(listing().entries(GALLERY, List.of(key("1/u/a"), key(elsewhere() + "1/v/a"))))
                .extracting(BucketEntry::bytes)
                .containsExactly(1L, 3L);
        assertThat(listing().folders(GALLERY, elsewhere() + "1/", Optional.empty(), 1_000))
                .containsExactly("u/", "v/");
        assertThat(listing().folders(GALLERY, elsewhere() + "1/", Optional.of("u/"), 1_000))
                .containsExactly("v/");

        deletion().abort(elsewhere.getLast());
        assertThat(deletion().delete(List.of(here.getFirst(), elsewhere.getFirst(), elsewhere.get(1))))
                .isEmpty();
        assertThat(entries(GALLERY)).isEmpty();
        assertThat(listing().entries(GALLERY, elsewhere() + "1/u/")).isEmpty();
        assertThat(listing().entries(GALLERY, elsewhere() + "1/v/")).hasSize(1);
    }

    @Test
    void listsTheObjectsOfKeys() {
        put(GALLERY, key("b/1"), new byte[1]);
        put(GALLERY, key("a"), new byte[2]);
        put(GALLERY, key("a"), new byte[3]);
        mark(GALLERY, key("a"));
        begin(GALLERY, key("a"));
        begin(GALLERY, key("begun"));
        put(GALLERY, key("a/1"), new byte[1]);
        put(GALLERY, key("a1"), new byte[1]);
        begin(GALLERY, key("a2"));
        put(PurgedBucket.ARCHIVE, key("a"), new byte[1]);

        List<ObjectKey> keys = Stream.of("b/1", "a", "begun", "never", "a")
                .map(BucketsContract::key)
                .toList();
        List<BucketEntry> entries = listing().entries(GALLERY, keys).toList();
        assertThat(entries)
                .extracting(entry -> entry.key().value() + " " + entry.kind())
                .hasSize(6)
                .contains("a MARKER")
                .endsWith("a UPLOAD", "b/1 VERSION", "begun UPLOAD");
        assertThat(entries).extracting(BucketEntry::version).doesNotHaveDuplicates();
        assertThat(entries).allMatch(entry -> entry.bucket() == GALLERY);
        assertThat(listing().entries(GALLERY, List.of())).isEmpty();
    }

    @Test
    void countsWhatNeverWasAsDeleted() {
        BucketEntry never = BucketEntry.marker(GALLERY, key("1/u/never"), new VersionId("v0000000000009999"));
        assertThat(deletion().delete(List.of(never))).isEmpty();
    }

    static List<String> layouts() {
        return List.of(
                "group-first/",
                "user-first/old photos/",
                "by-rows/",
                "group-first/ user-first/%s",
                "user-first/ by-rows/%s",
                "by-rows/ group-first/%s");
    }

    /** What is listed of a user for their group, whatever the layout, and what is left when it is deleted. */
    @ParameterizedTest
    @MethodSource("layouts")
    void haveAllThatIsAUsersAndNothingOfOthers(String layout) {
        Galleries galleries = new Galleries(layout);
        List<BucketEntry> ofAnn = galleries.of(ANN, Standing.ACCOUNT);
        List<BucketEntry> ofBob = galleries.of(BOB, Standing.ACCOUNT);
        assertThat(ofAnn)
                .extracting(entry -> entry.key().value() + " " + entry.kind())
                .containsExactlyInAnyOrderElementsOf(galleries.expected(part -> true));
        assertThat(ofAnn.stream().filter(BucketEntry::shared))
                .extracting(BucketEntry::key)
                .containsOnly(galleries.shared, galleries.lent);

        assertThat(galleries.looked())
                .as("what a verification lists, in the group's folders and beyond")
                .containsExactlyInAnyOrderElementsOf(ofAnn);
        galleries.rows = new InMemoryGalleryIndex();
        assertThat(galleries.named(ANN, ofAnn)).as("what a manifest names").containsExactlyInAnyOrderElementsOf(ofAnn);

        galleries.delete(ofAnn.stream().filter(entry -> !entry.shared()).toList());
        assertThat(galleries.named(ANN, ofAnn)).hasSize(3).allMatch(BucketEntry::shared);
        assertThat(galleries.named(BOB, ofBob)).isNotEmpty().isEqualTo(ofBob);
    }

    /** Where groups are not apart, nothing tells whether it is the group's. */
    @ParameterizedTest
    @MethodSource("layouts")
    void haveOfAUserWithoutAnAccountWhatIsTheGroupsByItsKey(String layout) {
        Galleries galleries = new Galleries(layout);
        assertThat(galleries.of(ANN, Standing.NO_ACCOUNT))
                .extracting(entry -> entry.key().value() + " " + entry.kind())
                .containsExactlyInAnyOrderElementsOf(galleries.expected(BucketLayout::keepsGroupsApart));
    }

    /** In each bucket of a gallery, versions and an upload of two users, who share an object of each. */
    private final class Galleries {
        private final GalleryLayout layout;
        private final InMemoryClaims claims = new InMemoryClaims();
        private final ObjectKey shared;
        private final ObjectKey lent;
        private InMemoryGalleryIndex rows = new InMemoryGalleryIndex();

        private Galleries(String written) {
            layout = GalleryLayout.of(written.formatted(elsewhere()));
            PurgedBucket.parts(layout).forEach(this::fill);
            BucketLayout first = layout.parts().getFirst();
            shared = first.hasFolders() ? key(first.prefix(TWO, BOB) + "shared") : keyOf(first, BOB, "shared");
            put(GALLERY, shared, new byte[3]);
            lent = keyOf(first, ANN, "a");
            for (UserId user : List.of(ANN, BOB)) {
                claims.put(shared, user);
                claims.put(lent, user);
            }
        }

        private void fill(PurgedBucket.Part part) {
            for (UserId user : List.of(ANN, BOB)) {
                put(part.bucket(), keyOf(part.layout(), user, "a"), new byte[1]);
                put(part.bucket(), keyOf(part.layout(), user, "a"), new byte[2]);
                begin(part.bucket(), keyOf(part.layout(), user, "b"));
            }
            if (part.layout().keepsGroupsApart()) {
                put(part.bucket(), key(part.layout().prefix(TWO, ANN) + "a"), new byte[1]);
            }
        }

        private ObjectKey keyOf(BucketLayout part, UserId user, String name) {
            if (part.hasFolders()) {
                return key(part.prefix(ONE, user) + name);
            }
            ObjectKey key = key(part.root() + "pool/" + name + user);
            rows.put(user, SampleItems.bare(new ItemId(name), key, name, 1));
            return key;
        }

        /** Of the first user, in some buckets. */
        private List<String> expected(Predicate<BucketLayout> some) {
            Stream<String> own = PurgedBucket.parts(layout)
                    .map(PurgedBucket.Part::layout)
                    .filter(some)
                    .flatMap(part -> Stream.of(
                            keyOf(part, ANN, "a").value() + " VERSION",
                            keyOf(part, ANN, "a").value() + " VERSION",
                            keyOf(part, ANN, "b").value() + " UPLOAD"));
            return some.test(layout.parts().getFirst())
                    ? Stream.concat(own, Stream.of(shared.value() + " VERSION")).toList()
                    : own.toList();
        }

        private UserEntries entries() {
            return new UserEntries(listing(), layout, rows, claims);
        }

        private List<BucketEntry> of(UserId user, Standing standing) {
            return entries()
                    .listEntries(ONE, user, standing, entries().extentFromClaims(user))
                    .toList();
        }

        private List<BucketEntry> named(UserId user, List<BucketEntry> manifest) {
            return entries()
                    .listEntries(ONE, user, Standing.ACCOUNT, entries().extentFromManifest(user, manifest))
                    .toList();
        }

        private List<BucketEntry> looked() {
            return Stream.concat(
                            entries().listFolders(ONE, ANN),
                            entries()
                                    .listOutsideGroup(
                                            ONE,
                                            ANN,
                                            Standing.ACCOUNT,
                                            entries().extentFromClaims(ANN)))
                    .toList();
        }

        private void delete(List<BucketEntry> named) {
            for (PurgedBucket bucket : PurgedBucket.values()) {
                List<BucketEntry> versions = named.stream()
                        .filter(entry -> entry.bucket() == bucket && entry.kind() != BucketEntry.Kind.UPLOAD)
                        .toList();
                assertThat(versions.isEmpty() ? versions : deletion().delete(versions))
                        .isEmpty();
            }
            named.stream()
                    .filter(entry -> entry.kind() == BucketEntry.Kind.UPLOAD)
                    .forEach(deletion()::abort);
        }
    }

    private List<String> pageByPage(int limit) {
        List<String> all = new ArrayList<>();
        List<String> page = listing().folders(GALLERY, "1/", Optional.empty(), limit);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            page = listing().folders(GALLERY, "1/", Optional.of(all.getLast()), limit);
        }
        return all;
    }

    private List<BucketEntry> entries(PurgedBucket bucket) {
        return listing().entries(bucket, "1/u/").toList();
    }

    private static ObjectKey key(String value) {
        return new ObjectKey(value);
    }
}
