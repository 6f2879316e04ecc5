package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.BEN;
import static sundown.purge.PurgedGroup.HELD;
import static sundown.purge.PurgedGroup.ONE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.contract.SampleItems;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** Certificates of a group, by the layout of the gallery: accounts alone, users who left, and shared objects. */
class VerificationLayoutsTest {
    private static final PlanId OTHER = new PlanId("plan00000");
    private static final PlanId SECOND = new PlanId("plan00002");
    private static final UserId MOVER = new UserId("mover");
    private static final UserId OPEN = new UserId("of-an-open-group");

    private final PurgedGroup functions = new PurgedGroup(GalleryLayout.of("user-first/photos/"));
    private PurgedGroup sharing;
    private ObjectKey key;

    @BeforeEach
    void purge() {
        functions.purged(ONE);
    }

    @Test
    void areAboutAccountsAlone() {
        functions.put("photos/somebody/photo", 7);
        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.path("accountsAlone").toString()).isEqualTo("{}");
        assertThat(certificate.path("remaining").asInt()).isZero();
        assertThat(certificate.path("held").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":1,\"markers\":0,\"uploads\":0,\"bytes\":5}");
    }

    @Test
    void countWhatAnOperatorSaysThatNoAccountNames() {
        functions.call(ONE);
        functions.work();
        JsonNode certificate = functions.answer("""
                {"group": "1", "by": "Mary", "unnamed": 300000000000}""").path("certificate");
        assertThat(certificate.path("accountsAlone").toString()).isEqualTo("{\"unnamed\":300000000000}");
    }

    @Test
    void countNothingElseWhereGroupsAreApart() {
        PurgedGroup apart = new PurgedGroup();
        apart.purged(ONE);
        assertThat(apart.answer("""
                        {"group": "1", "by": "Mary", "unnamed": 1}""").path("detail").asText())
                .isEqualTo("In the body, unnamed has no place: the gallery keeps groups apart, and nothing of one is"
                        + " left.");
    }

    /** No folder of the group shows them. */
    @Test
    void areNotGivenWhileAnAccountHasPhotos() {
        functions.put("photos/" + ANN + "/late", 3);
        assertThat(differences()).contains("LEFT").contains("\"who\":\"ann\"").contains("1 versions");
    }

    @Test
    void areNotGivenWhileAnAccountThatNoPlanHadHasPhotos() {
        UserId late = new UserId("late");
        functions.members.list(late, ONE, 0);
        functions.put("photos/late/photo", 3);
        assertThat(differences()).contains("LEFT").contains("\"who\":\"late\"");

        functions.hold(ONE, late);
        functions.hold(ONE, HELD);
        assertThat(functions.certify(ONE).at("/certificate/held/accounts").asInt())
                .isEqualTo(2);
    }

    /** A user under hold counts once, wherever the buckets keep something of them. */
    @Test
    void countAUserUnderHoldOnce() {
        functions.buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/" + HELD + "/archive/plan/1.zip"), new byte[9]);
        assertThat(functions.certify(ONE).at("/certificate/held").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":2,\"markers\":0,\"uploads\":0,\"bytes\":14}");
    }

    /** What it names would be found nowhere, and seem to be gone. */
    @Test
    void areNotGivenForAManifestOfAnotherLayout() {
        ManifestRoot other = Manifests.put(
                functions.files,
                GalleryLayout.of("user-first/other/"),
                ONE,
                OTHER,
                List.of(PurgedGroup.standard(), List.of()));
        functions.plan(ONE, OTHER, other.hash());
        assertThat(differences()).contains("MANIFEST").contains("its root", "of another layout of the gallery");
    }

    /** Nothing else tells where to look for what is left of the user. */
    @Test
    void areNotGivenWhereTheEntriesOfAUserAreNotThoseOfTheManifest() {
        PurgedGroup byRows = new PurgedGroup(GalleryLayout.of("by-rows/"));
        byRows.purged(ONE);
        ManifestLine other = new ManifestLine(
                ANN,
                Standing.ACCOUNT,
                Optional.of(new Sha256("b".repeat(64))),
                PurgedGroup.TWO_PHOTOS,
                ManifestLine.NO_SALT);
        byRows.planned(ONE, SECOND, List.of(other, PurgedGroup.leftOut(HELD)));
        byRows.done(ONE, SECOND, ANN, PurgedGroup.TWO_PHOTOS);

        assertThat(Json.write(byRows.certify(ONE).path("differences"))).contains("MANIFEST", "the entries of ann");
    }

    /** It lies outside of the group's folders, and the manifest alone names it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void differWhereASharedObjectIsLeftOfAUserWithoutAnAccount(boolean left) {
        PurgedGroup apart = new PurgedGroup();
        apart.purged(ONE);
        BucketEntry entry = apart.put("2/zoe/shared", 9).ofSharing(true);
        apart.claims.put(entry.key(), MOVER);
        byte[] kept = AccountEntries.write(Stream.of(entry));
        apart.files.putIfAbsent(AuditKeys.folder(ONE, SECOND, MOVER), kept);
        AccountEntries.Summary summary = AccountEntries.read(kept, _ -> {});
        ManifestLine line = new ManifestLine(
                MOVER, Standing.NO_ACCOUNT, Optional.of(summary.hash()), summary.totals(), ManifestLine.NO_SALT);
        ManifestRoot root =
                Manifests.put(apart.files, GalleryLayout.GROUP_FIRST, ONE, SECOND, List.of(List.of(line), List.of()));
        apart.plan(ONE, SECOND, root.hash());
        apart.done(ONE, SECOND, new Place(0, MOVER), summary.totals());
        if (!left) {
            apart.buckets.delete(List.of(entry));
        }

        JsonNode answer = apart.certify(ONE);
        assertThat(answer.path("state").asText()).isEqualTo(left ? "DIFFERS" : "CERTIFIED");
        assertThat(answer.path("differences").findValuesAsText("who")).isEqualTo(left ? List.of("mover") : List.of());
    }

    private String differences() {
        JsonNode answer = functions.certify(ONE);
        assertThat(answer.path("state").asText()).isEqualTo("DIFFERS");
        return Json.write(answer.path("differences"));
    }

    static Stream<GalleryLayout> layouts() {
        return Stream.of(
                GalleryLayout.GROUP_FIRST,
                GalleryLayout.of("user-first/photos/"),
                GalleryLayout.of("by-rows/"),
                GalleryLayout.of("user-first/ group-first/s3://old-albums/ by-rows/s3://old-scans/"));
    }

    static Stream<GalleryLayout> withOneBucket() {
        return layouts().limit(3);
    }

    private static PurgedGroup moved(GalleryLayout layout, String region) {
        PurgedGroup functions = new PurgedGroup(layout);
        functions.purged(ONE);
        List<ManifestLine> lines = Stream.concat(
                        PurgedGroup.standard().stream(), Stream.of(PurgedGroup.listed(MOVER, new Totals(2, 0, 0, 10))))
                .toList();
        functions.planned(ONE, SECOND, lines);
        functions.done(ONE, SECOND, ANN, PurgedGroup.TWO_PHOTOS);
        functions.done(ONE, SECOND, PurgedGroup.BEN, PurgedGroup.ONE_PHOTO);
        functions.records.put(
                ONE,
                new Deletion(
                        PurgedGroup.place(MOVER),
                        SECOND,
                        new Totals(1, 0, 0, 5),
                        0,
                        0,
                        Deletion.Progress.FOREIGN,
                        PurgedGroup.DELETED));
        functions.put(key(functions, layout), 5);
        functions.rows.put(MOVER, "item");
        functions.accounts.put(new Account(MOVER, new Region(region)));
        return functions;
    }

    private static String key(PurgedGroup functions, GalleryLayout layout) {
        BucketLayout part = layout.parts().getFirst();
        if (part.hasFolders()) {
            return part.prefix(ONE, MOVER) + "photo";
        }
        ObjectKey key = new ObjectKey("pool/photo of mover");
        functions.index.put(MOVER, SampleItems.bare(new ItemId("photo"), key, "photo.jpg", 5));
        return key.value();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void countEachUserWhoLeftWithWhatIsLeftOfThem(GalleryLayout layout) {
        JsonNode certificate = moved(layout, "BR").certify(ONE).path("certificate");
        assertThat(certificate.path("foreign").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":1,\"markers\":0,\"uploads\":0,\"bytes\":5}");
        assertThat(certificate.at("/held/accounts").asInt()).isEqualTo(1);
        assertThat(certificate.path("remaining").asInt(-1)).isZero();
        assertThat(certificate.toString()).doesNotContain("mover");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void differWhereAUserWhoLeftIsOfTheGroupAgain(GalleryLayout layout) {
        JsonNode answer = moved(layout, "IN").certify(ONE);
        assertThat(answer.path("state").asText()).isEqualTo("DIFFERS");
        assertThat(answer.path("differences").findValuesAsText("who")).contains("mover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "CN"})
    void countAUserWhoLeftWithRowsAlone(String region) {
        PurgedGroup functions = moved(GalleryLayout.GROUP_FIRST, region);
        functions.buckets.all().stream()
                .filter(entry -> entry.key().value().contains("mover"))
                .toList()
                .forEach(entry -> functions.buckets.delete(List.of(entry)));
        assertThat(functions.certify(ONE).at("/certificate/foreign").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":0,\"markers\":0,\"uploads\":0,\"bytes\":0}");
    }

    /** The last look counts the folders of those who left, too. */
    @Test
    void hideNoFolderThatHasComeSince() {
        PurgedGroup functions = moved(GalleryLayout.GROUP_FIRST, "BR");
        functions.call(ONE);
        functions.work();
        functions.put("1/late/photo", 1);
        assertThat(functions.call(ONE).path("state").asText()).isEqualTo("VERIFYING");
    }

    @Test
    void countNobodyWhereNobodyLeft() {
        PurgedGroup apart = new PurgedGroup();
        apart.purged(ONE);
        assertThat(apart.certify(ONE).path("certificate").has("foreign")).isFalse();
    }

    /** The first user has a photo that a user of another group and one of their own have, too. */
    private void purged(GalleryLayout layout) {
        sharing = new PurgedGroup(layout);
        sharing.purged(ONE);
        key = new ObjectKey(
                layout.hasFolders() ? layout.parts().getFirst().prefix(ONE, ANN) + "shared" : "pool/shared");
        BucketEntry shared = sharing.buckets.put(PurgedBucket.GALLERY, key, new byte[9]);
        for (UserId user : List.of(ANN, BEN, OPEN)) {
            sharing.claims.put(key, user);
        }
        List<BucketEntry> named = List.of(shared.ofSharing(true));
        ManifestRoot root = Manifests.put(
                sharing.files, layout, ONE, SECOND, PurgedGroup.PLANNED, Map.of(ANN, named, BEN, named), HELD);
        sharing.plan(ONE, SECOND, root.hash());
        Totals givenUp = new Totals(0, 0, 0, 0, 1);
        for (UserId user : List.of(ANN, BEN)) {
            sharing.records.put(
                    ONE,
                    new Deletion(
                            new Place(0, user), SECOND, givenUp, 3, 0, Deletion.Progress.GONE, PurgedGroup.DELETED));
        }
        sharing.claims.release(key, ANN);
        sharing.claims.release(key, BEN);
    }

    @ParameterizedTest
    @MethodSource("withOneBucket")
    void countWhatIsLeftToOthers(GalleryLayout layout) {
        purged(layout);
        JsonNode certificate = sharing.certify(ONE).path("certificate");
        assertThat(certificate.at("/deleted/shared").asInt()).isEqualTo(2);
        assertThat(certificate.at("/forOthers/versions").asInt()).isPositive();
        assertThat(certificate.at("/held/versions").asInt()).isEqualTo(1);
    }

    /** Their purge was called off, or has left them as they came under hold. */
    @ParameterizedTest
    @MethodSource("withOneBucket")
    void countWhatIsKeptForOneWhoGaveItUp(GalleryLayout layout) {
        purged(layout);
        sharing.claims.release(key, OPEN);
        sharing.hold(new GroupId("3"), OPEN);
        JsonNode certificate = sharing.certify(ONE).path("certificate");
        assertThat(certificate.at("/forOthers/versions").asInt()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("withOneBucket")
    void sayNothingOfASharedObjectThatIsGone(GalleryLayout layout) {
        purged(layout);
        sharing.claims.release(key, OPEN);
        sharing.buckets.delete(sharing.buckets.all().stream()
                .filter(entry -> entry.key().equals(key))
                .toList());
        assertThat(sharing.certify(ONE).path("certificate").has("forOthers")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("withOneBucket")
    void areNotGivenWhileNobodyElseHasASharedObject(GalleryLayout layout) {
        purged(layout);
        sharing.claims.release(key, OPEN);
        JsonNode answer = sharing.certify(ONE);
        assertThat(answer.path("state").asText()).isEqualTo("DIFFERS");
        assertThat(Json.write(answer.path("differences"))).contains("LEFT").contains("1 versions");
    }
}
