package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.purge.close.Closing;
import sundown.purge.close.ClosingStore;
import sundown.timeline.GroupId;

/** What every store of closings promises. */
public abstract class ClosingStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final Instant CLOSE = SampleTransfers.NOW;
    private static final Instant LATER = CLOSE.plusSeconds(3_600);

    /** The store under test, empty at first. */
    private final ClosingStore store;

    protected ClosingStoreContract(ClosingStore store) {
        this.store = store;
    }

    @Test
    void knowsNoClosingThatWasNotSaved() {
        assertThat(store.find(GROUP)).isEmpty();
    }

    @Test
    void givesBackWhatWasSavedOneVersionFurther() {
        Closing begun = begun(GROUP);
        assertThat(store.save(begun)).contains(begun.saved());
        assertThat(store.find(GROUP)).contains(begun.saved());
        Closing walked = walked(begun.saved());
        assertThat(store.save(walked)).contains(walked.saved());
        assertThat(store.find(GROUP)).contains(walked.saved());
    }

    @Test
    void savesNothingOverWhatSomebodyElseSaved() {
        Closing begun = begun(GROUP);
        Closing saved = store.save(begun).orElseThrow();
        assertThat(store.save(begun)).isEmpty();
        store.save(walked(saved));
        assertThat(store.save(begun.saved())).isEmpty();
        assertThat(store.find(GROUP)).contains(walked(saved).saved());
    }

    @Test
    void keepsTheClosingsOfGroupsApart() {
        store.save(begun(GROUP));
        Closing other = begun(new GroupId("11"));
        store.save(other);
        assertThat(store.find(GROUP)).contains(begun(GROUP).saved());
        assertThat(store.find(other.group())).contains(other.saved());
    }

    @Test
    void letsOneOfManySave() throws Exception {
        assertThat(Race.between(4, number -> store.save(begun(GROUP)).isPresent()))
                .containsOnlyOnce(true);
    }

    private static Closing begun(GroupId group) {
        return new Closing(group, CLOSE, LATER, Optional.empty(), Optional.empty(), 0);
    }

    private static Closing walked(Closing begun) {
        return new Closing(
                begun.group(),
                begun.close(),
                begun.since(),
                Optional.of(new Closing.Counted(LATER, 5_000_000_000L)),
                Optional.of(LATER),
                begun.version());
    }
}
