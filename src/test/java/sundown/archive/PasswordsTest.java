package sundown.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.secret.Secret;

class PasswordsTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void haveAtLeast128Bits() {
        double bits = alphabet().size() == 31 ? 28 * Math.log(31) / Math.log(2) : 0;

        assertThat(bits).isGreaterThan(128);
    }

    @Test
    void areGroupsOfFourWithoutLookAlikes() {
        assertThat(RequestArchiveFunction.password(random).reveal())
                .matches("([2-9a-z]{4}-){6}[2-9a-z]{4}")
                .doesNotContain("i", "l", "o");
    }

    @Test
    void areNeverTheSame() {
        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(ignored ->
                                RequestArchiveFunction.password(random).reveal())
                        .distinct())
                .hasSize(1_000);
    }

    @Test
    void areMasked() {
        Secret password = RequestArchiveFunction.password(random);

        assertThat(password.toString()).doesNotContain(password.reveal());
    }

    private Set<Integer> alphabet() {
        return IntStream.range(0, 1_000)
                .mapToObj(ignored ->
                        RequestArchiveFunction.password(random).reveal().replace("-", ""))
                .flatMapToInt(String::chars)
                .boxed()
                .collect(Collectors.toSet());
    }
}
