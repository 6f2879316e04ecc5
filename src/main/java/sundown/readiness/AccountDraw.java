package sundown.readiness;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sundown.account.UserId;

/** Draws a hundred accounts or fewer at random, with ten calls at most. */
@Singleton
final class AccountDraw {
    private static final int PLACES = 5;
    private static final int ACCOUNTS_OF_A_PLACE = 20;

    private final AccountSample accounts;
    private final RandomGenerator random;

    AccountDraw(AccountSample accounts, RandomGenerator random) {
        this.accounts = accounts;
        this.random = random;
    }

    List<SampledAccount> draw() {
        return Stream.generate(this::place)
                .limit(PLACES)
                .flatMap(place -> from(place).stream())
                .distinct()
                .toList();
    }

    private UserId place() {
        return new UserId(Long.toHexString(random.nextLong()));
    }

    /** No account comes after the last one: then another place is tried. */
    private List<SampledAccount> from(UserId place) {
        List<SampledAccount> found = accounts.from(place, ACCOUNTS_OF_A_PLACE);
        return found.isEmpty() ? accounts.from(place(), ACCOUNTS_OF_A_PLACE) : found;
    }
}
