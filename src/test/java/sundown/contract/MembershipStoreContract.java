package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.job.GroupUsers;
import sundown.membership.MembershipStore;
import sundown.timeline.GroupId;

/** What every store of memberships promises. */
public abstract class MembershipStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final Instant NOW = SampleTransfers.NOW;
    private static final UserId USER = new UserId("member");

    /** The store under test, empty at first. */
    protected abstract MembershipStore store();

    /** The users that it lists. */
    protected abstract GroupUsers users();

    /** The accounts that its memberships are of. */
    protected abstract AccountStore accounts();

    /** Writes an account as the photo cloud does, and lists it. */
    protected abstract void put(Account account, GroupId group, int shard);

    @Test
    void listsTheUsersOfAShardPageByPage() {
        List.of("c", "a", "e", "b", "d").forEach(name -> free(name, GROUP, 3));
        assertThat(page(3, Optional.empty())).containsExactly(user("a"), user("b"));
        assertThat(page(3, Optional.of(user("b")))).containsExactly(user("c"), user("d"));
        assertThat(page(3, Optional.of(user("d")))).containsExactly(user("e"));
        assertThat(page(3, Optional.of(user("e")))).isEmpty();
    }

    @Test
    void listsNobodyOfAnotherShardOrGroup() {
        free("a", GROUP, 1);
        free("b", GROUP, 15);
        free("c", new GroupId("11"), 1);
        free("d", GROUP, 115);
        assertThat(page(1, Optional.empty())).containsExactly(user("a"));
        assertThat(page(15, Optional.empty())).containsExactly(user("b"));
        assertThat(page(115, Optional.empty())).containsExactly(user("d"));
        assertThat(page(0, Optional.empty())).isEmpty();
    }

    @Test
    void listsNobodyWhereTheyAreListedNoMore() {
        free("a", new GroupId("2"), 3);
        free("a", GROUP, 3);
        free("b", GROUP, 3);
        free("b", GROUP, 4);
        assertThat(page(3, Optional.empty())).containsExactly(user("a"));
        assertThat(page(4, Optional.empty())).containsExactly(user("b"));
        assertThat(users().list(new GroupId("2"), 3, Optional.empty(), 2)).isEmpty();
    }

    @Test
    void cancelsAMembershipAndChangesNothingElse() {
        Account account = member(paid("ch_1"));
        assertThat(store().cancel(USER, paid("ch_1"), NOW)).isTrue();
        assertThat(accounts().find(USER)).contains(account.with(paid("ch_1").cancelled(NOW)));
        assertThat(page(0, Optional.empty())).containsExactly(USER);
    }

    @Test
    void cancelsAMembershipOnce() {
        member(paid("ch_1"));
        store().cancel(USER, paid("ch_1"), NOW);
        assertThat(store().cancel(USER, paid("ch_1"), NOW.plusSeconds(1))).isFalse();
        assertThat(accounts().find(USER).flatMap(Account::membership))
                .contains(paid("ch_1").cancelled(NOW));
    }

    @Test
    void cancelsNoMembershipThatWasPaidAgain() {
        Account account = member(paid("ch_2"));
        assertThat(store().cancel(USER, paid("ch_1"), NOW)).isFalse();
        assertThat(accounts().find(USER)).contains(account);
    }

    @Test
    void cancelsNothingOfAFreeUserAndMakesNoAccount() {
        free(USER.value(), GROUP, 0);
        assertThat(store().cancel(USER, paid("ch_1"), NOW)).isFalse();
        assertThat(store().cancel(user("stranger"), paid("ch_1"), NOW)).isFalse();
        assertThat(accounts().find(USER)).contains(new Account(USER, new Region("IN")));
        assertThat(accounts().find(user("stranger"))).isEmpty();
    }

    private Account member(Membership membership) {
        Account account = new Account(USER, new Region("IN")).with(membership);
        put(account, GROUP, 0);
        return account;
    }

    private void free(String name, GroupId group, int shard) {
        put(new Account(user(name), new Region("IN")), group, shard);
    }

    private List<UserId> page(int shard, Optional<UserId> after) {
        return users().list(GROUP, shard, after, 2);
    }

    private static UserId user(String name) {
        return new UserId(name);
    }

    private static Membership paid(String charge) {
        return new Membership(
                new ChargeId(charge), Money.of(1_200, "EUR"), NOW.minus(Duration.ofDays(30)), Optional.empty());
    }
}
