package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.LogRecords;
import sundown.template.CountedWords;

/** The alarm that rings for a purge which Sundown itself has stopped; sweep and deletion stop it in the same words. */
class StoppedPurgesTest {
    private final ClosedGroup group = new ClosedGroup();

    @ParameterizedTest
    @ValueSource(strings = {"SweepStopped", "PurgeAccountStopped"})
    void areCountedByTheLineThatIsLogged(String filter) {
        group.user("u0");
        group.approve();
        group.tamper(ManifestKeys.root(Given.GROUP, ClosedGroup.PLAN), new byte[0]);

        try (LogRecords log = LogRecords.of(PurgeEnding.class)) {
            group.sweep();

            assertThat(log.lines())
                    .filteredOn(line -> line.contains(CountedWords.of(filter)))
                    .hasSize(1);
        }
    }
}
