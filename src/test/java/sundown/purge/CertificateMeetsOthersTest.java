package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.PurgedGroup.ANN;
import static sundown.purge.PurgedGroup.HELD;
import static sundown.purge.PurgedGroup.ONE;
import static sundown.purge.PurgedGroup.TWO;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.edge.Json;
import sundown.purge.PurgeStore.PurgeState.StateName;
import sundown.runtime.Another;
import sundown.runtime.ObservedPort;

/**
 * A group is certified, and another acts. The certificates are one chain in the end, and a certified group has one.
 * What came back, or is held no longer, before the last look at it, is certified in no group.
 */
class CertificateMeetsOthersTest {
    private static final Map<String, Consumer<World>> ACTS = Map.of(
            "certifies another group",
            world -> world.group.certify(TWO),
            "holds a user",
            world -> world.group.hold(ONE, ANN),
            "stores an object",
            World::store,
            "releases a hold",
            World::release);

    @Tag("thorough")
    @Test
    void leavesOneChainAndCertifiesNothingThatIsThere() {
        assertThat(meetOthers(Another.Extent.SOME)).isGreaterThan(100);
    }

    @Tag("instruments")
    @Test
    void doesSoAtEachCall() {
        assertThat(meetOthers(Another.Extent.ALL)).isGreaterThan(300);
    }

    private static long meetOthers(Another.Extent extent) {
        return Another.act(
                extent,
                ACTS,
                World::new,
                (world, observer) -> world.observer = observer,
                world -> world.group.certify(ONE),
                World::end);
    }

    private static final class World implements ObservedPort.Observer {
        private final PurgedGroup group = new PurgedGroup();
        private ObservedPort.Observer observer = ObservedPort.Observer.NONE;
        private String look = "";
        private int looks;

        private World() {
            group.purgedOfOne(ONE);
            group.purgedOfOne(TWO);
            group.observe(this);
        }

        @Override
        public void before(String call) {
            observer.before(call);
            looks -= call.equals(look) && group.chain.last().isEmpty() ? 1 : 0;
        }

        @Override
        public void after(String call) {
            observer.after(call);
        }

        /** The last look goes through both buckets, page by page, and the object is on its very first page. */
        private void store() {
            group.put("1/ann/late", 3);
            look = "BucketListing.folders";
            looks = 4;
        }

        private void release() {
            group.holds.release(ONE, HELD);
            look = "HoldStore.changes";
            looks = 1;
        }

        private void end() {
            for (int turn = 0; turn < 2; turn++) {
                group.clock.advance(Duration.ofHours(1));
                group.sweep();
                group.certify(ONE);
                group.certify(TWO);
            }
            assertThat(group.state(TWO))
                    .isEqualTo(group.holds.find(HELD).isPresent() ? StateName.CERTIFIED : StateName.DIFFERS);
            assertThat(group.state(ONE))
                    .isEqualTo(look.isEmpty() || looks > 0 ? StateName.CERTIFIED : StateName.DIFFERS);
            Optional<String> before = Optional.empty();
            for (long number = 1; number <= certificates().count(); number++) {
                JsonNode certificate = numbered(number);
                assertThat(Optional.ofNullable(
                                certificate.at("/previous/sha256").textValue()))
                        .isEqualTo(before);
                before = Optional.of(certificate.path("sha256").textValue());
            }
            assertThat(group.chain
                            .last()
                            .map(last ->
                                    Json.read(last.document()).path("sha256").textValue()))
                    .isEqualTo(before);
        }

        private Stream<JsonNode> certificates() {
            return Stream.of(ONE, TWO)
                    .filter(certified -> group.state(certified) == StateName.CERTIFIED)
                    .map(certified -> Json.read(group.file("certificates/" + certified + "/plan00001.json")));
        }

        private JsonNode numbered(long number) {
            return certificates()
                    .filter(certificate -> certificate.path("number").asLong() == number)
                    .reduce((one, other) -> {
                        throw new AssertionError("the chain has a fork");
                    })
                    .orElseThrow();
        }
    }
}
