package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.BEN;
import static sundown.purge.PurgedGroup.HELD;
import static sundown.purge.PurgedGroup.ONE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Inclusion.Place;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** Certificates of users who had the same objects. */
class SharedObjectsVerificationTest {
    private static final PlanId SHARING = new PlanId("plan00005");
    private static final UserId OPEN = new UserId("of-an-open-group");

    static List<GalleryLayout> layouts() {
        return List.of(GalleryLayout.GROUP_FIRST, GalleryLayout.of("user-first/photos/"), GalleryLayout.of("by-rows/"));
    }

    private PurgedGroup functions;
    private ObjectKey key;

    /** The first user has a photo that a user of another group and one of their own have, too. */
    private void purged(GalleryLayout layout) {
        functions = new PurgedGroup(layout);
        functions.purged(ONE);
        key = new ObjectKey(
                layout.hasFolders() ? layout.parts().getFirst().prefix(ONE, ANN) + "shared" : "pool/shared");
        BucketEntry shared = functions.buckets.put(PurgedBucket.GALLERY, key, new byte[9]);
        for (UserId user : List.of(ANN, BEN, OPEN)) {
            functions.claims.put(key, user);
        }
        List<BucketEntry> named = List.of(shared.ofSharing(true));
        ManifestRoot root = Manifests.put(
                functions.files, layout, ONE, SHARING, PurgedGroup.PLANNED, Map.of(ANN, named, BEN, named), HELD);
        functions.plan(ONE, SHARING, root.hash());
        Totals givenUp = new Totals(0, 0, 0, 0, 1);
        for (UserId user : List.of(ANN, BEN)) {
            functions.records.put(
                    ONE,
                    new Deletion(
                            new Place(0, user), SHARING, givenUp, 3, 0, Deletion.Progress.GONE, PurgedGroup.DELETED));
        }
        functions.claims.release(key, ANN);
        functions.claims.release(key, BEN);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void countWhatIsLeftToOthers(GalleryLayout layout) {
        purged(layout);
        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.at("/deleted/shared").asInt()).isEqualTo(2);
        assertThat(certificate.at("/forOthers/versions").asInt()).isPositive();
        assertThat(certificate.at("/held/versions").asInt()).isEqualTo(1);
    }

    /** Their purge was called off, or has left them as they came under hold. */
    @ParameterizedTest
    @MethodSource("layouts")
    void countWhatIsKeptForOneWhoGaveItUp(GalleryLayout layout) {
        purged(layout);
        functions.claims.release(key, OPEN);
        functions.hold(new GroupId("3"), OPEN);
        JsonNode certificate = functions.certify(ONE).path("certificate");
        assertThat(certificate.at("/forOthers/versions").asInt()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void sayNothingOfWhatIsGone(GalleryLayout layout) {
        purged(layout);
        functions.claims.release(key, OPEN);
        functions.buckets.delete(functions.buckets.all().stream()
                .filter(entry -> entry.key().equals(key))
                .toList());
        assertThat(functions.certify(ONE).path("certificate").has("forOthers")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void areNotGivenWhileNobodyElseHasIt(GalleryLayout layout) {
        purged(layout);
        functions.claims.release(key, OPEN);
        JsonNode answer = functions.certify(ONE);
        assertThat(answer.path("state").asText()).isEqualTo("DIFFERS");
        assertThat(Json.write(answer.path("differences"))).contains("LEFT").contains("1 versions");
    }
}
