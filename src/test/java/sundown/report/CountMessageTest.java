package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.timeline.GroupId;
import sundown.transfer.FailureReason;

class CountMessageTest {
    private static final Instant AT = Instant.parse("2023-01-15T00:20:00.5Z");
    private static final CountMessage MESSAGE = new CountMessage(
            new ReportId("2023-01-15"),
            new Shard(new GroupId("1"), 3),
            Optional.of(new UserId("user")),
            new Figures(
                    AT,
                    new GalleryCount(AT.minusSeconds(1), new Tally(7, 3_000_000_000L)),
                    Map.of(Standing.BOTH, new Headcount(2, new Tally(5, 6))),
                    Map.of(FailureReason.EMPTY, 4L),
                    1),
            new Correlation("hour-1"));

    @Test
    void isReadAsItWasWritten() {
        assertThat(CountMessage.read(MESSAGE.write())).isEqualTo(MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "group", "shard", "figures"})
    void isNoMessageWithoutOneOfItsParts(String part) {
        ObjectNode message = (ObjectNode) Json.read(MESSAGE.write());
        message.remove(part);
        assertThatIllegalArgumentException().isThrownBy(() -> CountMessage.read(message.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "{}", "[]"})
    void refusesWhatIsNoMessage(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> CountMessage.read(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shard\":16}",
                "{\"shard\":\"3\"}",
                "{\"report\":\"today\"}",
                "{\"after\":\"../u\"}",
                "{\"figures\":{\"at\":\"noon\"}}"
            })
    void refusesAPartThatIsNot(String change) {
        ObjectNode message = (ObjectNode) Json.read(MESSAGE.write());
        message.setAll((ObjectNode) Json.read(change));
        assertThatIllegalArgumentException().isThrownBy(() -> CountMessage.read(message.toString()));
    }
}
