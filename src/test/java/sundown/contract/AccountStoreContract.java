package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;

/** What every account store promises. */
public abstract class AccountStoreContract {
    private static final UserId USER = new UserId("account-user");
    private static final Instant PAID_AT = Instant.parse("2022-11-01T09:00:00.123456789Z");

    /** The store under test. */
    protected abstract AccountStore store();

    /** Writes a row that is no account. */
    protected abstract void spoil(UserId user);

    /** Writes an account as the photo cloud does. */
    protected abstract void put(Account account);

    @Test
    void findsTheAccountOfAUser() {
        put(new Account(USER, new Region("IN")));
        assertThat(store().find(USER)).contains(new Account(USER, new Region("IN")));
    }

    @Test
    void seesAChangeAtOnce() {
        put(new Account(USER, new Region("IN")));
        store().find(USER);
        put(new Account(USER, new Region("BR")));
        assertThat(store().find(USER)).contains(new Account(USER, new Region("BR")));
    }

    @Test
    void findsNoMembershipWhereItHasGone() {
        Account free = new Account(USER, new Region("IN"));
        put(free.with(new Membership(new ChargeId("ch_1"), Money.of(1_200, "EUR"), PAID_AT, Optional.empty())));
        put(free);
        assertThat(store().find(USER)).contains(free);
    }

    /** More of them than DynamoDB reads in one call. */
    @Test
    void findsTheAccountsOfManyAtOnce() {
        List<Account> accounts = IntStream.range(0, 130)
                .mapToObj(number -> new Account(new UserId("account-" + number), new Region("IN")))
                .toList();
        accounts.forEach(this::put);
        UserId stranger = new UserId("nobody");
        Found<Account> found = store().findAll(
                        Stream.concat(Stream.of(stranger), accounts.stream().map(Account::user))
                                .toList());
        assertThat(accounts)
                .allSatisfy(account -> assertThat(found.find(account.user())).contains(account));
        assertThat(found.find(stranger)).isEmpty();
        assertThat(store().findAll(List.of()).rows()).isEmpty();
    }

    @Test
    void findsAChangeAtOnceAmongMany() {
        put(new Account(USER, new Region("IN")));
        store().findAll(List.of(USER));
        put(new Account(USER, new Region("BR")));
        assertThat(store().findAll(List.of(USER)).find(USER)).contains(new Account(USER, new Region("BR")));
    }

    @Test
    void findsTheOthersWhereOneOfManyCannotBeRead() {
        UserId spoilt = new UserId("spoilt");
        put(new Account(USER, new Region("IN")));
        spoil(spoilt);
        Found<Account> found = store().findAll(List.of(spoilt, USER));
        assertThat(found.find(USER)).isPresent();
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> found.find(spoilt));
    }

    @Test
    void findsNothingForAStranger() {
        assertThat(store().find(new UserId("nobody"))).isEmpty();
    }
}
