package sundown.membership;

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

class MembershipMessageTest {
    private static final MembershipMessage FIRST = MembershipMessage.first(
            new GroupId("1"), 3, Instant.parse("2022-12-01T00:00:10.5Z"), new Correlation("sweep-1"));

    @Test
    void isReadAsItWasWritten() {
        MembershipMessage next = FIRST.next(new UserId("member"), 2);
        assertThat(MembershipMessage.read(FIRST.write())).isEqualTo(FIRST);
        assertThat(MembershipMessage.read(next.write())).isEqualTo(next);
    }

    @Test
    void beginsWithNobody() {
        assertThat(FIRST.after()).isEqualTo(Optional.empty());
        assertThat(FIRST.missed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "{}",
                "{\"group\":\"1\"}",
                "{\"group\":\"1\",\"shard\":1}",
                "{\"group\":\"1\",\"shard\":1,\"begunAt\":\"today\"}",
                "{\"group\":\"\",\"shard\":1,BEGUN}",
                "{\"group\":\"1\",\"shard\":\"1\",BEGUN}",
                "{\"group\":\"1\",\"shard\":-1,BEGUN}",
                "{\"group\":\"1\",\"shard\":16,BEGUN}",
                "{\"group\":\"1\",\"shard\":1,BEGUN,\"after\":\"../u\"}",
                "{\"group\":\"1\",\"shard\":1,BEGUN,\"after\":null}",
                "{\"group\":\"1\",\"shard\":1,BEGUN,\"missed\":-1}"
            })
    void refusesWhatIsNoMessage(String body) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MembershipMessage.read(body.replace("BEGUN", "\"begunAt\":\"2022-12-01T00:00:10Z\"")));
    }
}
