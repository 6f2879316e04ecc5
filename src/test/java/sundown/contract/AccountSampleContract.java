package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.readiness.AccountSample;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.AccountSample.SampledAccount.Listing;

/** What every sample of accounts promises. */
public abstract class AccountSampleContract {
    /** The sample under test; there are no accounts at first. */
    protected abstract AccountSample sample();

    /** Writes the row of an account: a listed one, one that no index lists, or one that cannot be read. */
    protected abstract void put(SampledAccount account);

    @Test
    void hasEveryAccountOnTheWayFromAnyPlaceToTheEnd() {
        List<SampledAccount> all = IntStream.range(0, 60)
                .mapToObj(number -> listed("user-" + number))
                .toList();
        all.forEach(this::put);

        List<SampledAccount> walked = new ArrayList<>();
        List<SampledAccount> page = sample().list(new UserId("anywhere"), 7);
        List<SampledAccount> later = page;
        while (!later.isEmpty()) {
            assertThat(later).hasSizeLessThanOrEqualTo(7);
            walked.addAll(later);
            later = sample().list(walked.getLast().user(), 7);
        }

        assertThat(all).containsAll(walked);
        assertThat(walked).doesNotHaveDuplicates();
        assertThat(Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                        .flatMap(place -> sample().list(new UserId(place), 60).stream())
                        .distinct())
                .hasSizeGreaterThan(walked.size() / 2);
    }

    @Test
    void hasAccountsThatNoIndexListsAndThoseThatCannotBeRead() {
        SampledAccount unlisted = new SampledAccount(
                new UserId("unlisted"),
                Optional.empty(),
                Set.of("userId", "region"),
                Optional.of(new Account(new UserId("unlisted"), new Region("IN"))));
        SampledAccount unreadable =
                new SampledAccount(new UserId("unreadable"), Optional.empty(), Set.of("userId"), Optional.empty());
        put(unlisted);
        put(unreadable);
        put(listed("listed"));
        assertThat(Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p")
                        .flatMap(place -> sample().list(new UserId(place), 10).stream())
                        .distinct())
                .containsExactlyInAnyOrder(unlisted, unreadable, listed("listed"));
    }

    private static SampledAccount listed(String name) {
        return new SampledAccount(
                new UserId(name),
                Optional.of(new Listing("1", 7)),
                Set.of("userId", "region", "groupShard"),
                Optional.of(new Account(new UserId(name), new Region("IN"))));
    }
}
