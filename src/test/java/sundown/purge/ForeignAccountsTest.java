package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.contract.SampleItems;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item.ItemId;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Plan.PlanId;

/** A plan listed an account that was of another group when its turn came: the certificate counts what is left. */
class ForeignAccountsTest {
    private static final PlanId SECOND = new PlanId("plan00002");
    private static final UserId MOVER = new UserId("mover");
    private static final Totals LISTED = new Totals(2, 0, 0, 10);

    static Stream<GalleryLayout> layouts() {
        return Stream.of(
                GalleryLayout.GROUP_FIRST,
                GalleryLayout.of("user-first/photos/"),
                GalleryLayout.of("by-rows/"),
                GalleryLayout.of("user-first/ group-first/s3://old-albums/ by-rows/s3://old-scans/"));
    }

    private static PurgedGroup moved(GalleryLayout layout, String region) {
        PurgedGroup functions = new PurgedGroup(layout);
        functions.purged(PurgedGroup.ONE);
        List<ManifestLine> lines = Stream.concat(
                        PurgedGroup.standard().stream(), Stream.of(PurgedGroup.listed(MOVER, LISTED)))
                .toList();
        functions.planned(PurgedGroup.ONE, SECOND, lines);
        functions.done(PurgedGroup.ONE, SECOND, PurgedGroup.ANN, PurgedGroup.TWO_PHOTOS);
        functions.done(PurgedGroup.ONE, SECOND, PurgedGroup.BEN, PurgedGroup.ONE_PHOTO);
        functions.records.put(
                PurgedGroup.ONE,
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
            return part.prefix(PurgedGroup.ONE, MOVER) + "photo";
        }
        ObjectKey key = new ObjectKey("pool/photo of mover");
        functions.index.put(MOVER, SampleItems.bare(new ItemId("photo"), key, "photo.jpg", 5));
        return key.value();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void areCountedOnceWithWhatIsLeftOfThem(GalleryLayout layout) {
        JsonNode certificate = moved(layout, "BR").certify(PurgedGroup.ONE).path("certificate");
        assertThat(certificate.path("foreign").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":1,\"markers\":0,\"uploads\":0,\"bytes\":5}");
        assertThat(certificate.at("/held/accounts").asInt()).isEqualTo(1);
        assertThat(certificate.path("remaining").asInt(-1)).isZero();
        assertThat(certificate.toString()).doesNotContain("mover");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void differWhenTheyAreOfTheGroupAgain(GalleryLayout layout) {
        JsonNode answer = moved(layout, "IN").certify(PurgedGroup.ONE);
        assertThat(answer.path("state").asText()).isEqualTo("DIFFERS");
        assertThat(answer.path("differences").findValuesAsText("who")).contains("mover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "CN"})
    void keepRowsAndNothingElse(String region) {
        PurgedGroup functions = moved(GalleryLayout.GROUP_FIRST, region);
        functions.buckets.all().stream()
                .filter(entry -> entry.key().value().contains("mover"))
                .toList()
                .forEach(entry -> functions.buckets.delete(List.of(entry)));
        assertThat(functions.certify(PurgedGroup.ONE).at("/certificate/foreign").toString())
                .isEqualTo("{\"accounts\":1,\"versions\":0,\"markers\":0,\"uploads\":0,\"bytes\":0}");
    }

    /** The last look counts the folders of those who left, too. */
    @Test
    void hideNoFolderThatHasComeSince() {
        PurgedGroup functions = moved(GalleryLayout.GROUP_FIRST, "BR");
        functions.call(PurgedGroup.ONE);
        functions.work();
        functions.put("1/late/photo", 1);
        assertThat(functions.call(PurgedGroup.ONE).path("state").asText()).isEqualTo("VERIFYING");
    }

    @Test
    void areInNoCertificateWhereNobodyLeft() {
        PurgedGroup functions = new PurgedGroup();
        functions.purged(PurgedGroup.ONE);
        assertThat(functions.certify(PurgedGroup.ONE).path("certificate").has("foreign"))
                .isFalse();
    }
}
