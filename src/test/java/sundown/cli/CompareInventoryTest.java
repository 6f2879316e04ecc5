package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.InMemoryAuditFiles;
import sundown.purge.ManifestRoot;
import sundown.purge.Manifests;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** A manifest that lists ann and ben, and leaves out hal, who is under hold. */
class CompareInventoryTest {
    private static final String SCHEMA =
            "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, IsMultipartUploaded";
    private static final PlanId PLAN = new PlanId("plan00001");
    private static final GroupId GROUP = new GroupId("1");
    private static final Instant PLANNED = Instant.parse("2023-06-01T08:00:00Z");
    private static final Instant BEFORE = Instant.parse("2023-05-01T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2023-06-02T01:00:00Z");
    private static final String PHOTO = "1/ann/a +%ü\n.jpg";

    @TempDir
    private Path folder;

    private GalleryLayout layout = GalleryLayout.GROUP_FIRST;

    private final Map<UserId, List<BucketEntry>> named =
            new TreeMap<>((one, other) -> one.value().compareTo(other.value()));

    /** Rows of the galleries' inventory, the first of which are what the manifest names. */
    private final List<String> rows = new ArrayList<>();

    private final List<String> archives = new ArrayList<>();

    @BeforeEach
    void agree() {
        named.put(
                new UserId("ann"),
                List.of(
                        version(PurgedBucket.GALLERY, PHOTO, "v1", 10),
                        version(PurgedBucket.GALLERY, PHOTO, "null", 11),
                        BucketEntry.marker(PurgedBucket.GALLERY, new ObjectKey(PHOTO), new VersionId("v2")),
                        version(PurgedBucket.ARCHIVE, "1/ann/archive/plan/1.zip", "v1", 500),
                        BucketEntry.upload(
                                PurgedBucket.ARCHIVE,
                                new ObjectKey("1/ann/archive/plan/2.zip"),
                                new VersionId("upload"))));
        named.put(new UserId("ben"), List.of(version(PurgedBucket.GALLERY, "1/ben/photo", "v1", 7)));
        rows.add(row("1/ben/photo", "v1", "false", "7", BEFORE));
        rows.add(row(PHOTO, "v2", "true", "", BEFORE));
        rows.add(row(PHOTO, "v1", "false", "10", BEFORE));
        rows.add(row(PHOTO, "", "false", "11", BEFORE));
        rows.add(row("1/hal/photo", "v1", "false", "9", BEFORE));
        rows.add(row("2/ann/photo", "v1", "false", "1", BEFORE));
        rows.add(row("10/ann/photo", "v1", "false", "1", BEFORE));
        rows.add(row("elsewhere", "v1", "false", "1", BEFORE));
        archives.add(row("1/ann/archive/plan/1.zip", "v1", "false", "500", BEFORE));
    }

    private static BucketEntry version(PurgedBucket bucket, String key, String version, long bytes) {
        return BucketEntry.version(bucket, new ObjectKey(key), new VersionId(version), bytes, new ETag("\"tag\""));
    }

    private static String row(String key, String version, String marker, String size, Instant modified) {
        return Stream.of(
                        "bucket",
                        URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"),
                        version,
                        "true",
                        marker,
                        size,
                        modified.toString(),
                        "tag",
                        "false")
                .map(cell -> '"' + cell + '"')
                .reduce((cells, cell) -> cells + "," + cell)
                .orElseThrow();
    }

    @Test
    void agreesWhereWhatDiffersIsExpected() throws IOException {
        rows.add(row("1/ann/late", "v1", "false", "3", PLANNED.plusSeconds(60)));
        CommandLineRun run = compare();
        assertThat(run.error()).isEmpty();
        assertThat(run.out().subList(1, run.out().size()))
                .containsExactly(
                        "Inventory of bucket, begun at 2023-06-02T01:00:00Z, in 2 files",
                        "Inventory of bucket, begun at 2023-06-02T01:00:00Z, in 2 files",
                        "As expected, in both: 5 entries, 528 bytes",
                        "As expected, under hold: 1 entries, 9 bytes",
                        "As expected, newer than the plan or its certificate: 1 entries, 3 bytes",
                        "As expected, an unfinished upload, which no inventory has: 1 entries, 0 bytes",
                        "Nothing differs.");
        assertThat(run.exitCode()).isZero();
    }

