package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Region;
import sundown.account.UserId;

/** What every account store promises. */
public abstract class AccountStoreContract {
    private static final UserId USER = new UserId("account-user");

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
    void findsNothingForAStranger() {
        assertThat(store().find(new UserId("nobody"))).isEmpty();
    }
}
