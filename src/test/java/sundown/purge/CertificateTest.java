package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.ONE;
import static sundown.purge.PurgedGroup.TWO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.runtime.Death;
import sundown.timeline.GroupId;

/**
 * Certificates are checked as docs/certificates.md tells an outsider to, with nothing of the code that wrote them. A
 * certification may die at any call; another group's comes in between, and the chain has neither gap nor fork.
 */
class CertificateTest {
    private static final ObjectMapper OUTSIDER = new ObjectMapper();

    private static final PlanId GIVEN_UP = new PlanId("plan00000");
    private static final Instant LEFT = Instant.parse("2023-07-05T00:00:00Z");

    private final PurgedGroup functions = new PurgedGroup();

    /** A plan was given up before it had finished a single account, and its successor deleted the rest. */
    private final PurgedGroup replanned = new PurgedGroup();

    @BeforeEach
    void certify() {
        functions.purged(ONE);
        functions.purged(TWO);
        functions.certify(ONE);
        functions.certify(TWO);
    }

    @Test
    void holdsItsOwnHash() throws Exception {
        for (String key : new String[] {"certificates/1/plan00001.json", "certificates/2/plan00001.json"}) {
            ObjectNode certificate = read(key);
            assertThat(hashWithoutItself(certificate))
                    .isEqualTo(certificate.path("sha256").asText());
        }
    }

    @Test
    void holdsTheHashOfTheOneBefore() throws Exception {
        assertThat(read("certificates/2/plan00001.json").at("/previous/sha256"))
                .isEqualTo(read("certificates/1/plan00001.json").path("sha256"));
    }

    @Test
    void showsAnyChange() throws Exception {
        ObjectNode certificate = read("certificates/1/plan00001.json");
        certificate.withObject("/deleted").put("accounts", 1);
        assertThat(hashWithoutItself(certificate))
                .isNotEqualTo(certificate.path("sha256").asText());
    }

    @Test
    void isOneLineAsJqPrintsIt() throws Exception {
        String text = functions.file("certificates/1/plan00001.json");
        assertThat(text).isEqualTo(OUTSIDER.writeValueAsString(OUTSIDER.readTree(text)));
        assertThat(text).contains("\"plannedBy\":\"Zoë\"").doesNotContain("\n");
    }

    /** {@code jq -cj 'del(.sha256)' certificate.json | sha256sum}. */
    private static String hashWithoutItself(ObjectNode certificate) throws IOException, NoSuchAlgorithmException {
        String line = OUTSIDER.writeValueAsString(certificate.deepCopy().without("sha256"));
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
    }

    private ObjectNode read(String key) throws IOException {
        return (ObjectNode) OUTSIDER.readTree(functions.file(key));
    }

    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesOneChainWhereverItDies(boolean after) {
        long calls = Death.atEachCall(
                after,
                CertificateTest::twoGroups,
                PurgedGroup::observe,
                functions -> functions.certify(ONE),
                CertificateTest::chains);
        assertThat(calls).isPositive();
    }

    private static void chains(PurgedGroup functions) {
        functions.clock.advance(Duration.ofHours(1));
        JsonNode two = certified(functions, TWO);
        JsonNode one = certified(functions, ONE);
        assertThat(functions.state(ONE)).isEqualTo(StateName.CERTIFIED);
        assertThat(functions.state(TWO)).isEqualTo(StateName.CERTIFIED);
        assertChained(functions, one, two);
    }

    /** Nobody calls again before the sweep has sent what is late. */
    private static JsonNode certified(PurgedGroup functions, GroupId group) {
        functions.sweep();
        JsonNode answer = functions.certify(group);
        assertThat(answer.path("state").asText()).isEqualTo("CERTIFIED");
        return answer.path("certificate");
    }

    private static void assertChained(PurgedGroup functions, JsonNode one, JsonNode two) {
        boolean inOrder = one.path("number").asInt() == 1;
        JsonNode first = inOrder ? one : two;
        JsonNode second = inOrder ? two : one;
        assertThat(first.has("previous")).isFalse();
        assertThat(second.path("number").asInt()).isEqualTo(2);
        assertThat(second.at("/previous/sha256")).isEqualTo(first.path("sha256"));
        assertThat(functions.chain.last().orElseThrow().document()).isEqualTo(second.toString());
        assertThat(Stream.of("1", "2")
                        .map(group -> Json.read(functions.file("certificates/" + group + "/plan00001.json"))))
                .containsExactlyInAnyOrder(one, two);
    }

    private static PurgedGroup twoGroups() {
        PurgedGroup functions = new PurgedGroup();
        functions.purgedOfOne(ONE);
        functions.purgedOfOne(TWO);
        return functions;
    }

    @Test
    void countsWhatAPlanDeletedThatWasGivenUpAndNoAccount() {
        replanned.planned(ONE, GIVEN_UP, PurgedGroup.standard());
        half(ANN, new Totals(400, 30, 2, 5_000));
        replanned.purged(ONE);
        JsonNode certificate = replanned.certify(ONE).path("certificate");
        assertThat(certificate.path("deleted").toString())
                .isEqualTo("{\"accounts\":2,\"versions\":403,\"markers\":31,\"uploads\":3,\"bytes\":5027,"
                        + "\"rows\":7,\"appeared\":5}");
        assertThat(certificate.at("/plans/0/planId").asText()).isEqualTo(GIVEN_UP.value());
        assertThat(certificate.at("/plans/0/accounts").asInt(-1)).isZero();
        assertThat(certificate.at("/plans/0/versions").asInt()).isEqualTo(400);
        assertThat(certificate.at("/times/firstDeleted").asText()).isEqualTo(LEFT.toString());
    }

    @Test
    void isNoProofByAPlanThatWasGivenUp() {
        replanned.purged(ONE);
        replanned.planned(ONE, GIVEN_UP, List.of(PurgedGroup.listed(ANN, PurgedGroup.ONE_PHOTO)));
        half(ANN, PurgedGroup.ONE_PHOTO);
        assertThat(replanned.certify(ONE).at("/differences/0/kind").asText()).isEqualTo("NOT_RECORDED");
    }

    private void half(UserId user, Totals deleted) {
        replanned.records.put(
                ONE, new Deletion(PurgedGroup.place(user), GIVEN_UP, deleted, 1, 5, Deletion.Progress.PARTIAL, LEFT));
    }
}
