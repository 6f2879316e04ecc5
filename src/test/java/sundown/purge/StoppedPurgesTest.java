package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.edge.LogRecords;
import sundown.metrics.Measurements;
import sundown.purge.AuditFiles.AuditKeys;

/** The alarm that rings for a purge which Sundown itself has stopped. */
class StoppedPurgesTest {
    private final ClosedGroup group = new ClosedGroup();

    @Test
    void areReportedAndLogged() {
        group.user("u0");
        group.approve();
        group.tamper(AuditKeys.root(Given.GROUP, ClosedGroup.PLAN), new byte[0]);

        try (LogRecords log = LogRecords.of(DeletionJobs.class);
                Measurements measurements = new Measurements()) {
            group.sweep();
            group.work();

            assertThat(measurements.faults()).containsExactly("StoppedPurges");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("audit: purge stopped"))
                    .hasSize(1);
        }
    }
}
