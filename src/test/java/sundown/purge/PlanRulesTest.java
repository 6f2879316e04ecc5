package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.purge.ManifestLine.Standing;
import sundown.timeline.InMemoryTimelineStore;

class PlanRulesTest {
    /** A user with an account elsewhere keeps what they have, and their hold is none of this group. */
    @ParameterizedTest
    @CsvSource({
        "IN, false, ACCOUNT",
        "IN, true, HELD",
        "BR, false, FOREIGN",
        "BR, true, FOREIGN",
        "CN, false, FOREIGN",
        "CN, true, FOREIGN",
        ", false, NO_ACCOUNT",
        ", true, HELD"
    })
    void listWhoHasAnAccountOfTheGroupOrNoneAndIsNotUnderHold(String region, boolean held, Standing standing) {
        Optional<Account> account =
                Optional.ofNullable(region).map(Region::new).map(own -> new Account(new UserId("u1"), own));

        assertThat(PlanRules.standing(account, held, Given.GROUP, new InMemoryTimelineStore().inForce()))
                .isEqualTo(standing);
    }

    /** A user who was listed without an account may have one of the group by now. */
    @ParameterizedTest
    @CsvSource({
        "ACCOUNT, ACCOUNT, false",
        "ACCOUNT, HELD, false",
        "ACCOUNT, FOREIGN, true",
        "ACCOUNT, NO_ACCOUNT, true",
        "NO_ACCOUNT, ACCOUNT, false",
        "NO_ACCOUNT, HELD, false",
        "NO_ACCOUNT, FOREIGN, true",
        "NO_ACCOUNT, NO_ACCOUNT, false"
    })
    void knowWhoHasLeftSinceTheyWereListed(Standing listed, Standing now, boolean left) {
        assertThat(PlanRules.hasLeft(listed, now)).isEqualTo(left);
    }
}
