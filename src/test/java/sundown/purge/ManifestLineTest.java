package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.purge.ManifestLine.Standing;

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
}
