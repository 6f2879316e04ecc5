package sundown.readiness;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.readiness.AccountSample.SampledAccount;

/** Draws a hundred accounts or fewer at random, with ten calls at most. */
@Singleton
record AccountDraw(AccountSample accounts, RandomGenerator random) {
    private static final int PLACES = 5;
    private static final int ACCOUNTS_PER_PLACE = 20;

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
        List<SampledAccount> found = accounts.list(place, ACCOUNTS_PER_PLACE);
        return found.isEmpty() ? accounts.list(place(), ACCOUNTS_PER_PLACE) : found;
    }
}
