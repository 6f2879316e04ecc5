package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.HELD;
import static sundown.purge.PurgedGroup.ONE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.Plan.PlanId;

/** Certificates of a group with photos among those of other groups. */
class UserFirstVerificationTest {
    private static final PlanId OTHER = new PlanId("plan00000");

    private final PurgedGroup functions = new PurgedGroup(GalleryLayout.of("user-first/photos/"));

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
        assertThat(differences()).contains("MANIFEST").contains("its root is missing, or is not what was approved");
    }

    private String differences() {
        JsonNode answer = functions.certify(ONE);
        assertThat(answer.path("state").asText()).isEqualTo("DIFFERS");
        return Json.write(answer.path("differences"));
    }
}
