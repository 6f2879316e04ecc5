package sundown.archive;

import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sundown.secret.Secret;

/**
 * Makes the passwords of archives: 28 characters of an alphabet of 31, 138 random bits, in groups of four. The key
 * derivation of WinZip's encryption has 1,000 rounds only, so the password alone must be too much to try.
 */
@Singleton
final class Passwords {
    /** Nothing that looks like something else: no 0 and o, no 1, i and l. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int GROUPS = 7;
    private static final int GROUP_LENGTH = 4;

    private final RandomGenerator random;

    Passwords(RandomGenerator random) {
        this.random = random;
    }

    Secret next() {
        return new Secret(
                IntStream.range(0, GROUPS).mapToObj(ignored -> group()).collect(Collectors.joining("-")));
    }

    private String group() {
        return random.ints(GROUP_LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
