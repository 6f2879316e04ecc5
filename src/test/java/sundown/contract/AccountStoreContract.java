package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.ChargeId;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.SubscriptionId;
import sundown.account.UserId;

/** What every account store promises. */
public abstract class AccountStoreContract {
    private static final UserId USER = new UserId("account-user");
    private static final Instant PAID_AT = Instant.parse("2022-11-01T09:00:00.123456789Z");

    /** The store under test. */
    protected abstract AccountStore store();

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
    void findsWhatAMemberPaidInCurrenciesOfNoTwoAndThreeDecimals() {
        for (String currency : List.of("JPY", "EUR", "KWD")) {
            Account member = new Account(USER, new Region("IN"))
                    .with(new Membership(
                            new ChargeId("ch_" + currency), Money.of(12_345, currency), PAID_AT, Optional.empty()));
            put(member);
            assertThat(store().find(USER)).contains(member);
        }
    }

    @Test
    void findsWhenAMembershipWasCancelled() {
        Membership paid = new Membership(new ChargeId("ch_1"), Money.of(1_200, "EUR"), PAID_AT, Optional.empty());
        Account cancelled = new Account(USER, new Region("IN")).with(paid.cancelled(PAID_AT.plusSeconds(60)));
        put(cancelled);
        assertThat(store().find(USER)).contains(cancelled);
    }

    @Test
    void findsWhatAMembershipIsRenewedBy() {
        Membership paid = new Membership(new ChargeId("ch_1"), Money.of(1_200, "EUR"), PAID_AT, Optional.empty());
        Account subscriber = new Account(USER, new Region("IN")).with(paid.renewedBy(new SubscriptionId("sub_1")));
        put(subscriber);
        assertThat(store().find(USER)).contains(subscriber);
    }

    @Test
    void findsNoMembershipWhereItHasGone() {
        Account free = new Account(USER, new Region("IN"));
        put(free.with(new Membership(new ChargeId("ch_1"), Money.of(1_200, "EUR"), PAID_AT, Optional.empty())));
        put(free);
        assertThat(store().find(USER)).contains(free);
    }

    @Test
    void findsNothingForAStranger() {
        assertThat(store().find(new UserId("nobody"))).isEmpty();
    }
}