    /** Those who approve the hash compare it with this. */
    @Test
    void namesTheHashOfTheManifest() throws IOException {
        String hash = copy().hash().hex();
        assertThat(compare().out().getFirst()).isEqualTo("Manifest " + hash + ", begun at " + PLANNED);
    }

    @Test
    void findsWhatTheManifestDoesNotName() throws IOException {
        IntStream.range(0, 12)
                .forEach(number -> rows.add(row("1/eve/%02d".formatted(number), "v1", "false", "2", BEFORE)));
        rows.add(row(PHOTO, "v0", "true", "", BEFORE));
        rows.add(row("1/loose\u202e.txt", "v1", "false", "4", BEFORE));
        Path file = folder.resolve("differences.jsonl");
        CommandLineRun run = compare("--differences", file.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "Difference, in the inventory, and not in the manifest: 13 entries, 24 bytes",
                        "  GALLERY 1/ann/a +%ü\\u000a.jpg, MARKER v0, 0 bytes",
                        "  GALLERY 1/eve/00, VERSION v1, 2 bytes",
                        "  GALLERY 1/eve/08, VERSION v1, 2 bytes",
                        "Difference, of no user, and not in the manifest: 1 entries, 4 bytes",
                        "  GALLERY 1/loose\\u202e.txt, VERSION v1, 4 bytes",
                        "Something differs.")
                .noneMatch(line -> line.contains("1/eve/09"));
        assertThat(Files.readAllLines(file))
                .hasSize(14)
                .contains("{\"finding\":\"NOT_NAMED\",\"entry\":{\"bucket\":\"GALLERY\",\"key\":\"1/eve/11\","
                        + "\"version\":\"v1\",\"kind\":\"VERSION\",\"bytes\":2}}")
                .allSatisfy(line ->
                        assertThat(Json.read(line).path("finding").asText()).isIn("NOT_NAMED", "NOBODYS"));
    }

    @Test
    void findsWhatTheInventoryDoesNotHave() throws IOException {
        rows.removeFirst();
        assertThat(compare().out())
                .contains(
                        "Difference, in the manifest, and not in the inventory: 1 entries, 7 bytes",
                        "  GALLERY 1/ben/photo, VERSION v1, 7 bytes");
        assertThat(compare(BEFORE).out())
                .contains("As expected, named, and perhaps newer than the inventory: 1 entries, 7 bytes")
                .endsWith("Nothing differs.");
    }

    @Test
    void findsAnotherSizeAndAnotherKind() throws IOException {
        rows.set(0, row("1/ben/photo", "v1", "false", "8", BEFORE));
        rows.set(1, row(PHOTO, "v2", "false", "0", BEFORE));
        assertThat(compare().out())
                .anyMatch(line -> line.startsWith("Difference, in both, with another size or kind: 2 entries"));
    }

    @Test
    void comparesOneBucketAlone() throws IOException {
        rows.clear();
        Path audit = audit();
        CommandLineRun run =
                run(audit, "--archive", inventory("archives", AFTER, archives).toString());
        assertThat(run.out())
                .contains(
                        "As expected, in both: 1 entries, 500 bytes",
                        "As expected, of a bucket without an inventory here: 4 entries, 28 bytes");
        assertThat(run.exitCode()).isZero();
    }

