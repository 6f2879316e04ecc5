package sundown.membership;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.edge.LogRecords;
import sundown.template.CountedWords;

/** The alarm that rings for memberships which people must cancel. */
class ManualMembershipsTest {
    private final Functions functions = new Functions();

    @Test
    void areCountedByTheLineThatIsLogged() {
        functions.begin();
        functions.accounts.spoil(functions.member("a", 3));

        try (LogRecords log = LogRecords.of(MembershipWork.class)) {
            functions.cancelChunk(3);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains(CountedWords.of("CancelMembershipsManual")))
                    .singleElement()
                    .asString()
                    .contains("user a ");
        }
    }
}
