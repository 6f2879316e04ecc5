package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.purge.ManifestLine.Standing;
import sundown.timeline.InMemoryTimelineStore;

class ManifestLineTest {
    private static final UserId USER = new UserId("u1");

    /** Who has the hash of a neighbour's line cannot find out that the neighbour is under hold. */
    @Test
    void cannotBeGuessed() {
        Random random = new Random(1);

        ManifestLine line = ManifestLine.leftOut(USER, Standing.HELD, random);
        ManifestLine guess = ManifestLine.leftOut(USER, Standing.HELD, random);

        assertThat(guess.write()).isNotEqualTo(line.write());
        assertThat(ManifestLine.read(line.write())).isEqualTo(line);
    }

    @Test
    void refusesOtherMembers() {
        String line = ManifestLine.leftOut(USER, Standing.HELD, new Random(1)).write();

        assertThat(List.of(
                        line.replace("{\"userId\"", "{\"more\":1,\"userId\""),
                        line.replace("\"held\":true", "\"held\":false"),
                        line.replace("\"bytes\":0,", ""),
                        line.replace("{\"userId\":\"u1\",", "{\"userId\":\"u1\",\"userId\":\"u1\","),
                        line.replaceFirst(",\"salt\":\"[0-9a-f]*\"", "")))
                .doesNotContain(line)
                .allSatisfy(other -> assertThatThrownBy(() -> ManifestLine.read(other))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void refusesAnotherSalt() {
        String line = ManifestLine.leftOut(USER, Standing.HELD, new Random(1)).write();

        assertThatThrownBy(() -> ManifestLine.read(line.replaceFirst("salt\":\"..", "salt\":\"")))
                .isInstanceOf(IllegalArgumentException.class);
    }

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

        assertThat(Standing.of(account, held, Given.GROUP, new InMemoryTimelineStore().inForce()))
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
        assertThat(now.hasLeft(listed)).isEqualTo(left);
    }
}
