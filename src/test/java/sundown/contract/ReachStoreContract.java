package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.ReachStore;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;

/** What a store of users' reach promises. */
public abstract class ReachStoreContract {
    private static final UserId USER = new UserId("written");
    private static final UserId OTHER = new UserId("other");
    private static final Instant AT = Instant.parse("2023-02-01T00:00:05.123Z");

    /** An empty store. */
    protected abstract ReachStore reaches();

    @Test
    void findsWhatIsNotedOfEach() {
        ReachStore reaches = reaches();
        assertThat(reaches.findAll(List.of(USER, OTHER)).rows()).isEmpty();
        reaches.note(USER, Reach.SENT, AT);
        assertThat(reaches.findAll(List.of(USER, OTHER)).find(USER)).contains(Reach.SENT);
        assertThat(reaches.findAll(List.of(USER, OTHER)).find(OTHER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SENT, NOT_REACHABLE, NOT_REACHABLE",
        "SENT, REACHED, REACHED",
        "NOT_REACHABLE, REACHED, REACHED",
        "NOT_REACHABLE, SENT, NOT_REACHABLE",
        "REACHED, NOT_REACHABLE, REACHED",
        "REACHED, SENT, REACHED",
        "REACHED, REACHED, REACHED"
    })
    void keepsWhatCountsMore(Reach first, Reach second, Reach kept) {
        ReachStore reaches = reaches();
        reaches.note(USER, first, AT);
        reaches.note(USER, second, AT.plusSeconds(1));
        assertThat(reaches.findAll(List.of(USER)).find(USER)).contains(kept);
    }
}
