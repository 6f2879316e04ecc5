package sundown.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.timeline.GroupId;

class ClosingMessageTest {
    private static final Instant BEGUN = Instant.parse("2023-06-01T00:00:00.123456789Z");
    private static final ClosingMessage FIRST =
            ClosingMessage.first(new GroupId("1"), 15, BEGUN, new Correlation("sweep-1"));

    @Test
    void isReadAsItWasWritten() {
        ClosingMessage next = FIRST.next(new UserId("u1"), new Census(1, 2, 3, 4, 5));
        assertThat(ClosingMessage.read(FIRST.write())).isEqualTo(FIRST);
        assertThat(ClosingMessage.read(next.write())).isEqualTo(next);
    }

    @Test
    void addsUpWhomItHasMet() {
        ClosingMessage last = FIRST.next(new UserId("u1"), new Census(1, 2, 3, 4, 5))
                .next(new UserId("u2"), new Census(1, 1, 1, 1, 1));
        assertThat(last.after()).isEqualTo(Optional.of(new UserId("u2")));
        assertThat(last.census()).isEqualTo(new Census(2, 3, 4, 5, 6));
        assertThat(last.census().users()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"group\":\"1\",\"shard\":16,\"begunAt\":\"2023-06-01T00:00:00Z\"}",
                "{\"group\":\"1\",\"shard\":1,\"begunAt\":\"today\"}",
                "{\"group\":\"1\",\"shard\":1,\"begunAt\":\"2023-06-01T00:00:00Z\"}",
                """
                {"group":"1","shard":"1","begunAt":"2023-06-01T00:00:00Z",
                "census":{"moved":0,"downloaded":0,"both":0,"neither":0,"running":0}}""",
                """
                {"group":"1","shard":16,"begunAt":"2023-06-01T00:00:00Z",
                "census":{"moved":0,"downloaded":0,"both":0,"neither":0,"running":0}}""",
                """
                {"group":"1","shard":1,"begunAt":"2023-06-01T00:00:00Z",
                "census":{"moved":0,"downloaded":0,"both":0,"neither":0,"running":-1}}"""
            })
    void refusesWhatIsNone(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClosingMessage.read(body));
    }
}
