package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.edge.LogRecords;
import sundown.template.CountedWords;

/** The alarm that rings for a purge which Sundown itself has stopped. */
class StoppedPurgesTest {
    private final ClosedGroup group = new ClosedGroup();

    @Test
    void areCountedByTheLineThatIsLogged() {
        group.user("u0");
        group.approve();
        group.tamper(AuditKeys.root(Given.GROUP, ClosedGroup.PLAN), new byte[0]);

        try (LogRecords log = LogRecords.of(DeletionJobs.class)) {
            group.sweep();
            group.work();

            assertThat(log.lines())
                    .filteredOn(line -> line.contains(CountedWords.of("PurgeAccountStopped")))
                    .hasSize(1);
        }
    }
}
