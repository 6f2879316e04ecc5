package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.edge.LogRecords;
import sundown.metrics.Measurements;

/** The alarm that rings for memberships which people must cancel. */
class ManualMembershipsTest {
    private final Functions functions = new Functions();

    @Test
    void areReportedAndNamedInTheLog() {
        functions.begin();
        functions.accounts.spoil(functions.member("a", 3));

        try (LogRecords log = LogRecords.of(MembershipWork.class);
                Measurements measurements = new Measurements()) {
            functions.cancelChunk(3);

            assertThat(measurements.faults()).containsExactly("ManualMemberships");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("needs people"))
                    .singleElement()
                    .asString()
                    .contains("user a ");
        }
    }
}