    /** A hold that was placed after the plan keeps what the manifest names. */
    @Test
    void findsWhatIsLeftAfterTheCertificate() throws IOException {
        rows.removeFirst();
        certify();
        CommandLineRun run = compare();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "Certified at 2023-06-01T20:00:00Z",
                        "As expected, deleted, as certified: 1 entries, 7 bytes",
                        "As expected, under hold: 1 entries, 9 bytes",
                        "Difference, left after the certificate: 4 entries, 521 bytes");
        assertThat(compare("--held", "ann,joe").out())
                .contains("As expected, under hold: 5 entries, 530 bytes")
                .endsWith("Nothing differs.");
        assertThat(compare(PLANNED).out())
                .as("an inventory that is older than the certificate")
                .contains("As expected, in both: 4 entries, 521 bytes");
    }

    /** Of other groups' folders the manifest names what its users share, every version of it. */
    private void share() {
        named.put(
                new UserId("cid"),
                List.of(
                        version(PurgedBucket.GALLERY, "2/bob/x", "v1", 20).ofSharing(true),
                        version(PurgedBucket.GALLERY, "2/bob/gone", "v1", 30).ofSharing(true)));
        rows.add(row("2/bob/x", "v1", "false", "20", BEFORE));
        rows.add(row("2/bob/x", "v2", "false", "21", BEFORE));
        rows.add(row("2/bob/x", "v3", "false", "22", PLANNED.plusSeconds(60)));
        rows.add(row("2/bob/other", "v1", "false", "40", BEFORE));
    }

    @Test
    void comparesWhatLiesBeyondTheGroupsFolders() throws IOException {
        share();
        CommandLineRun run = compare();
        assertThat(run.out().subList(3, run.out().size()))
                .containsExactly(
                        "As expected, in both: 6 entries, 548 bytes",
                        "As expected, under hold: 1 entries, 9 bytes",
                        "As expected, newer than the plan or its certificate: 1 entries, 22 bytes",
                        "As expected, an unfinished upload, which no inventory has: 1 entries, 0 bytes",
                        "Difference, in the inventory, and not in the manifest: 1 entries, 21 bytes",
                        "  GALLERY 2/bob/x, VERSION v2, 21 bytes",
                        "Difference, in the manifest, and not in the inventory: 1 entries, 30 bytes",
                        "  GALLERY 2/bob/gone, VERSION v1, 30 bytes",
                        "Something differs.");
    }

    @Test
    void findsWhatIsLeftToOthersBeyondTheGroupsFolders() throws IOException {
        share();
        certify();
        rows.removeIf(row -> !row.contains("2/bob/"));
        archives.clear();
        CommandLineRun run = compare();
        assertThat(run.out().subList(4, run.out().size()))
                .containsExactly(
                        "As expected, an unfinished upload, which no inventory has: 1 entries, 0 bytes",
                        "As expected, deleted, as certified: 6 entries, 558 bytes",
                        "As expected, shared, and left to others who name it: 3 entries, 63 bytes",
                        "Nothing differs.");
        assertThat(run.exitCode()).isZero();
    }

    /** Keys that begin with AaBB and BBAa have the same hash. */
    @Test
    void leavesOutWhatOtherGroupsHave() throws IOException {
        share();
        IntStream.range(0, 100).forEach(number -> rows.add(row("2/bob/AaBB" + number, "v1", "false", "1", BEFORE)));
        named.put(
                new UserId("dan"),
                IntStream.range(0, 100)
                        .mapToObj(number -> version(PurgedBucket.GALLERY, "2/bob/BBAa" + number, "v1", 1)
                                .ofSharing(true))
                        .toList());
        assertThat(compare().out())
                .contains(
                        "As expected, in both: 6 entries, 548 bytes",
                        "Difference, in the manifest, and not in the inventory: 101 entries, 130 bytes",
                        "Difference, in the inventory, and not in the manifest: 1 entries, 21 bytes");
    }

    private void certify() throws IOException {
        Path certificate = folder.resolve("audit/certificates/1/plan00001.json");
        Files.createDirectories(certificate.getParent());
        Files.writeString(certificate, "{\"times\":{\"certified\":\"2023-06-01T20:00:00Z\"}}");
    }

    /** Objects of ann and hal, of dan, who has an account in another group, and of nobody. */
    private void putUsersFirst() {
        layout = GalleryLayout.of("user-first/photos/");
        named.clear();
        rows.clear();
        named.put(
                new UserId("ann"),
                List.of(
                        version(PurgedBucket.GALLERY, "photos/ann/a", "v1", 10),
                        version(PurgedBucket.ARCHIVE, "1/ann/archive/plan/1.zip", "v1", 500)));
        rows.add(row("photos/ann/a", "v1", "false", "10", BEFORE));
        rows.add(row("photos/hal/a", "v1", "false", "20", BEFORE));
        rows.add(row("photos/dan/a", "v1", "false", "30", BEFORE));
        rows.add(row("photos/eve/a", "v1", "false", "40", BEFORE));
        rows.add(row("photos/loose", "v1", "false", "50", BEFORE));
        rows.add(row("1/ann/a", "v1", "false", "60", BEFORE));
    }

    @Test
    void comparesTheUsersOfThePlanWhereGroupsAreNotApart() throws IOException {
        putUsersFirst();
        CommandLineRun run = compare();
        assertThat(run.error()).isEmpty();
        assertThat(run.out().subList(3, run.out().size()))
                .containsExactly(
                        "As expected, in both: 2 entries, 510 bytes",
                        "As expected, under hold: 1 entries, 20 bytes",
                        "As expected, of users whom this plan does not list: 3 entries, 120 bytes",
                        "Nothing differs.");
        rows.add(row("photos/ann/b", "v1", "false", "1", BEFORE));
        assertThat(compare().out())
                .contains("Difference, in the inventory, and not in the manifest: 1 entries, 1 bytes");
    }

    @Test
    void countsWhatNoAccountNames() throws IOException {
        putUsersFirst();
        Path accounts = Files.writeString(folder.resolve("accounts.txt"), "ann\ndan\nhal\n");
        Path file = folder.resolve("differences.jsonl");
        CommandLineRun run = compare("--accounts", accounts.toString(), "--differences", file.toString());
        assertThat(run.out())
                .contains(
                        "As expected, of users whom this plan does not list: 1 entries, 30 bytes",
                        "As expected, named by no account or row, and left: 2 entries, 90 bytes",
                        "  GALLERY photos/eve/a, VERSION v1, 40 bytes",
                        "  GALLERY photos/loose, VERSION v1, 50 bytes",
                        "Nothing differs.");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.contains("\"UNNAMED\""));
        certify();
        assertThat(compare("--accounts", accounts.toString()).out())
                .contains(
                        "As expected, named by no account or row, and left: 2 entries, 90 bytes",
                        "Difference, left after the certificate: 2 entries, 510 bytes");
    }

    @Test
    void takesAccountsOnlyWhereTheyTellSomething() throws IOException {
        Path accounts = Files.writeString(folder.resolve("accounts.txt"), "ann\n\n");
        isUnusable(compare("--accounts", accounts.toString()), "The gallery keeps groups apart: leave --accounts out.");
        putUsersFirst();
        Files.delete(folder.resolve("audit/manifests/1/plan00001/manifest.jsonl"));
        isUnusable(compare("--accounts", accounts.toString()), accounts + " has a line that is no user id.");
    }

    /** Objects of ann, of hal and of dan, who also share some, and of nobody; eve was refused. */
    private Path putByRows() throws IOException {
        layout = GalleryLayout.of("by-rows/");
        named.clear();
        rows.clear();
        named.put(
                new UserId("ann"),
                List.of(
                        version(PurgedBucket.GALLERY, "aa/1", "v1", 10),
                        version(PurgedBucket.ARCHIVE, "1/ann/archive/plan/1.zip", "v1", 500)));
        rows.add(row("aa/1", "v1", "false", "10", BEFORE));
        rows.add(row("hal/2", "v1", "false", "20", BEFORE));
        rows.add(row("dan/3", "v1", "false", "30", BEFORE));
        rows.add(row("dan/3", "v0", "true", "", BEFORE));
        rows.add(row("ann/4", "v1", "false", "40", BEFORE));
        return imported("ann,1,10,aa/1\nhal,2,20,hal/2\ndan,2,20,hal/2\ndan,3,30,dan/3\neve,4,40,ann/4\n");
    }

    /** An import of ann and hal, who are of group 1, and of dan, who is not. */
    private Path imported(String items) throws IOException {
        Files.writeString(folder.resolve("accounts.csv"), "user,region\nann,IN\nhal,IN\ndan,JP\n");
        Files.writeString(folder.resolve("items.csv"), "user,item,size,key\n" + items);
        Files.writeString(folder.resolve("mapping.json"), """
                {
                  "accounts": {
                    "files": ["accounts.csv"], "format": "csv", "columns": {"userId": "user", "region": "region"}
                  },
                  "items": {
                    "files": ["items.csv"], "format": "csv", "layout": "%s",
                    "columns": {"userId": "user", "itemId": "item", "name": "item", "bytes": "size", "objectKey": "key"}
                  }
                }
                """.formatted(layout.write()));
        assertThat(CommandLineRun.importing(folder, "import", "--allow-errors", "1")
                        .exitCode())
                .isZero();
        return folder.resolve("import");
    }

    @Test
    void leavesToOtherGroupsWhatOnlyTheyNameInNoUsersFolder() throws IOException {
        rows.add(row("1/loose", "v1", "false", "30", BEFORE));
        Path imported = imported("dan,3,30,1/loose\n");
        assertThat(compare().out()).contains("  GALLERY 1/loose, VERSION v1, 30 bytes");
        assertThat(compare("--rows", imported.toString()).out())
                .contains(
                        "As expected, of users whom this plan does not list: 1 entries, 30 bytes", "Nothing differs.");
    }

    @Test
    void countsWhatNoRowNames() throws IOException {
        Path imported = putByRows();
        Path file = folder.resolve("differences.jsonl");
        CommandLineRun run = compare("--rows", imported.toString(), "--differences", file.toString());
        assertThat(run.error()).isEmpty();
        assertThat(run.out().subList(3, run.out().size()))
                .containsExactly(
                        "As expected, in both: 2 entries, 510 bytes",
                        "As expected, under hold: 1 entries, 20 bytes",
                        "As expected, of users whom this plan does not list: 2 entries, 30 bytes",
                        "As expected, named by no account or row, and left: 1 entries, 40 bytes",
                        "  GALLERY ann/4, VERSION v1, 40 bytes",
                        "Nothing differs.");
        assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"UNNAMED\"", "ann/4");
        assertThat(compare().out())
                .as("without rows, nobody knows their owners")
                .contains("As expected, of users whom this plan does not list: 4 entries, 90 bytes");
    }

    @Test
    void findsWhatTheManifestDoesNotNameOfAPlannedUsersRows() throws IOException {
        Path imported = putByRows();
        named.put(new UserId("dan"), List.of());
        assertThat(compare("--rows", imported.toString()).out())
                .contains(
                        "As expected, under hold: 1 entries, 20 bytes",
                        "Difference, in the inventory, and not in the manifest: 2 entries, 30 bytes");
    }

    /** Of a gallery in several buckets, the one of the inventory is compared. */
    @Test
    void comparesOneBucketOfSeveral() throws IOException {
        layout = GalleryLayout.of("group-first/ user-first/s3://bucket/photos/");
        named.clear();
        rows.clear();
        named.put(
                new UserId("ann"),
                List.of(
                        version(PurgedBucket.GALLERY, "1/ann/a", "v1", 7),
                        version(PurgedBucket.GALLERY, "s3://bucket/photos/ann/a", "v1", 10),
                        version(PurgedBucket.GALLERY, "s3://bucket/photos/ann/b", "v1", 11),
                        version(PurgedBucket.ARCHIVE, "1/ann/archive/plan/1.zip", "v1", 500)));
        rows.add(row("photos/ann/a", "v1", "false", "10", BEFORE));
        rows.add(row("photos/dan/a", "v1", "false", "30", BEFORE));
        CommandLineRun run = compare();
        assertThat(run.error()).isEmpty();
        assertThat(run.out().subList(3, run.out().size()))
                .containsExactly(
                        "As expected, in both: 2 entries, 510 bytes",
                        "As expected, of users whom this plan does not list: 1 entries, 30 bytes",
                        "Difference, in the manifest, and not in the inventory: 1 entries, 11 bytes",
                        "  GALLERY s3://bucket/photos/ann/b, VERSION v1, 11 bytes",
                        "Something differs.");
    }

    @Test
    void takesRowsOfAFinishedImportInPlaceOfAccounts() throws IOException {
        putByRows();
        Path accounts = Files.writeString(folder.resolve("accounts.txt"), "ann\n");
        isUnusable(
                compare("--accounts", accounts.toString()), "Rows name objects: give --rows in place of --accounts.");
        isUnusable(
                compare("--rows", folder.resolve("nowhere").toString()),
                "There is no finished import in " + folder.resolve("nowhere") + ".");
    }

    @Test
    void comparesAsMuchAsThereIsAndLeavesNoFiles() throws IOException {
        List<BucketEntry> many = IntStream.range(0, 3_000)
                .mapToObj(number -> version(PurgedBucket.GALLERY, "1/many/" + number, "v" + number, number))
                .toList();
        named.put(new UserId("many"), many);
        many.stream()
                .skip(1)
                .forEach(entry -> rows.addFirst(row(
                        entry.key().value(), entry.version().value(), "false", String.valueOf(entry.bytes()), BEFORE)));
        rows.add(row("1/many/other", "v1", "false", "1", BEFORE));
        Path work = Files.createDirectories(folder.resolve("work"));
        CommandLineRun run = compare("--work", work.toString());
        assertThat(run.out())
                .contains(
                        "As expected, in both: 3004 entries, 4499028 bytes",
                        "Difference, in the inventory, and not in the manifest: 1 entries, 1 bytes",
                        "  GALLERY 1/many/other, VERSION v1, 1 bytes",
                        "Difference, in the manifest, and not in the inventory: 1 entries, 0 bytes",
                        "  GALLERY 1/many/0, VERSION v0, 0 bytes");
        assertThat(work).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "false","7"   | "false","-7"   | line 1: the Size "-7" is not a number of bytes.
            "false","7"   | "maybe","7"    | line 1: the IsDeleteMarker "maybe" is neither true nor false.
            1/ben/photo   | 1/ben/%zz      | line 1: the Key "1/ben/%zz" is not encoded for URLs.
            "bucket"      | "other"        | line 1: the Bucket "other" is not bucket.
            2023-05-01T   | 2023-05-01     | line 1: the LastModifiedDate "2023-05-0100:00:00Z" is not a time.
            ,"7"          | ''             | line 1: the Size "2023-05-01T00:00:00Z" is not a number of bytes.
            """)
    void namesFileAndLineOfARowThatItCannotRead(String cells, String others, String error) throws IOException {
        rows.set(0, rows.getFirst().replace(cells, others));
        isUnusable(compare(), folder.resolve("gallery/data/0.csv.gz") + ", " + error);
    }

    @Test
    void namesTheLineFromWhichOnItCannotReadAFile() throws IOException {
        rows.set(2, rows.get(2).replace("\"true\",", "\"tr\"ue\","));
        isUnusable(
                compare(),
                folder.resolve("gallery/data/0.csv.gz") + " cannot be read from line 2 on: it is not CSV in UTF-8.");
    }

    @Test
    void namesALineThatIsTooShort() throws IOException {
        rows.set(2, "\"bucket\",\"1/ben/photo\"");
        isUnusable(compare(), folder.resolve("gallery/data/0.csv.gz") + ", line 2: there is no IsDeleteMarker.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "CSV"                 | "Parquet"         | : the inventory is in Parquet. Have S3 write it as CSV.
            VersionId, IsLatest,  | ''                | : the inventory has no VersionId. Have S3 list all versions, with their sizes and the dates of their last change.
            "files"               | "other"           | ' is not the manifest of an inventory.'
            {                     | ''                | ' is not the manifest of an inventory.'
            """)
    void refusesAnotherInventory(String part, String other, String error) throws IOException {
        Path audit = audit();
        Path manifest = inventory("gallery", AFTER, rows);
        Files.writeString(manifest, Files.readString(manifest).replace(part, other));
        isUnusable(run(audit, "--gallery", manifest.toString()), manifest + error);
    }

    @Test
    void refusesAFileThatIsCutOffOrMissing() throws IOException {
        Path audit = audit();
        Path manifest = inventory("gallery", AFTER, rows);
        Path data = folder.resolve("gallery/data/1.csv.gz");
        byte[] bytes = Files.readAllBytes(data);
        for (int length : new int[] {0, 5, bytes.length / 2, bytes.length - 1}) {
            Files.write(data, Arrays.copyOf(bytes, length));
            isUnusable(run(audit, "--gallery", manifest.toString()), data + " is no whole gzip file: get it again.");
        }
        Files.write(data, rows.getFirst().getBytes(StandardCharsets.UTF_8));
        isUnusable(run(audit, "--gallery", manifest.toString()), data + " is no whole gzip file: get it again.");
        Files.delete(data);
        isUnusable(
                run(audit, "--gallery", manifest.toString()),
                "There is no file " + data + ", which " + manifest + " names.");
    }

    @Test
    void refusesAManifestThatIsNotWhole() throws IOException {
        Path audit = audit();
        String manifest = inventory("gallery", AFTER, rows).toString();
        Path entries = audit.resolve("manifests/1/plan00001/accounts/ben.jsonl.gz");
        byte[] ann = Files.readAllBytes(entries.resolveSibling("ann.jsonl.gz"));
        Files.write(entries, ann);
        String error = "The entries of user ben are missing, or are not what the manifest says.";
        isUnusable(run(audit, "--gallery", manifest), error);
        Files.write(entries, Arrays.copyOf(ann, ann.length / 2));
        isUnusable(
                run(audit, "--gallery", manifest),
                "The entries of user ben cannot be read: java.io.EOFException: Unexpected end of ZLIB input stream");
        Files.delete(entries);
        isUnusable(run(audit, "--gallery", manifest), error);
        Files.delete(audit.resolve("manifests/1/plan00001/chunks/00001.jsonl"));
        Files.write(entries, ann);
        Files.delete(audit.resolve("manifests/1/plan00001/manifest.jsonl"));
        isUnusable(run(audit, "--gallery", manifest), audit + " has no manifest of plan plan00001 of group 1.");
    }

    @Test
    void refusesWrongUse() throws IOException {
        isUnusable(run(audit()), "Name an inventory: --gallery, --archive, or both.");
        isUnusable(run(folder.resolve("nowhere"), "--gallery", "none.json"), "There is no file none.json.");
    }

    private static void isUnusable(CommandLineRun run, String error) {
        assertThat(run.error()).containsExactly(error);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private CommandLineRun compare(String... more) throws IOException {
        return compare(AFTER, more);
    }

    private CommandLineRun compare(Instant begunAt, String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--gallery", inventory("gallery", begunAt, rows).toString(),
                "--archive", inventory("archives", begunAt, archives).toString()));
        options.addAll(List.of(more));
        return run(audit(), options.toArray(String[]::new));
    }

    private static CommandLineRun run(Path audit, String... more) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of("compare-inventory", audit.toString(), "--group", "1", "--plan", "plan00001"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Path audit() throws IOException {
        copy();
        return folder.resolve("audit");
    }

    private ManifestRoot copy() throws IOException {
        InMemoryAuditFiles files = new InMemoryAuditFiles();
        ManifestRoot root = Manifests.put(files, layout, GROUP, PLAN, PLANNED, named, new UserId("hal"));
        for (ObjectKey key : files.list("manifests/").toList()) {
            Path file = folder.resolve("audit").resolve(key.value());
            Files.createDirectories(file.getParent());
            Files.write(file, files.read(key).orElseThrow());
        }
        return root;
    }

    /** Writes rows as S3 does, in turns into two files. */
    private Path inventory(String name, Instant begunAt, List<String> all) throws IOException {
        for (int number = 0; number < 2; number++) {
            int part = number;
            List<String> lines = IntStream.range(0, all.size())
                    .filter(index -> index % 2 == part)
                    .mapToObj(index -> all.get(index) + "\n")
                    .toList();
            Path file = folder.resolve(name).resolve("data").resolve(number + ".csv.gz");
            Files.createDirectories(file.getParent());
            Files.write(file, gzipped(String.join("", lines)));
        }
        Path manifest = folder.resolve(name).resolve("2023-06-02T01-00Z").resolve("manifest.json");
        Files.createDirectories(manifest.getParent());
        return Files.writeString(
                manifest,
                Json.write(Map.of(
                        "sourceBucket", "bucket",
                        "destinationBucket", "arn:aws:s3:::inventories",
                        "version", "2016-11-30",
                        "creationTimestamp", String.valueOf(begunAt.toEpochMilli()),
                        "fileFormat", "CSV",
                        "fileSchema", SCHEMA,
                        "files",
                                List.of(
                                        Map.of("key", "all/bucket/" + name + "/data/0.csv.gz"),
                                        Map.of("key", "all/bucket/" + name + "/data/1.csv.gz")))));
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
